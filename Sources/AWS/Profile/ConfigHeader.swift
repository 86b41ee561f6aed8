import Core

/// The header of a section of the config file, split like shell words: exactly two words, or `default`.
enum ConfigHeader: Equatable {
  case profile(String)
  case ssoSession(String)
  case services(String)

  init?(_ text: String) {
    if text == "default" {
      self = .profile("default")
      return
    }
    // botocore tests only the beginning of the header, so `[profiles x]` is a profile too.
    guard let words = ProcessArguments.split(text), words.count == 2 else { return nil }
    if text.hasPrefix("profile") {
      self = .profile(words[1])
    } else if text.hasPrefix("sso-session") {
      self = .ssoSession(words[1])
    } else if text.hasPrefix("services") {
      self = .services(words[1])
    } else {
      return nil
    }
  }
}
