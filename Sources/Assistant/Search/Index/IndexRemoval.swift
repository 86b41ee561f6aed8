public import Core
public import Index
import Storyblok

/// `sva search --drop-index`: removes the file that a search would use. It asks nobody.
public struct IndexRemoval: Sendable {
  /// What was removed.
  public struct Removed: Sendable, Equatable {
    /// The path of the file.
    public var path: String
    /// What it was of.
    public var subject: IndexSubject
    /// The bytes that were freed.
    public var bytes: Int
  }

  private let settings: Settings
  private let index: LocalIndex

  /// A removal of one of the files of `index`, as the settings tell.
  public init(settings: Settings, index: LocalIndex) {
    self.settings = settings
    self.index = index
  }

  /// Removes the file.
  ///
  /// - Parameter isDraft: whether the index of drafts is meant.
  /// - Throws: `Failure`: `notFound` without a file; `usage` if several spaces have one and none is named; `io` if a run
  ///   builds it, or if it cannot be removed.
  public func run(isDraft: Bool) throws(Failure) -> Removed {
    let scope = try StoryScope(isDraft ? .draft : .published, settings)
    let subject = try subject(IndexChoice(OfflineConfiguration(settings), scope))
    let path = index.folder.path(of: subject)
    return Removed(path: path, subject: subject, bytes: try index.folder.drop(subject) ?? 0)
  }

  private func subject(_ choice: IndexChoice) throws(Failure) -> IndexSubject {
    let subjects = try index.folder.subjects()
    do throws(Failure) { return try choice.subject(among: subjects) } catch {
      guard error.reason == .indexAbsent else { throw error }
      var failure = error
      // The first hint tells how to build what was to be removed.
      failure.hints[0] =
        subjects.isEmpty
        ? "nothing needs to be removed: no space has an index here"
        : "another one is removed with its \(option: .space), \(option: .language) or \(switch: .draft)"
      throw failure
    }
  }
}
