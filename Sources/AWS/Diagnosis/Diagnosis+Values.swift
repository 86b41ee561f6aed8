import Core
import HTTP

extension Diagnosis {
  /// Keys with an implausible value.
  var keys: [Notice] {
    guard case .found(let resolved) = resolution.result else { return trimmedVariables }
    let set = resolved.credentials
    var list =
      trimmedVariables
      + resolved.trimmed.map { Self.trimmed("the \($0.rawValue) from \(resolved.origin.place(of: $0))") }
    list += form(set, resolved.origin)
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

  /// Variables with white space around their values.
  private var trimmedVariables: [Notice] {
    settings.trimmedPlaces(SettingKey.aws, Variable.aws).map(Self.trimmed)
  }

  private static func trimmed(_ what: String) -> Notice {
    Notice(
      "\(what) has white space or a line end around it, which was cut off",
      hint: "write the bare value: other tools take it verbatim, and AWS refuses it")
  }

  /// Quotes, comments and headers that are part of a key, and ids and secrets that do not look like those of AWS.
  private func form(_ set: Credentials, _ origin: CredentialOrigin) -> [Notice] {
    let secret = set.secretAccessKey.reveal()
    let idPlace = "the access key id from \(origin.place(of: .accessKeyID))"
    if origin.looksSwapped {
      return [Notice(CredentialRefusal.swappedKeys(origin), hint: CredentialRefusal.exchange)]
    }
    let values: [(CredentialPart, String)] = [
      (.accessKeyID, set.accessKeyID), (.secretAccessKey, secret), (.sessionToken, set.sessionToken?.reveal() ?? ""),
    ]
    let faults = values.compactMap { part, value in
      Self.fault(value).map { what in
        Notice(
          "the \(part.rawValue) from \(origin.place(of: part)) \(what)",
          hint: "write the bare value: AWS takes it verbatim and refuses it")
      }
    }
    if !faults.isEmpty { return faults }
    if AccessKeyID.isPlausible(set.accessKeyID.uppercased()), !AccessKeyID.isPlausible(set.accessKeyID) {
      return [
        Notice(
          "\(idPlace) has small letters", hint: "copy it again: an access key id has only capital letters and digits")
      ]
    }
    if !AccessKeyID.isPlausible(set.accessKeyID) {
      return [
        Notice(
          "\(idPlace) does not look like one of AWS: those have 16 to 128 capital letters and digits",
          hint: "copy it again, whole and alone")
      ]
    }
    guard secret.utf8.count != 40 else { return [] }
    return [
      Notice(
        "the secret access key from \(origin.place(of: .secretAccessKey)) has \(secret.utf8.count) characters: those of AWS "
          + "have 40", hint: "copy it again, whole and alone")
    ]
  }

  private static func fault(_ value: String) -> String? {
    guard let first = value.unicodeScalars.first, let last = value.unicodeScalars.last else { return nil }
    if first == "\"" || first == "'" || last == "\"" || last == "'" { return "has quotes around it" }
    if value.contains(" #") || value.contains(" ;") {
      return "has swallowed a comment: these files know no comments at the end of a line"
    }
    if last == "]", value.contains("[") { return "ends with a section header, which needs a line of its own" }
    return nil
  }

  /// Mistakes in the two shared files.
  var files: [Notice] {
    let files = configuration.files
    var list = files.mistakes(first: configuration.selection.name)
    for (variable, file) in [
      (Variable.configFile, files.config), (.credentialsFile, files.credentials),
    ]
    where environment.variable(variable) != nil && file.state == .absent {
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
