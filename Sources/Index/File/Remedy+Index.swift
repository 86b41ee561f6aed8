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
  static let textLanguage = Remedy.Switch("language")
  static let spaceOfStories = Remedy.Switch("space")
}

extension Remedy.Command {
  /// Searches the space, and keeps the local index.
  static let search = Remedy.Command("search")
}

extension IndexSubject {
  /// The command that builds the index or brings it up to date.
  public var update: Remedy {
    "\(command: .search) \(switch: .updateIndex)" + options(isDraft: version == .draft && family == .delivery)
  }

  /// What to do about a file whose content is of no use.
  var rebuild: Remedy {
    // Of several spaces and versions, it must be this one that is removed.
    let removal: Remedy = "\(command: .search) \(switch: .dropIndex) \(switch: .spaceOfStories) \(space)"
    return "remove it: " + removal + options(isDraft: version == .draft) + "; build it again: " + update
  }

  /// The options that name the version and the language. A management token needs none for drafts.
  private func options(isDraft: Bool) -> Remedy {
    var options = Remedy("")
    if isDraft { options = options + " \(switch: .draftStories)" }
    if let language { options = options + " \(switch: .textLanguage) \(word: language)" }
    return options
  }
}
