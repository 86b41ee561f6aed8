public import Core

/// A set of credentials and its origin.
public struct ResolvedCredentials: Sendable, Equatable {
  /// The credentials.
  public let credentials: Credentials
  /// Their origin.
  public let origin: CredentialOrigin
  /// The parts that had white space around them, which was cut off.
  let trimmed: [CredentialPart]

  /// Resolved credentials, without white space around their parts.
  ///
  /// - Throws: `Failure` with code `bad_config` that names the place of a part with a control character or a character
  ///   that is not ASCII. It would break the request, or be refused as a wrong signature.
  public init(_ credentials: Credentials, from origin: CredentialOrigin) throws(Failure) {
    var set = credentials
    let parts = [
      (CredentialPart.accessKeyID, credentials.accessKeyID),
      (.secretAccessKey, credentials.secretAccessKey.reveal()),
      (.sessionToken, credentials.sessionToken?.reveal() ?? ""),
    ].map { part, text in (part: part, text: text, bare: text.trimmed) }
    for (part, _, bare) in parts {
      try BareText.check(bare, "the \(part.rawValue) from \(origin.place(of: part))")
    }
    set.accessKeyID = parts[0].bare
    set.secretAccessKey = Secret(parts[1].bare)
    if credentials.sessionToken != nil { set.sessionToken = parts[2].bare.isEmpty ? nil : Secret(parts[2].bare) }
    self.credentials = set
    self.origin = origin.judging(set)
    trimmed = parts.filter { $0.text.unicodeScalars.count != $0.bare.unicodeScalars.count }.map(\.part)
  }
}
