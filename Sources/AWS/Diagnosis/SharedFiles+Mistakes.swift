import Core

/// Mistakes that make a part of the shared files count for nothing. They name files and lines, never values.
extension SharedFiles {
  /// Mistakes of both files, those of `profile` first.
  func mistakes(first profile: String) -> [Notice] {
    let own = self.profile(profile).map { Self.mistakes(of: $0) } ?? []
    // Without the defaults, which all profiles share: a copy for each would grow with the product of both.
    var others: [Notice] = []
    for name in profileNames where name != profile && others.count < Self.mostOthers {
      if let other = self.profile(name, withDefaults: false) { others += Self.mistakes(of: other) }
    }
    return unread + own + headers(first: profile) + others
  }

  /// The most mistakes of other profiles that are told.
  private static let mostOthers = 20

  /// Files that are there and were not read.
  private var unread: [Notice] {
    [config, credentials].compactMap { file in
      switch file.state {
      case .read, .absent: nil
      case .folder:
        Notice("\(file.path) is a folder, not a file", hint: "move the folder away: \(file.path) must be a file")
      case .unreadable:
        Notice("\(file.path) \(file.absence)", hint: "make it readable for yourself, or remove it; it counts as absent")
      case .damaged(let failure): Notice(failure.sentence, hint: failure.hints[0])
      }
    }
  }

  /// Headers that are not those of a profile.
  private func headers(first profile: String) -> [Notice] {
    var list: [(name: String, notice: Notice)] = []
    for name in strayConfigSections.sorted() where name.trimmed == "default" {
      list.append(("default", Self.spaced(name, config.path)))
    }
    for name in strayConfigSections.sorted() where !name.contains(" ") {
      list.append(
        (name, Notice("[\(name)] in \(config.path) counts for nothing", hint: "there it must read [profile \(name)]")))
    }
    for name in credentials.sectionNames {
      if name.hasPrefix("profile ") {
        let bare = String(name.dropFirst(8))
        list.append(
          (
            bare,
            Notice(
              "[\(name)] in \(credentials.path) defines a profile that is called \"\(name)\"",
              hint: "there it must read [\(bare)]")
          ))
      } else if name != name.trimmed {
        list.append((name.trimmed, Self.spaced(name, credentials.path)))
      }
    }
    return list.filter { $0.name == profile }.map(\.notice) + list.filter { $0.name != profile }.map(\.notice)
  }

  private static func spaced(_ name: String, _ path: String) -> Notice {
    Notice(
      "[\(name)] in \(path) is not the profile \(name.trimmed): the blanks are part of its name",
      hint: "there it must read [\(name.trimmed)]")
  }

  /// Mistakes in the keys of one profile.
  private static func mistakes(of profile: Profile) -> [Notice] {
    let entries = [profile.config, profile.credentials].flatMap { section in
      section.sorted { ($0.value.origin.line ?? 0) < ($1.value.origin.line ?? 0) }
    }
    var list = entries.flatMap { key, entry in indented(key, entry) }
    if let (_, entry) = entries.first(where: { isShellLine($0.key) }) {
      list.append(
        Notice(
          "line \(entry.origin.line ?? 0) of \(entry.origin.file ?? "") begins with the word of a shell, so it sets nothing",
          hint: "write aws_access_key_id = … without export: these files are no shell scripts"))
    }
    if let session = profile.value("sso_session"), profile.value("sso_account_id") == nil,
      profile.value("sso_role_name") == nil
    {
      list.append(
        Notice(
          "\(session.origin.place) is set, but neither sso_account_id nor sso_role_name",
          hint: .run(.aws("configure", "sso", profile: profile.name == "default" ? nil : profile.name))))
    }
    return list
  }

  /// Keys that continue the value above them.
  static func indented(_ key: String, _ entry: Profile.Entry) -> [Notice] {
    entry.swallowed.map { swallowed in
      Notice(
        "line \(swallowed.line) of \(entry.origin.file ?? "") begins with a blank, so \(swallowed.key) there is part of "
          + "the value of \(key) above it",
        hint: "remove the blanks at the beginning of line \(swallowed.line)")
    }
  }

  /// Whether a key is a line of a shell script: `export AWS_ACCESS_KEY_ID=…`.
  private static func isShellLine(_ key: String) -> Bool {
    let words = key.split(separator: " ")
    guard words.count > 1, let first = words.first, let last = words.last else { return key.hasPrefix("$env:aws_") }
    return ["export", "set", "setx", "declare"].contains(first) && last.hasPrefix("aws_")
  }
}
