import Core

/// What a Storyblok token is: it decides which API it opens and how it is sent.
public enum TokenKind: String, Sendable, CaseIterable {
  /// A personal access token: the management API, sent as it is.
  case personal
  /// An OAuth access token: the management API, sent as `Bearer`.
  case oauth
  /// A delivery token that reads drafts too.
  case preview
  /// A delivery token that reads what is published.
  case `public`
}

/// How a request is authorised: all that must be known of a token to use it.
enum Access: Sendable, CaseIterable {
  case personal, oauth, delivery

  /// The ways worth trying, most likely first. No prefix tells what a token is; its shape (delivery tokens in
  /// Storyblok's documentation are 24 letters and digits ending in `tt`) only decides the order. The management API
  /// cannot be asked about stories without a space.
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

  /// Whether the management API is meant.
  var isManagement: Bool { self != .delivery }
}

/// Which text of a story is meant: the one visitors see, or the one editors work on.
public enum StoryVersion: String, Sendable {
  case published, draft
}
