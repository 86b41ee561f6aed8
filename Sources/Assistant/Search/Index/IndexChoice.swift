import Core
import Index
import Storyblok

/// Chooses the index file of a run that asks nobody: by the settings, and by the files that are there.
struct IndexChoice {
  /// The configured space; nil if none is.
  var space: Int64?
  /// The families that the token may be of; all without a token.
  var families = Set(IndexSubject.Family.allCases)
  /// The version that is asked for.
  var version: StoryVersion
  /// The language that is asked for; nil for the default language.
  var language: String?

  /// The choice of the settings.
  init(_ configuration: OfflineConfiguration, _ scope: StoryScope) {
    space = configuration.space?.value
    families = []
    if configuration.mayBe.management { families.insert(.management) }
    if configuration.mayBe.delivery { families.insert(.delivery) }
    version = scope.version
    language = scope.language
  }

  /// The file, of those that are there.
  ///
  /// - Parameter subjects: the subjects of all files, the one used last first.
  /// - Throws: `Failure`: `usage` if several spaces have an index and none is named; `notFound` if no file fits.
  func subject(among subjects: [IndexSubject]) throws(Failure) -> IndexSubject {
    let wanted = wanted.flatMap { wanted in subjects.filter { $0.fits(wanted) && (space ?? $0.space) == $0.space } }
    guard let best = wanted.first else { throw absence(subjects) }
    let spaces = Set(wanted.map(\.space)).sorted()
    guard spaces.count == 1 else {
      throw Failure(
        .usage, "several spaces have an index: \(spaces.map(String.init).joined(separator: ", "))",
        hint: "name one: \(option: .space) \(spaces[0])", service: "storyblok")
    }
    return best
  }

  /// What fits, the best first. Without drafts asked for, an index of a management token serves too: what is published
  /// can be told apart in it.
  private var wanted: [IndexSubject] {
    let published = IndexSubject(space: 0, version: .published, language: language, family: .delivery)
    let draft = IndexSubject(space: 0, version: .draft, language: language, family: .delivery)
    let management = IndexSubject(space: 0, version: .draft, language: language, family: .management)
    return (version == .draft ? [draft, management] : [published, management]).filter { families.contains($0.family) }
  }

  private func absence(_ subjects: [IndexSubject]) -> Failure {
    let drafts = version == .draft ? "drafts" : "published stories"
    let place = (space.map { " of space \($0)" } ?? "") + (language.map { ", in \($0)" } ?? "")
    let wanted = IndexSubject(
      space: space ?? 0, version: version == .draft ? .draft : .published, language: language,
      family: families == [.management] ? .management : .delivery)
    var failure = Failure(
      .notFound, "there is no index of \(drafts)\(place)",
      hint: "build it with a network and a token: \(wanted.update)", service: "storyblok")
    let others = subjects.filter { (space ?? $0.space) == $0.space }.prefix(5).map {
      "\($0.description) (\($0.family.rawValue) token)"
    }
    if !others.isEmpty { failure.hints.append("there is one of \(others.joined(separator: "; of "))") }
    failure.reason = .indexAbsent
    return failure
  }
}

extension IndexSubject {
  /// Whether it is the same but for the space.
  fileprivate func fits(_ wanted: IndexSubject) -> Bool {
    version == wanted.version && family == wanted.family && language == wanted.language
  }
}
