import Core

/// A guardrail of Bedrock and its version, which a request names.
///
/// The forms are those of the service model: an id of small letters and digits, or an ARN; as the version a number of
/// one to eight digits, or `DRAFT` for the working draft.
public struct Guardrail: Sendable, Hashable {
  /// The id or ARN.
  public var id: String
  /// The version.
  public var version: String
  /// The version of a name without one.
  public static let draft = "DRAFT"

  /// A guardrail of the given id or ARN.
  public init(id: String, version: String = Guardrail.draft) {
    self.id = id
    self.version = version
  }

  /// Reads `ID`, `ID:VERSION`, `ARN` or `ARN:VERSION`; nil if the text has none of these forms.
  public init?(_ text: String) {
    var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    // An ARN has six parts itself.
    let whole = parts.first == "arn" ? 6 : 1
    var version = Guardrail.draft
    if parts.count == whole + 1 {
      let given = parts.removeLast()
      version = given.uppercased() == Guardrail.draft ? Guardrail.draft : given
    }
    guard parts.count == whole, Self.isVersion(version) else { return nil }
    let id = parts.joined(separator: ":")
    guard whole == 1 ? Self.isID(id[...]) : Self.isARN(parts) else { return nil }
    self.init(id: id, version: version)
  }

  /// The name in sentences: `ID:VERSION`.
  public var name: String { "\(id):\(version)" }

  /// The region that an ARN names; nil for an id.
  var region: String? { ARN(id)?.region }

  private static func isVersion(_ text: String) -> Bool {
    if text == draft { return true }
    return (1...8).contains(text.utf8.count) && text.first != "0" && text.utf8.allSatisfy(isDigit)
  }

  private static func isID(_ text: Substring) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
  }

  /// `arn:PARTITION:bedrock:REGION:ACCOUNT:guardrail/ID`.
  private static func isARN(_ parts: [String]) -> Bool {
    let resource = "guardrail/"
    return parts[1].hasPrefix("aws") && parts[2] == "bedrock" && !parts[3].isEmpty
      && parts[4].utf8.count == 12 && parts[4].utf8.allSatisfy(isDigit)
      && parts[5].hasPrefix(resource) && isID(parts[5].dropFirst(resource.count))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

extension Guardrail {
  /// The guardrail that a setting names.
  ///
  /// - Throws: `Failure` `usage` for an option and `bad_config` for a variable that is no guardrail.
  init(_ setting: Setting<String>) throws(Failure) {
    if let guardrail = Guardrail(setting.value) {
      self = guardrail
      return
    }
    let form: Remedy = "write ID or ID:VERSION, such as abc123def456:1 or abc123def456:DRAFT; an ARN is an ID too"
    if case .option(let name) = setting.origin {
      throw Failure(
        .usage, "\(name) takes a guardrail, which \(setting.value.prefix(scalars: 80)) is not", hint: form)
    }
    throw Failure(
      .badConfig, "\(setting.origin.place) names no guardrail: \(setting.value.prefix(scalars: 80))", hint: form)
  }

  /// Writes `guardrailConfig`. The trace tells which policy intervened.
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("guardrailIdentifier", id)
      json.member("guardrailVersion", version)
      json.member("trace", "enabled")
    }
  }
}
