import Core
import HTTP

extension Diagnosis {
  /// Keys with an implausible value.
  var keys: [Notice] {
    guard case .found(let resolved) = resolution.result else { return [] }
    let set = resolved.credentials
    var list = strayCharacters(set, resolved.origin)
    if !AccessKeyID.isPlausible(set.accessKeyID), AccessKeyID.isPlausible(set.secretAccessKey.reveal()) {
      list.append(
        Notice(
          "the access key id and the secret access key from \(resolved.origin.detail) look swapped",
          hint: "exchange the two values: an access key id has only capital letters and digits"))
    }
    let id = set.shownAccessKeyID
    let hasToken = set.sessionToken.map { !$0.isEmpty } ?? false
    if id.hasPrefix("AKIA"), hasToken {
      list.append(
        Notice(
          "the access key \(id) is a permanent one (AKIA), but a session token stands beside it",
          hint: "remove the stale session token: AWS refuses the pair (\(resolved.origin.detail))"))
    }
    if id.hasPrefix("ASIA"), !hasToken {
      list.append(
        Notice(
          "the access key \(id) is a temporary one (ASIA), but its session token is missing",
          hint: "set AWS_SESSION_TOKEN, or aws_session_token in the profile, from the same place as the key"))
    }
    return list
  }

  /// Spaces, quotes and comments that are part of a key.
  private func strayCharacters(_ set: Credentials, _ origin: CredentialOrigin) -> [Notice] {
    let values: [(String, String)] = [
      ("access key id", set.accessKeyID), ("secret access key", set.secretAccessKey.reveal()),
      ("session token", set.sessionToken?.reveal() ?? ""),
    ]
    return values.compactMap { name, value in
      guard let what = Self.fault(value) else { return nil }
      return Notice(
        "the \(name) from \(origin.detail) \(what)",
        hint: "write the bare value: AWS takes it verbatim and refuses it")
    }
  }

  private static func fault(_ value: String) -> String? {
    guard let first = value.unicodeScalars.first, let last = value.unicodeScalars.last else { return nil }
    if first.properties.isWhitespace || last.properties.isWhitespace { return "has blanks around it" }
    if first == "\"" || first == "'" || last == "\"" || last == "'" { return "has quotes around it" }
    if value.contains(" #") || value.contains(" ;") {
      return "has swallowed a comment: these files know no comments at the end of a line"
    }
    return nil
  }

  /// Mistakes in the two shared files.
  var files: [Notice] {
    let files = configuration.files
    var list: [Notice] = []
    for name in files.strayConfigSections.sorted() where !name.contains(" ") {
      list.append(
        Notice(
          "[\(name)] in \(files.config.path) counts for nothing", hint: "there it must read [profile \(name)]"
        ))
    }
    for name in files.credentials.sectionNames where name.hasPrefix("profile ") {
      list.append(
        Notice(
          "[\(name)] in \(files.credentials.path) defines a profile that is called \"\(name)\"",
          hint: "there it must read [\(name.dropFirst(8))]"))
    }
    for (variable, file) in [
      (Variable.configFile, files.config), (.credentialsFile, files.credentials),
    ]
    where environment.variable(variable) != nil && !file.exists {
      list.append(
        Notice(
          "\(variable.name) names a file that does not exist: \(file.path)", hint: "correct or unset \(variable.name)"))
    }
    if isCredentialsFileOpen {
      list.append(
        Notice(
          "other users of this machine can read \(files.credentials.path)",
          hint: "run: chmod 600 \(files.credentials.path)"))
    }
    return list + tildes
  }

  /// Paths whose tilde is not expanded.
  private var tildes: [Notice] {
    guard let profile = configuration.files.profile(configuration.selection.name) else { return [] }
    return ["web_identity_token_file", "credential_process"].compactMap { key in
      guard let value = profile.value(key), value.value.hasPrefix("~") || value.value.contains(" ~/") else {
        return nil
      }
      return Notice("~ is not expanded in \(value.origin.place)", hint: "write the whole path")
    }
  }
}
