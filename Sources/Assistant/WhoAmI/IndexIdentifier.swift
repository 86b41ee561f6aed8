import Core
import Index
import Storyblok

/// Finds the local index of a space for `whoami`. SQLite is loaded only if there is a file.
struct IndexIdentifier: Sendable {
  let settings: Settings
  let log: Log

  /// What the index of a space holds: that of what is published, else that of drafts; nil if there is none.
  ///
  /// - Parameter isManagement: the family of the token; nil if it is not known.
  /// - Throws: `Failure` for a file that cannot be used.
  func index(of space: Int64, isManagement: Bool?) throws(Failure) -> IndexInformation? {
    guard let index = LocalIndex(settings.environment) else { return nil }
    let subjects = try index.folder.subjects().filter { $0.space == space }
    guard !subjects.isEmpty else { return nil }
    let language = try StoryScope(.published, settings).language
    let mayBe = try OfflineConfiguration(settings).mayBe
    let families: [IndexSubject.Family] =
      if let isManagement {
        [isManagement ? .management : .delivery]
      } else {
        (mayBe.delivery ? [.delivery] : []) + (mayBe.management ? [.management] : [])
      }
    let wanted = families.flatMap { family in
      [.published, .draft].map { IndexSubject(space: space, version: $0, language: language, family: family) }
    }
    guard let subject = wanted.first(where: subjects.contains) else { return nil }
    return try IndexInformation.read(subject, in: index.folder, log: log)
  }
}
