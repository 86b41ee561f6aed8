import Core

/// The failures of the search itself, each with what to do next.
enum CredentialFailures {
  /// Nothing anywhere: says where was looked.
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

  /// Half a set: it is never completed from elsewhere.
  static func partial(_ place: String, has: String, lacks: String, hint: Remedy) -> Failure {
    Failure(
      .partialCredentials, "partial credentials in \(place): \(has) is set, \(lacks) is missing", hint: hint,
      moreHints: ["a set is never completed from another place, so that you never act as somebody else"])
  }

  /// A profile somebody named that is in neither file.
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

  /// The profiles there are, the nearest first.
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

/// Finds the name somebody probably meant.
enum NearName {
  /// The name of least edit distance, where it is at most a third of the length.
  static func best(_ name: String, among names: [String]) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
    return names.map { ($0, EditDistance.between(wanted, Array($0.lowercased().unicodeScalars.prefix(64)))) }
      .filter { $0.1 <= max(1, wanted.count / 3) }
      .min { $0.1 < $1.1 }?.0
  }
}
