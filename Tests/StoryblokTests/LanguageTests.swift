import Core
import HTTP
import TestSupport
import Testing

@testable import Storyblok

/// Languages of stories (contract §2, §5).
@Suite struct LanguageTests {
  private static func languages(_ fallback: String? = "en") -> SpaceLanguages {
    var languages = SpaceLanguages()
    languages.codes = ["de", "de-at", "pt-br", "it"]
    languages.names = ["it": "Italian", "de": "Deutsch"]
    languages.fallback = fallback
    return languages
  }

  @Test(arguments: [
    ("de", SpaceLanguages.Match.language("de")), ("DE-AT", .language("de-at")), ("de_at", .language("de-at")),
    ("pt_BR", .language("pt-br")), ("default", .fallback), ("[default]", .fallback), ("en", .fallback),
    ("EN", .fallback), ("dee", .unknown(nearest: "de")), ("de-ch", .unknown(nearest: "de")),
    ("pt", .unknown(nearest: "pt-br")), ("italian", .unknown(nearest: "it")), ("pt-bt", .unknown(nearest: "pt-br")),
    ("xx", .unknown(nearest: nil)), ("japanese", .unknown(nearest: nil)),
  ]) func language_codesAreMatchedWithTheSpaces(asked: String, match: SpaceLanguages.Match) {
    #expect(Self.languages().match(asked) == match)
  }

  @Test func language_theDefaultsOwnCodeIsKnownOnlyWhereTheAPITellsIt() {
    #expect(Self.languages(nil).match("en") == .unknown(nearest: nil))
    #expect(Self.languages("English").match("english") == .fallback)
    var both = Self.languages("de")
    both.codes.append("de")
    #expect(both.match("de") == .fallback)
  }

  @Test func language_spacesOfBothAPIsTellTheirLanguages() throws {
    let delivery = try #require(try Space(Array(#"{"space":{"id":1,"language_codes":["de",null,"pt-br"]}}"#.utf8)))
    #expect(delivery.languages.codes == ["de", "pt-br"] && delivery.languages.fallback == nil)
    let body = """
      {"space":{"id":1,"default_lang_name":"en","languages":[{"code":"de","name":"German"},{"code":""},null,
      {"code":"it","name":null}]}}
      """
    let languages = try #require(try Space(Array(body.utf8))).languages
    #expect(languages.codes == ["de", "it"] && languages.names == ["de": "German"] && languages.fallback == "en")
  }

  @Test func language_theSettingIsReadInItsOrder() throws {
    let environment = Environment(variables: ["STORYBLOK_LANGUAGE": " it\n"])
    #expect(try StoryScope(.draft, Settings(environment: environment)) == StoryScope(.draft, language: "it"))
    #expect(
      try StoryScope(.published, Settings(options: [.language: "de_at"], environment: environment)).language == "de_at")
    #expect(
      try StoryScope(.published, Settings(options: [.language: "Default"], environment: environment)).language == nil)
    #expect(try StoryScope(.published, Settings(environment: Environment(variables: [:]))).language == nil)
    #expect(
      failure { _ = try StoryScope(.published, Settings(options: [.language: "de&x=1"], environment: environment)) }?
        .code
        == .usage)
    let wrong = Environment(variables: ["STORYBLOK_LANGUAGE": "d e"])
    let failed = failure { _ = try StoryScope(.published, Settings(environment: wrong)) }
    #expect(failed?.code == .badConfig)
    #expect(failed?.sentence == "STORYBLOK_LANGUAGE must be the code of a language")
  }

  private static let space = """
    {"space":{"id":1023456,"name":"Trails","default_lang_name":"en","languages":[{"code":"de-at","name":"German"}]}}
    """

  @Test(arguments: [("de_AT", "de-at"), ("en", nil), ("default", nil)] as [(String, String?)])
  func language_isCheckedOnceWithTheSpace(asked: String, used: String?) async throws {
    let stub = StubTransport { request, _ in request.json(Self.space) }
    let client = try World.client(stub)
    for _ in 1...2 {
      let scope = try await client.checked(StoryScope(.draft, language: asked, release: "7"))
      #expect(scope == StoryScope(.draft, language: used, release: "7"))
    }
    #expect(stub.targets == ["/v1/spaces/1023456"])
    #expect(try await client.checked(StoryScope()) == StoryScope())
  }

  @Test func language_anUnknownOneIsAUsageErrorThatNamesTheNearest() async throws {
    let client = try World.client(StubTransport { request, _ in request.json(Self.space) })
    let failed = await failure { _ = try await client.checked(StoryScope(language: "de")) }
    #expect(failed?.code == .usage)
    #expect(failed?.sentence == "space Trails has no language de; nearest: de-at")
    #expect(
      failed?.hints.map(\.description) == ["use --language de-at; its languages are default, de-at (default: en)"])
    let body = #"{"space":{"id":1023456,"name":"Trails","language_codes":["de"]}}"#
    let delivery = try World.client(StubTransport { request, _ in request.json(body) }, token: World.delivery)
    let other = await failure { _ = try await delivery.checked(StoryScope(language: "en")) }
    #expect(other?.sentence == "space Trails has no language en")
    #expect(
      other?.hints.map(\.description) == [
        "its languages are default, de",
        "a delivery token does not tell the code of the default language: say default, or leave --language out",
      ])
  }

  @Test func language_aTokenThatMayNotReadTheSpaceUsesTheCodeAsItIs() async throws {
    let recorder = LogRecorder(level: .verbose)
    let client = try World.client(
      StubTransport { request, _ in request.json(#"{"error":"Forbidden"}"#, status: 403) }, log: recorder.log)
    #expect(try await client.checked(StoryScope(language: "de")) == StoryScope(language: "de"))
    #expect("\(recorder.events)".contains("storyblok: language de is not checked: "))
    let broken = try World.client(StubTransport { request, _ in request.json("", status: 401) })
    #expect(await failure { _ = try await broken.checked(StoryScope(language: "de")) }?.code == .invalidToken)
  }

  @Test func language_deliveryIsAskedWithItsFallback() throws {
    let client = try World.client(StubTransport { _, _ in nil })
    let call = try client.delivery.list(StoryFilter(), in: StoryScope(language: "PT-br"), page: 1, size: 5)
    #expect(
      call.query.map { "\($0.name)=\($0.value)" } == [
        "version=published", "language=pt_br", "fallback_lang=default", "page=1", "per_page=5",
      ])
  }

  private static let content = """
    {"id":1,"full_slug":"de/x","default_full_slug":"x","content":{"component":"article","title":"Boots","title__i18n__de":"Schuhe",
    "title__i18n__de_at":"Schuach","title__i18n__it":"Scarponi","teaser":"To walk far.","teaser__i18n__de":"  ",
    "teaser__i18n__it":null,"body":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Long"}]}]},
    "body__i18n__de":{"type":"doc","content":[{"type":"paragraph"}]},"note__i18n__de":"Nur deutsch",
    "cover":{"fieldtype":"asset","filename":"https://a.example/b.jpg","alt":"A boot","meta_data":{"alt__i18n__de":"Ein Schuh"}},
    "blocks":[{"component":"box","text":"Wet stone","text__i18n__de":"Nasser Stein"}]}}
    """

  @Test(
    arguments: [
      (nil, ["title: Boots", "To walk far.", "Long", "cover: A boot", "Wet stone"]),
      ("de", ["title: Schuhe", "To walk far.", "Long", "Nur deutsch", "cover: Ein Schuh", "Nasser Stein"]),
      ("de-AT", ["title: Schuach", "To walk far.", "Long", "cover: A boot", "Wet stone"]),
      ("it", ["title: Scarponi", "To walk far.", "Long", "cover: A boot", "Wet stone"]),
      ("fr", ["title: Boots", "To walk far.", "Long", "cover: A boot", "Wet stone"]),
    ] as [(String?, [String])])
  func language_textFallsBackFieldByField(language: String?, lines: [String]) throws {
    let story = try #require(try Story(Array(Self.content.utf8)[...]))
    let text = ContentText(.plain, language: language).text(of: story)
    #expect(text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init) == lines)
  }

  @Test func language_aStoryKeepsTheSlugOfTheDefaultLanguage() throws {
    let story = try #require(try Story(Array(Self.content.utf8)[...]))
    #expect(story.slug == "x" && story.localSlug == "de/x")
    let plain = try #require(try Story(Array(#"{"id":1,"full_slug":"a","default_full_slug":null}"#.utf8)[...]))
    #expect(plain.slug == "a" && plain.localSlug == nil)
    #expect(plain.translated(to: nil) == plain)
    #expect(plain.translated(to: "de").localSlug == "de/a")
  }

  /// The management API tells names and paths of every language.
  @Test func language_aStoryHasItsNameAndPathInTheLanguage() throws {
    let json = """
      {"id":1,"name":"Boots","full_slug":"blog/boots","translated_slugs":[{"slug":"schuhe","name":"Schuhe","lang":"de_at"}],
      "localized_paths":[{"path":"blog/schuhe","name":null,"lang":"de-at"},{"path":"x"},null,{"lang":"it","name":""}]}
      """
    let story = try #require(try Story(Array(json.utf8)[...]))
    let german = story.translated(to: "de-at")
    #expect(german.name == "Schuhe" && german.localSlug == "de-at/blog/schuhe" && german.slug == "blog/boots")
    let italian = story.translated(to: "it")
    #expect(italian.name == "Boots" && italian.localSlug == "it/blog/boots")
    #expect(StoryName(story, in: "de_at") == StoryName(name: "Schuhe", path: "de_at/blog/schuhe"))
  }
}
