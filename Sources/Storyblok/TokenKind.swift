/// The kind of a Storyblok token. It decides which API accepts the token, and how the token is sent.
public enum TokenKind: String, Sendable, CaseIterable {
  /// A personal access token, for the management API; sent unchanged.
  case personal
  /// An OAuth access token, for the management API; sent as `Bearer`.
  case oauth
  /// A delivery token that reads drafts too.
  case preview
  /// A delivery token that reads published stories only.
  case `public`
}
