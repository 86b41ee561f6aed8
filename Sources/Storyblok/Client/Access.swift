import Core
import HTTP

/// How a token authorises requests.
enum Access: Sendable, CaseIterable {
  case personal, oauth, delivery

  /// The ways to try, the most likely first. A token has no telling prefix, but its form excludes some: delivery tokens
  /// have letters and digits only, and in Storyblok's documentation 24 of them. A management token must not be sent to
  /// the delivery API, because it would stand in URLs, which servers and proxies log.
  static func candidates(for token: Secret) -> [Access] {
    let text = token.reveal()
    if text.hasPrefix("Bearer ") { return [.oauth] }
    if isDeliveryForm(text) { return [.delivery, .personal, .oauth] }
    return text.contains("-") ? [.personal, .oauth] : [.personal, .oauth, .delivery]
  }

  private static func isDeliveryForm(_ token: String) -> Bool {
    token.utf8.count == 24 && token.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  /// Whether the token is for the management API.
  var isManagement: Bool { self != .delivery }

  /// A description for `--verbose`.
  var word: String {
    switch self {
    case .personal: "a personal access token"
    case .oauth: "an OAuth token"
    case .delivery: "a delivery token"
    }
  }

  /// The base URL of the token's API.
  func base(_ configuration: StoryblokConfiguration) -> WebURL {
    isManagement ? configuration.management : configuration.delivery
  }

  /// Adds the token to a request: to its headers or to its query.
  func authorize(_ url: inout WebURL, _ headers: inout Headers, _ token: Secret) {
    let token = token.reveal()
    switch self {
    case .personal: headers["Authorization"] = token
    case .oauth: headers["Authorization"] = token.hasPrefix("Bearer ") ? token : "Bearer " + token
    case .delivery: url = url.adding(query: "token", token)
    }
  }
}
