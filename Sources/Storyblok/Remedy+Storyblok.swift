public import Core

extension Remedy.Switch {
  /// How the space is searched.
  public static let backend = Remedy.Switch("backend")
  /// Drafts instead of what is published.
  public static let draft = Remedy.Switch("draft")
  /// A run that logs each request and response.
  public static let debug = Remedy.Switch("debug")
}
