import Core
import HTTP

/// How a token authorises requests.
enum Access: Sendable, CaseIterable {
  case personal, oauth, delivery

  /// The ways to try, the most likely first. A token has no telling prefix. Its shape (delivery tokens in Storyblok's
  /// documentation are 24 letters and digits ending in `tt`) decides the order only. The management API needs a space.
  static func candidates(for token: Secret, hasSpace: Bool) -> [Access] {
    let text = token.reveal()
    if text.hasPrefix("Bearer ") { return [.oauth] }
    if looksLikeDelivery(text) { return hasSpace ? [.delivery, .personal, .oauth] : [.delivery] }
    return hasSpace ? [.personal, .oauth, .delivery] : [.delivery]
  }

  static func looksLikeDelivery(_ token: String) -> Bool {
    token.utf8.count == 24 && token.hasSuffix("tt")
      && token.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
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
