import Core
import HTTP
import TestSupport
import Testing

@testable import Storyblok

@Suite struct ConfigurationTests {
  /// The check values of Storyblok's own region helper, and the edges of its ranges.
  @Test(
    arguments: [
      (0, .eu), (123_456, .eu), (999_999, .eu), (1_000_000, .us), (1_023_456, .us), (1_999_999, .us),
      (2_000_000, .ca),
      (3_000_000, .ap), (3_999_999, .ap), (4_000_000, nil), (281_474_976_710_655, nil),
      (281_474_976_710_656, .eu),
      (282_994_740_194_929, .eu), (564_469_716_905_585, .us), (845_944_693_616_241, .ca),
      (1_127_419_670_326_897, .ap),
      (6 << 48, .cn), (5 << 48, nil), (7 << 48, nil), (1 << 53, nil), (-1, nil), (Int64.max, nil),
      (Int64.min, nil),
    ] as [(Int64, StoryblokRegion?)])
  func storyblokRegion_followsTheSpace(id: Int64, region: StoryblokRegion?) {
    #expect(StoryblokRegion(spaceID: id) == region)
  }

  @Test func storyblokConfiguration_takesTheHostsOfTheSpace() throws {
    let us = try World.configuration()
    #expect(us.management.text == "https://api-us.storyblok.com/v1")
    #expect(us.delivery.text == "https://api-us.storyblok.com/v2/cdn")
    #expect(us.region == Setting(.us, from: .derived("space id 1023456")))
    let eu = try World.configuration(space: "123456")
    #expect(eu.management.text == "https://mapi.storyblok.com/v1")
    #expect(eu.delivery.text == "https://api.storyblok.com/v2/cdn")
    let cn = try World.configuration(space: "123456", ["STORYBLOK_REGION": "CN"])
    #expect(cn.management.text == "https://app.storyblokchina.cn/v1")
    #expect(cn.regionMismatch == nil)
    let none = try World.configuration(token: World.delivery, space: nil)
    #expect(none.region == Setting(.eu, from: .default))
  }

  @Test(arguments: [
    ("https://mapi.storyblok.com", "https://mapi.storyblok.com/v1", "https://api.storyblok.com/v2/cdn"),
    (
      "https://api.storyblok.com/v2/cdn/", "https://mapi.storyblok.com/v1", "https://api.storyblok.com/v2/cdn"
    ),
    ("api-us.storyblok.com", "https://api-us.storyblok.com/v1", "https://api-us.storyblok.com/v2/cdn"),
    (
      " https://API-CA.storyblok.com/v1 ", "https://api-ca.storyblok.com/v1",
      "https://api-ca.storyblok.com/v2/cdn"
    ),
    (
      "https://staging.storyblok.com/", "https://staging.storyblok.com/v1",
      "https://staging.storyblok.com/v2/cdn"
    ),
    ("http://127.0.0.1:8080/v1/", "http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v2/cdn"),
    ("localhost:8080", "http://localhost:8080/v1", "http://localhost:8080/v2/cdn"),
    ("https://proxy.example/sb/v1", "https://proxy.example/sb/v1", "https://proxy.example/sb/v2/cdn"),
  ])
  func storyblokBase_isReadInAllForms(text: String, management: String, delivery: String) throws {
    let base = try StoryblokBase(Setting(text, from: .option("--api-base")))
    #expect(base.management.text == management)
    #expect(base.delivery.text == delivery)
  }

  /// A `.env` file must not be able to send the token to another host.
  @Test(
    arguments: [
      ("https://evil.example", Failure.Code.badConfig), ("https://storyblok.com.evil.example", .badConfig),
      ("https://evilstoryblok.com", .badConfig), ("http://api.storyblok.com", .badConfig),
      ("https://user@api.storyblok.com", .badConfig), ("ftp://api.storyblok.com", .badConfig),
      ("https://api.storyblok.com?token=x", .badConfig), ("https://staging.storyblok.com", nil),
      ("https://app.storyblokchina.cn", nil), ("http://[::1]:99", nil),
      ("http://127.0.0.1.evil.example", .badConfig),
    ] as [(String, Failure.Code?)])
  func storyblokBase_ofADotEnvMustBeTrusted(base: String, code: Failure.Code?) {
    let origin = Origin.dotenv(path: ".env", line: 3, name: "STORYBLOK_API_BASE")
    let failed = failure { try StoryblokBase(Setting(base, from: origin)) }
    #expect(failed?.code == code)
  }

  @Test func storyblokBase_ofTheUserMayBeAnywhereButInTheClear() throws {
    for origin in [Origin.option("--api-base"), .environment("STORYBLOK_API_BASE")] {
      #expect(try StoryblokBase(Setting("https://evil.example", from: origin)).region == nil)
      let clear = failure { try StoryblokBase(Setting("http://evil.example", from: origin)) }
      #expect(clear?.code == .badConfig)
    }
    let word = failure { try StoryblokBase(Setting("not a url", from: .option("--api-base"))) }
    #expect(word?.code == .usage)
  }

  @Test(
    arguments: [
      (["STORYBLOK_TOKEN": ""], Failure.Code.noToken), (["STORYBLOK_TOKEN": "a b"], .badConfig),
      (["STORYBLOK_TOKEN": "x\r\nHost: evil"], .badConfig), (["STORYBLOK_TOKEN": "t\u{FC}r"], .badConfig),
      (["STORYBLOK_TOKEN": "abc", "STORYBLOK_SPACE_ID": "abc"], .badConfig),
      (["STORYBLOK_TOKEN": "abc", "STORYBLOK_SPACE_ID": "9007199254740992"], .badConfig),
      (["STORYBLOK_TOKEN": "abc", "STORYBLOK_SPACE_ID": "5000000"], .badConfig),
      (["STORYBLOK_TOKEN": "abc", "STORYBLOK_REGION": "moon"], .badConfig),
    ] as [([String: String], Failure.Code)])
  func storyblokConfiguration_refusesBadValues(variables: [String: String], code: Failure.Code) async {
    let failed = failure {
      try StoryblokConfiguration(Settings(environment: Environment(variables: variables)))
    }
    #expect(failed?.code == code)
    #expect(failed?.hints.isEmpty == false)
    #expect(failed.map { !"\($0)".contains("evil") } == true)
  }

  @Test func storyblokConfiguration_explainsAMismatchOfRegions() throws {
    let wrong = try World.configuration(["STORYBLOK_REGION": "eu"])
    #expect(
      wrong.regionMismatch
        == "space 1023456 belongs to region us (United States), but eu is used (STORYBLOK_REGION)")
    #expect(wrong.regionHint?.description.contains("--storyblok-region us") == true)
    #expect(try World.configuration().regionMismatch == nil)
    #expect(
      try World.configuration(["STORYBLOK_API_BASE": "https://mapi.storyblok.com"]).regionMismatch != nil)
    #expect(try World.configuration(["STORYBLOK_API_BASE": "http://127.0.0.1:9"]).regionMismatch == nil)
  }

  /// A token that cannot be a delivery token is never sent in a URL of the delivery API.
  @Test(
    arguments: [
      ("ExamplePreviewToken00ptt", [.delivery, .personal, .oauth]),
      ("0123456789abcdefghijABCD", [.delivery, .personal, .oauth]),
      (World.personal, [.personal, .oauth]), ("Example-PreviewToken00pt", [.personal, .oauth]),
      ("Bearer ExamplePreviewToken00ptt", [.oauth]), ("ExamplePreviewToken00pt", [.personal, .oauth, .delivery]),
      ("ExamplePreviewToken000ptt", [.personal, .oauth, .delivery]),
      ("Example_PreviewToken00pt", [.personal, .oauth, .delivery]),
    ] as [(String, [Access])])
  func access_isTriedInOrder(token: String, order: [Access]) {
    #expect(Access.candidates(for: Secret(token)) == order)
  }

  @Test(arguments: [
    ("  abc\r\n", "abc"), ("\u{A0}abc\u{2028}", "abc"), ("bearer  abc", "Bearer abc"), ("Bearer abc\r", "Bearer abc"),
  ])
  func storyblokConfiguration_cutsWhiteSpaceOff(_ text: String, _ token: String) throws {
    let configuration = try World.configuration(
      token: text, space: " 1023456\r",
      ["STORYBLOK_REGION": "us\n", "STORYBLOK_API_BASE": "https://api-us.storyblok.com\r\n"])
    #expect(configuration.token.value == Secret(token))
    #expect(configuration.space?.value == 1_023_456)
    #expect(configuration.region?.value == .us)
    #expect(configuration.management.text == "https://api-us.storyblok.com/v1")
  }

  @Test(arguments: [
    ("a\u{200B}bc", "STORYBLOK_TOKEN holds a character that cannot be seen (U+200B): no Storyblok token has one"),
    ("a\rbc", "STORYBLOK_TOKEN holds a line end inside (U+000D): no Storyblok token has one"),
    ("a bc", "STORYBLOK_TOKEN holds a blank: no Storyblok token has one"),
  ])
  func storyblokConfiguration_namesTheCharacter(_ token: String, _ sentence: String) {
    let refused = failure { try World.configuration(token: token) }
    #expect(refused?.code == .badConfig)
    #expect(refused?.sentence == sentence)
  }

  @Test func storyLinks_pointToEditorAndSite() throws {
    let space = Space(id: 7, name: "S", domain: "https://x.example/site/")
    let links = StoryLinks(configuration: try World.configuration(), space: space)
    #expect(links.editor(5) == "https://app.storyblok.com/#/me/spaces/7/stories/0/0/5")
    #expect(links.site(slug: "blog/a b") == "https://x.example/site/blog/a%20b")
    #expect(links.site(slug: "blog/caf%C3%A9") == "https://x.example/site/blog/caf%C3%A9")
    #expect(links.site(slug: "blog/café\u{202E}") == "https://x.example/site/blog/caf%C3%A9%E2%80%AE")
    #expect(links.site(slug: "home") == "https://x.example/site/")
    #expect(links.site(slug: "blog/", path: "/news/") == "https://x.example/site/news")
    for domain in ["javascript:alert(1)", "not a url", "https://x.example/\u{1B}[2J", nil] {
      let none = StoryLinks(
        configuration: try World.configuration(), space: Space(id: 7, name: "S", domain: domain))
      #expect(none.site(slug: "a") == nil)
    }
    let china = try World.configuration(["STORYBLOK_REGION": "cn"])
    #expect(
      StoryLinks(configuration: china, space: nil).editor(5)
        == "https://app.storyblokchina.cn/fe/editor_v2/#/me/spaces/1023456/stories/0/0/5")
  }
}
