import Emulator
import Testing

@Suite struct StoryblokTests {
  static let shared = Result { try Emulator.start() }
  static let token = [("Authorization", StoryblokToken.personal.value)]
  static let preview = "token=\(StoryblokToken.preview.value)"

  static func get(_ target: String, _ headers: [(String, String)] = []) throws -> RawClient.Response {
    try RawClient(shared.get()).ask("GET", target, headers)
  }

  static func change(
    _ target: String, _ headers: [(String, String)] = token, _ change: (inout StoryblokWorld) -> Void
  )
    throws -> RawClient.Response
  {
    var scenario = Scenario()
    change(&scenario.storyblok)
    return try RawClient(Emulator.start(scenario)).ask("GET", target, headers)
  }

  @Test(arguments: [
    ("", "321"), ("text_search=gear&story_only=1", "5"), ("text_search=gear&is_published=true", "4"),
    ("with_tag=gear,winter", "3"), ("by_slugs=faq/*", "3"), ("starts_with=notes/&is_published=false", "30"),
    ("filter_query%5Bcomponent%5D%5Bin%5D=product,author", "4"), ("contain_component=quote", "1"),
    ("by_ids=300111,300121", "2"), ("folder_only=1", "1"), ("text_search=helicopter", "0"),
    ("excluding_slugs=notes/*&starts_with=n", "0"), ("filter_query%5Btitle%5D%5Blike%5D=Caf%C3%A9*", "1"),
  ]) func emulatorStoryblok_countsWhatTheManagementListSelects(_ query: String, _ total: String) throws {
    let response = try Self.get("/v1/spaces/1023456/stories?\(query)", Self.token)
    #expect(response.header("total") == total)
    #expect(response.header("per-page") == "25")
    #expect(response.json?["stories"]?[0]?["content"] == nil)
  }

  @Test(arguments: [
    ("version=draft", "320"), ("cv=1", "287"), ("cv=1&search_term=gear", "4"),
    ("version=draft&search_term=gear", "5"),
    ("cv=1&by_slugs=blog/hut-booking-2026", "0"), ("cv=1&content_type=faq_item", "3"),
  ]) func emulatorStoryblok_countsWhatTheDeliveryListSelects(_ query: String, _ total: String) throws {
    #expect(try Self.get("/v2/cdn/stories?\(Self.preview)&\(query)").header("total") == total)
  }

  @Test func emulatorStoryblok_pagesAndPastTheEndThereIsNothing() throws {
    let page = try Self.get("/v1/spaces/1023456/stories?page=4&per_page=100", Self.token)
    #expect(page.json?["stories"]?.array?.count == 21)
    let past = try Self.get("/v1/spaces/1023456/stories?page=5&per_page=100", Self.token)
    #expect((past.status, past.text) == (200, #"{"stories":[]}"#))
    #expect(
      try Self.get("/v1/spaces/1023456/stories?page=9223372036854775807", Self.token).text
        == #"{"stories":[]}"#)
  }

  @Test func emulatorStoryblok_orders() throws {
    let query = "starts_with=faq&sort_by=name:desc"
    let names = try Self.get("/v1/spaces/1023456/stories?\(query)", Self.token).json?["stories"]?.array?.map {
      $0["name"]?.string
    }
    #expect(names == ["How long does shipping take?", "How do refunds work?", "Do you offer guided tours?"])
  }

  @Test func emulatorStoryblok_findsByMeaning() throws {
    let feet = try Self.get(
      "/v1/spaces/1023456/strata/search?q=what%20should%20I%20wear%20on%20my%20feet", Self.token
    ).json
    #expect(feet?["results"]?.array?.map { $0["score"]?.double } == [0.81, 0.77, 0.7])
    #expect(
      feet?["results"]?.array?.map { $0["story"]?["slug"]?.string } == [
        "blog/choosing-hiking-boots", "blog/choosing-hiking-boots", "products/trail-runner-2",
      ])
    let slide = try Self.get("/v2/cdn/strata/search?\(Self.preview)&q=avalanche").json?["results"]?.array
    #expect(slide?.contains { $0["excerpt"]?.string?.hasPrefix("A snow slide") == true } == true)
    #expect(
      try Self.get("/v1/spaces/1023456/strata/search?q=helicopter+rental", Self.token).text
        == #"{"results":[]}"#)
  }

  @Test(arguments: [
    ("q=boots&limit=1000", 200), ("q=boots&limit=1001", 422), ("q=boots&limit=51&content_type=article", 422),
    ("q=", 422), ("q=boots&limit=0", 422), ("q=boots&version=other", 422),
  ]) func emulatorStoryblok_boundsTheSemanticSearchAsDocumented(_ query: String, _ status: Int) throws {
    #expect(try Self.get("/v1/spaces/1023456/strata/search?\(query)", Self.token).status == status)
  }

  @Test(arguments: [
    ("/v1/spaces/1023456", "x", 401), ("/v1/spaces/1023456", StoryblokToken.preview.value, 401),
    ("/v1/spaces/1023456", "Bearer " + StoryblokToken.personal.value, 401),
    ("/v1/spaces/1023456", StoryblokToken.oauth.value, 401),
    ("/v1/spaces/1023456", "Bearer " + StoryblokToken.oauth.value, 200),
    ("/v1/spaces/7", StoryblokToken.personal.value, 404),
    ("/v1/spaces/1023456", StoryblokToken.elsewhere.value, 404),
    ("/v1/spaces/1023456", StoryblokToken.scopeless.value, 403),
    ("/v1/users/me", StoryblokToken.scoped.value, 403), ("/v1/users/me", StoryblokToken.personal.value, 200),
    ("/v1/spaces/1023456/strata/search?q=a", StoryblokToken.withoutStrata.value, 403),
    ("/v1/spaces/1023456/strata/search?q=boots", StoryblokToken.scoped.value, 200),
    ("/v1/oauth/user_info", "Bearer " + StoryblokToken.oauth.value, 200),
  ]) func emulatorStoryblok_letsEachKindOfTokenDoWhatItMay(_ target: String, _ value: String, _ status: Int) throws {
    let response = try Self.get(target, [("Authorization", value)])
    #expect(response.status == status)
    let bodies = [
      401: #"{"error":"Unauthorized"}"#, 403: #"{"error":"Forbidden"}"#,
      404: #"["This record could not be found"]"#,
    ]
    if let body = bodies[status] { #expect(response.text == body) }
  }

  @Test func emulatorStoryblok_keepsDeliveryTokensApart() throws {
    let published = "token=\(StoryblokToken.published.value)"
    #expect(try Self.get("/v2/cdn/stories?\(published)&version=draft").status == 401)
    #expect(try Self.get("/v2/cdn/stories?\(published)&cv=1").status == 200)
    #expect(try Self.get("/v2/cdn/spaces/me?token=\(StoryblokToken.personal.value)").status == 401)
    let me = try Self.get("/v2/cdn/spaces/me?\(published)").json?["space"]
    #expect(me?["id"]?.int == 1_023_456)
    #expect(me?["language_codes"] == ["de", "it"])
  }

  @Test func emulatorStoryblok_redirectsToTheNewestVersion() throws {
    let response = try Self.get("/v2/cdn/stories?\(Self.preview)", [("Host", "127.0.0.1:9")])
    #expect(response.status == 301)
    #expect(response.header("location") == "http://127.0.0.1:9/v2/cdn/stories?\(Self.preview)&cv=1772439300")
    #expect(try Self.get("/v2/cdn/stories?\(Self.preview)&version=draft").status == 200)
  }

  @Test func emulatorStoryblok_refusesParametersItDoesNotKnow() throws {
    let response = try Self.get("/v2/cdn/stories?\(Self.preview)&cv=1&text_search=a")
    #expect((response.status, response.text) == (422, #"{"text_search":["is not a supported parameter"]}"#))
  }

  @Test func emulatorStoryblok_tellsTheDraftFromWhatIsPublished() throws {
    let published = try Self.get("/v2/cdn/stories/about?\(Self.preview)&cv=1").text
    let draft = try Self.get("/v2/cdn/stories/about?\(Self.preview)&version=draft").text
    let management = try Self.get("/v1/spaces/1023456/stories/300102", Self.token).text
    #expect(published.contains("within 30 days") && !published.contains("within 14 days"))
    #expect(draft.contains("within 14 days") && management.contains("within 14 days"))
  }

  @Test func emulatorStoryblok_translatesFieldsAndSlugs() throws {
    let story = try Self.get("/v2/cdn/stories/blog/wanderschuhe-waehlen?\(Self.preview)&cv=1&language=de")
      .json?["story"]
    #expect(story?["content"]?["title"]?.string == "Wanderschuhe wählen")
    #expect(story?["full_slug"]?.string == "de/blog/wanderschuhe-waehlen")
    #expect(story?["default_full_slug"]?.string == "blog/choosing-hiking-boots")
    let plain = try Self.get("/v2/cdn/stories/blog/choosing-hiking-boots?\(Self.preview)&cv=1").text
    #expect(!plain.contains("__i18n__"))
    #expect(try Self.get("/v1/spaces/1023456/stories/300111", Self.token).text.contains("title__i18n__de"))
  }

  @Test func emulatorStoryblok_playsAnotherRegionAndAPlanWithoutStrata() throws {
    #expect(try Self.change("/v2/cdn/spaces/me?\(Self.preview)", []) { $0.wrongRegion = true }.status == 401)
    #expect(try Self.change("/v1/spaces/1023456") { $0.wrongRegion = true }.status == 404)
    let strata = "/v1/spaces/1023456/strata/search?q=boots"
    #expect(try Self.change(strata) { $0.strata = .absent }.status == 404)
    #expect(try Self.change(strata) { $0.strata = .forbidden }.status == 403)
  }

  @Test func emulatorStoryblok_answersTheLegacySearchInEachOfItsShapes() throws {
    let path = "/v1/spaces/1023456/vsearches?term=what+should+I+wear+on+my+feet&limit=2&offset=1"
    let item = try Self.change(path) { $0.legacyShape = .array }.json?[0]
    #expect(item?["story_id"]?.int == 300_111)
    #expect(item?["cursor"]?.int == 1)
    #expect(item?["body"]?.string?.hasPrefix("On wet paths") == true)
    #expect(try Self.change(path) { $0.legacyShape = .stories }.json?["stories"]?.array?.count == 2)
    #expect(try Self.change(path) { $0.legacyShape = .absent }.status == 404)
  }

  @Test func emulatorStoryblok_letsThroughWhatTheRateLimitAllows() throws {
    var scenario = Scenario()
    scenario.storyblok.rateLimits = RateLimits()
    scenario.storyblok.retryAfter = "1"
    let client = try RawClient(Emulator.start(scenario))
    let management = (0..<8).map { _ in client.ask("GET", "/v1/spaces/1023456/stories?per_page=1", Self.token)
    }
    #expect(management.map(\.status) == [200, 200, 200, 200, 200, 200, 429, 429])
    #expect(
      management[7].text == #"{"error":"Rate limit of 6 request per second has been reached. Retry later."}"#)
    #expect(management[7].header("retry-after") == "1")
    let large = (0..<7).map { _ in
      client.ask("GET", "/v2/cdn/stories?\(Self.preview)&cv=1&per_page=100").status
    }
    #expect(large == [200, 200, 200, 200, 200, 200, 429])
    #expect(client.ask("GET", "/v2/cdn/stories?\(Self.preview)&cv=1&per_page=25").status == 200)
  }

  @Test func emulatorStoryblok_holdsThousandsOfStoriesOfAGivenSize() throws {
    let space = Space.large(60, bytes: 10_000)
    let response = try Self.change(
      "/v2/cdn/stories?\(Self.preview)&cv=1&starts_with=archive&per_page=50&page=2", []
    ) {
      $0.space = space
    }
    #expect(response.header("total") == "60")
    let stories = response.json?["stories"]?.array
    #expect(stories?.count == 10)
    #expect(stories?.allSatisfy { (9000...11_000).contains($0["content"]?.text.utf8.count ?? 0) } == true)
  }

  @Test func emulatorStoryblok_keepsWhatIsHostileAsItIs() throws {
    let text = try Self.get("/v1/spaces/1023456/stories/300152", Self.token).json?["story"]?["name"]?.string
    #expect(text == "A strange letter \u{1B}[31mred\u{1B}[0m")
    #expect(try Self.get("/v1/spaces/1023456/stories/300151", Self.token).body.count > 195_000)
  }
}

/// Selectors: each API has parameters of its own.
@Suite struct StoryblokSelectorTests {
  private func total(_ target: String, _ headers: [(String, String)] = []) throws -> String? {
    try StoryblokTests.change(target, headers) { $0.space = .varied }.header("total")
  }

  @Test(arguments: [
    ("in_release=77", "2"), ("with_tag=news,gear", "4"), ("reference_search=UUID", "2"), ("is_published=true", "10"),
    ("by_slugs=blog", "1"), ("by_slugs=blog,blog/", "2"), ("contain_component=gallery", "1"),
    ("filter_query%5Bminutes%5D%5Bgt_int%5D=4", "2"),
    // Parameters of the other API are ignored.
    ("content_type=article", "15"), ("updated_at_gt=2026-03-01", "15"), ("is_startpage=1", "15"),
  ]) func emulatorStoryblok_selectsByTheManagementParameters(_ query: String, _ count: String) throws {
    let uuid = try #require(Space.varied.stories.first { $0.fullSlug == "authors/lena" }?.uuid)
    let target = "/v1/spaces/1023456/stories?" + query.replacing("UUID", with: uuid)
    #expect(try total(target, StoryblokTests.token) == count)
  }

  @Test(arguments: [
    ("with_tag=news,gear", "4"), ("is_startpage=1", "3"), ("updated_at_gte=2026-03-01T08:00:00Z", "2"),
    ("updated_at_gt=2026-03-01 08:00", "1"), ("published_at_lte=2025-12-01T08:14:59.999Z", "1"),
    ("filter_query%5Bminutes%5D%5Bgt_int%5D=4", "1"), ("content_type=article", "2"),
  ]) func emulatorStoryblok_selectsByTheDeliveryParameters(_ query: String, _ count: String) throws {
    let encoded = query.replacing(" ", with: "%20")
    #expect(try total("/v2/cdn/stories?\(StoryblokTests.preview)&cv=1&\(encoded)") == count)
  }

  @Test(arguments: [
    "is_published=1", "contain_component=hero", "reference_search=u", "in_release=77", "text_search=a", "story_only=1",
    "updated_at_since=2026-03-01",
  ]) func emulatorStoryblok_deliveryRefusesOtherParameters(_ query: String) throws {
    let response = try StoryblokTests.get("/v2/cdn/stories?\(StoryblokTests.preview)&cv=1&\(query)")
    #expect(response.status == 422)
  }

  @Test(arguments: [
    ("blog", 500_111), ("blog/", 500_111), ("de/autoren/lena", 500_131), ("de/products/pack", 500_142),
    ("autoren/lena?language=de", 500_131), ("autoren/lena", nil), ("empty", nil),
  ]) func emulatorStoryblok_findsAPathInALanguage(_ path: String, _ id: Int?) throws {
    let mark = path.contains("?") ? "&" : "?"
    let target = "/v2/cdn/stories/\(path)\(mark)cv=1&\(StoryblokTests.preview)"
    let response = try StoryblokTests.change(target, []) { $0.space = .varied }
    #expect(response.json?["story"]?["id"]?.int == id)
  }
}
