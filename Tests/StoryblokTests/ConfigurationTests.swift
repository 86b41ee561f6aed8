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
  func regionFromSpace(id: Int64, region: StoryblokRegion?) {
    #expect(StoryblokRegion(spaceID: id) == region)
  }

  @Test func hostsFollowTheSpace() throws {
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
  func baseInAllForms(text: String, management: String, delivery: String) throws {
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
  func trustOfDotEnv(base: String, code: Failure.Code?) {
    let origin = Origin.dotenv(path: ".env", line: 3, name: "STORYBLOK_API_BASE")
    let failed = failure { try StoryblokBase(Setting(base, from: origin)) }
    #expect(failed?.code == code)
  }

  @Test func theUserMaySendTheTokenAnywhereButInTheClear() throws {
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
  func badValues(variables: [String: String], code: Failure.Code) async {
    let failed = failure {
      try StoryblokConfiguration(Settings(environment: Environment(variables: variables)))
    }
    #expect(failed?.code == code)
    #expect(failed?.hints.isEmpty == false)
    #expect(failed.map { !"\($0)".contains("evil") } == true)
  }

  @Test func mismatchIsExplained() throws {
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

  @Test(arguments: [
    (World.personal, true, [Access.personal, .oauth, .delivery]),
    (World.delivery, true, [.delivery, .personal, .oauth]),
    (World.personal, false, [.delivery]), ("Bearer abc", true, [.oauth]),
  ])
  func orderOfProbes(token: String, hasSpace: Bool, order: [Access]) {
    #expect(Access.candidates(for: Secret(token), hasSpace: hasSpace) == order)
  }

  @Test func links() throws {
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
