import Core

extension Diagnosis {
  /// Values that another value overrides.
  var shadows: [Notice] { apiKey + hiddenProfile + hiddenDotEnv + hiddenWithinProfile }

  private var apiKey: [Notice] {
    guard let key = settings.string(.bedrockAPIKey), origin != nil else { return [] }
    return [
      Notice(
        "Bedrock is called with the API key in \(key.origin.place); account and ARN here are those of the "
          + "credentials, which may be somebody else's",
        hint: "unset AWS_BEARER_TOKEN_BEDROCK to use the credentials for Bedrock too")
    ]
  }

  /// Keys in the environment that override a profile.
  private var hiddenProfile: [Notice] {
    guard let origin, origin.source == .environment || origin.source == .dotenv else { return [] }
    let selection = configuration.selection
    let winner = origin.source == .environment ? "the environment's keys" : "the keys in .env"
    let cure: Remedy =
      origin.source == .environment
      ? "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN, or name the profile with \(option: .profile) "
      : "remove the keys from .env, or name the profile with \(option: .profile) "
    if selection.isNamed {
      return [
        Notice(
          "profile \(selection.name) is named by \(selection.origin.place), but \(winner) win",
          hint: cure + "\(word: selection.name)")
      ]
    }
    guard let profile = configuration.files.profile(selection.name), profile.holdsCredentials else {
      return []
    }
    return [Notice("\(winner) hide profile \(profile.name)", hint: cure + "\(word: profile.name)")]
  }

  private var hiddenDotEnv: [Notice] {
    guard let origin, origin.source != .dotenv, let id = settings.fromDotEnv(.accessKeyID) else { return [] }
    if configuration.selection.outranksDotEnv, origin.source != .environment {
      return [
        Notice(
          "the keys in .env have no say: a profile is named by \(configuration.selection.origin.place)",
          hint: "leave out the profile to use \(id.origin.place)")
      ]
    }
    guard origin.source == .environment else { return [] }
    return [
      Notice(
        "the environment's keys hide \(id.origin.place)",
        hint: "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN to use those of .env")
    ]
  }

  /// A profile with several kinds of credentials, of which one is used.
  private var hiddenWithinProfile: [Notice] {
    guard let origin, let name = origin.profile, let profile = configuration.files.profile(name) else {
      return []
    }
    guard let winner = origin.source.profileKey else { return [] }
    // A profile that is its own source uses its keys.
    let isOwnSource = profile.value("source_profile")?.value == name
    let later = CredentialChain.ofProfile.drop { $0.source != origin.source }.dropFirst()
    return later.compactMap { provider in
      guard !isOwnSource, let hidden = provider.key(in: profile) else { return nil }
      let place = provider.source == .configFile ? "in the config file" : "in the profile"
      return Notice(
        "\(winner) of profile \(name) hides its \(hidden) (\(place))",
        hint: "remove the one that is not meant, or put it into a profile of its own")
    }
  }
}

extension Profile {
  /// Whether it configures credentials.
  var holdsCredentials: Bool { CredentialChain.ofProfile.contains { $0.key(in: self) != nil } }
}
