import Core
import Index
import Storyblok

/// The part of a space that an index is of.
struct IndexedSpace: Sendable {
  /// What the index is of.
  var subject: IndexSubject
  /// The stories that are read.
  var scope: StoryScope
  /// The version of the published content; nil where the API does not tell it.
  var cacheVersion: Int64?
  /// The address of the site; nil if it is not known.
  var site: String?
  /// The code of the language of the texts, as far as it is known.
  var textLanguage: String?
  /// The codes of the space's languages besides the default one; nil if they are not known.
  var languages: [String]?

  /// The part of the space of `client` that `scope` means. A management token reads drafts only.
  ///
  /// - Throws: `Failure` of Storyblok; `usage` for an unknown language or a release.
  init(_ client: StoryblokClient, _ scope: StoryScope, log: Log) async throws(Failure) {
    guard scope.release == nil else {
      throw Failure(
        .usage, "an index cannot be of a release", hint: "search the release itself: \(command: .search) WORDS")
    }
    var scope = try await client.checked(scope)
    let space: Space
    do throws(Failure) { space = try await client.space() } catch {
      // A scoped token may read stories and not the space.
      guard error.code == .accessDenied, let id = client.knownSpace, client.listsAreBare == true else { throw error }
      log.note("storyblok: the space could not be read: \(error.sentence)")
      scope.version = .draft
      self.init(id: id, scope: scope, family: .management, cacheVersion: nil, textLanguage: scope.language)
      site = StoryLinks(configuration: client.configuration, space: nil).root
      return
    }
    let isManagement = client.listsAreBare ?? false
    if isManagement, scope.version == .published {
      log.notice("the index holds drafts: a management token reads no published versions of whole stories")
      scope.version = .draft
    }
    self.init(
      id: space.id, scope: scope, family: isManagement ? .management : .delivery, cacheVersion: space.cacheVersion,
      textLanguage: scope.language ?? space.languages.fallback)
    site = StoryLinks(configuration: client.configuration, space: space).root
    languages = space.languages.codes
  }

  private init(
    id: Int64, scope: StoryScope, family: IndexSubject.Family, cacheVersion: Int64?, textLanguage: String?
  ) {
    subject = IndexSubject(
      space: id, version: scope.version == .draft ? .draft : .published, language: scope.language, family: family)
    self.scope = scope
    self.cacheVersion = cacheVersion
    self.textLanguage = textLanguage
  }
}
