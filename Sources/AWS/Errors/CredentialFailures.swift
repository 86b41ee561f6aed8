import Core

/// The failures of the search for credentials.
enum CredentialFailures {
  /// No credentials: names mistakes in the shared files, and lists the places that were searched.
  static func none(_ steps: [ChainStep], _ context: ProviderContext) -> Failure {
    let profile = context.selection.name
    var hints = context.files.mistakes(first: profile).prefix(3).map { notice -> Remedy in
      "\(notice.text): \(notice.hint)"
    }
    hints.append(
      "run `\(shell: .aws("configure"))`, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment or in .env"
    )
    if context.selection.isNamed {
      hints.append("profile \(profile) (\(context.selection.origin.place)) holds no credentials of any kind")
    } else {
      let others = context.files.profileNames.filter { $0 != profile }.prefix(8).map(quoted)
      if !others.isEmpty {
        hints.append("profiles there are: \(others.joined(separator: ", ")); choose one with \(option: .profile)")
      }
    }
    hints.append("looked at: \(steps.map { $0.source.name }.joined(separator: ", ")) (\(command: .explainCredentials))")
    return Failure(
      .noCredentials, "Unable to locate credentials", hint: hints[0], moreHints: Array(hints.dropFirst()))
  }

  /// An incomplete set. It is not completed from another source.
  static func partial(_ place: String, has: String, lacks: String, hint: Remedy) -> Failure {
    Failure(
      .partialCredentials, "partial credentials in \(place): \(has) is set, \(lacks) is missing", hint: hint,
      moreHints: ["a set is never completed from another place, so that you never act as somebody else"])
  }

  /// A named profile that is in neither file. What explains it is the first hint.
  static func unknownProfile(_ selection: ProfileSelection, _ files: SharedFiles) -> Failure {
    var hints: [Remedy] = []
    for file in [files.config, files.credentials] where file.state.isUnknown || file.state == .folder {
      hints.append("\(file.path) \(file.absence)")
    }
    if files.strayConfigSections.contains(selection.name) {
      hints.append("\(files.config.path) has [\(selection.name)]: there it must read [profile \(selection.name)]")
    }
    if files.credentials.sectionNames.contains("profile \(selection.name)") {
      hints.append("\(files.credentials.path) has [profile \(selection.name)]: there it must read [\(selection.name)]")
    }
    if hints.isEmpty || !files.profileNames.isEmpty { hints.append(existing(files, like: selection.name)) }
    hints.append("it was named by \(selection.origin.place)")
    return Failure(
      .notFound,
      "the profile \(selection.name) could not be found in \(files.config.path) or \(files.credentials.path)",
      hint: hints[0], moreHints: Array(hints.dropFirst()))
  }

  /// The existing profiles, the nearest name first.
  ///
  /// - Parameter excluded: a profile that cannot be meant, such as the one that names another as its source.
  static func existing(_ files: SharedFiles, like name: String, except excluded: String? = nil) -> Remedy {
    let names = files.profileNames.filter { $0 != excluded }
    if names.isEmpty {
      return excluded == nil
        ? "no profile exists: run `\(shell: .aws("configure", profile: name))`"
        : "no other profile exists: run `\(shell: .aws("configure", profile: name))`"
    }
    if let near = NearName.best(name, among: names) {
      let rest = names.filter { $0 != near }.prefix(8).map(quoted)
      return "did you mean \(quoted(near))?" + (rest.isEmpty ? "" : " Others: \(rest.joined(separator: ", "))")
    }
    return "profiles there are: \(names.prefix(12).map(quoted).joined(separator: ", "))"
  }

  /// A profile's name, in quotes where blanks around it could not be seen.
  private static func quoted(_ name: String) -> String { name == name.trimmed ? name : "\"\(name)\"" }
}
