public import Core

extension Remedy.Switch {
  /// Builds or updates the local index.
  public static let updateIndex = Remedy.Switch("update-index")
  /// Removes the local index.
  public static let dropIndex = Remedy.Switch("drop-index")
  /// Uses the local index alone.
  public static let offline = Remedy.Switch("offline")
  /// Adds vectors to the local index.
  public static let embed = Remedy.Switch("embed")
  static let draftStories = Remedy.Switch("draft")
}

extension Remedy.Command {
  /// Searches the space, and keeps the local index.
  static let search = Remedy.Command("search")
}
