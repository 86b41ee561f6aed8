import Core

/// The failures of the search for credentials.
enum CredentialFailures {
  /// No credentials: lists the places that were searched.
  static func none(_ steps: [ChainStep], _ context: ProviderContext) -> Failure {
    var more: [Remedy] = []
    let profile = context.selection.name
    if context.selection.isNamed {
      more.append("profile \(profile) (\(context.selection.origin.place)) holds no credentials of any kind")
    }
    let names = context.files.profileNames
    if !names.isEmpty, !context.selection.isNamed {
      more.append("profiles there are: \(names.prefix(8).joined(separator: ", ")); choose one with \(option: .profile)")
    }
    more.append(
      "looked at: \(steps.map { $0.source.name }.joined(separator: ", ")) (\(command: .explainCredentials))")
    return Failure(
      .noCredentials, "Unable to locate credentials",
      hint:
        "run `\(shell: .aws("configure"))`, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment or in .env",
      moreHints: more)
  }

  /// An incomplete set. It is not completed from another source.
  static func partial(_ place: String, has: String, lacks: String, hint: Remedy) -> Failure {
    Failure(
      .partialCredentials, "partial credentials in \(place): \(has) is set, \(lacks) is missing", hint: hint,
      moreHints: ["a set is never completed from another place, so that you never act as somebody else"])
  }

  /// A named profile that is in neither file.
  static func unknownProfile(_ selection: ProfileSelection, _ files: SharedFiles) -> Failure {
    var more: [Remedy] = []
    if files.strayConfigSections.contains(selection.name) {
      more.append(
        "\(files.config.path) has [\(selection.name)]: there it must read [profile \(selection.name)]")
    }
    if files.credentials.sectionNames.contains("profile \(selection.name)") {
      more.append(
        "\(files.credentials.path) has [profile \(selection.name)]: there it must read [\(selection.name)]")
    }
    more.append("it was named by \(selection.origin.place)")
    return Failure(
      .notFound,
      "the profile \(selection.name) could not be found in \(files.config.path) or \(files.credentials.path)",
      hint: existing(files, like: selection.name), moreHints: more)
  }

  /// The existing profiles, the nearest name first.
  static func existing(_ files: SharedFiles, like name: String) -> Remedy {
    let names = files.profileNames
    if names.isEmpty { return "no profile exists: run `\(shell: .aws("configure", profile: name))`" }
    if let near = NearName.best(name, among: names) {
      let rest = names.filter { $0 != near }.prefix(8)
      return "did you mean \(near)?" + (rest.isEmpty ? "" : " Others: \(rest.joined(separator: ", "))")
    }
    return "profiles there are: \(names.prefix(12).joined(separator: ", "))"
  }
}
