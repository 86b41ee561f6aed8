import Core
import Storyblok

/// The failure of ids and slugs that no story has.
struct NoSuchStory {
  let client: StoryblokClient
  let scope: StoryScope

  /// The failure of slugs.
  func failure(_ resolution: StoryResolution) -> Failure {
    var failure = failure(of: resolution.missing)
    let folders = resolution.folders.map { folder -> Remedy in
      "\(folder) is a folder without a start page; to list it: \(command: .search) \(switch: .startsWith) \(folder)/"
    }
    let several = resolution.ambiguous.map { Remedy("several stories fit \($0)") }
    failure.hints = folders + several + failure.hints
    return failure
  }

  /// The failure of names.
  func failure(of names: [String]) -> Failure {
    // A delivery token reads published stories unless drafts are requested. A management token reads all.
    let seesDrafts = client.listsAreBare ?? false || scope.version == .draft
    return Failure(
      .notFound, "no \(seesDrafts ? "" : "published ")story \(names.joined(separator: ", ")) in this space",
      hint: seesDrafts
        ? "look for it with: \(command: .search) WORDS \(switch: .draft)"
        : "look among the drafts: add \(switch: .draft)",
      moreHints: client.configuration.regionHint.map { [$0] } ?? [], service: "storyblok")
  }
}
