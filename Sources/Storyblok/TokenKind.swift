/// What a Storyblok token is. It decides which API it opens and how it is sent.
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
