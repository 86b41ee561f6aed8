import Core
import TestSupport
import Testing

@testable import Storyblok

/// The logins of the official command line as the last source of the token.
struct StoryblokCLICredentialsTests {
  private static let file = """
    {"api.storyblok.com":{"login":"me@site.example","password":"token-of-eu","region":"eu"},
     "api-us.storyblok.com":{"login":"me@site.example","password":"token-of-us","region":"us"},
     "oauth":{"password":"never","region":"eu"},"a":{"password":"","region":"ca"},"b":{"password":"x","region":"moon"},
     "c":7}
    """

  private func configuration(
    _ variables: [String: String], file: String = file
  ) throws -> StoryblokConfiguration {
    let home = try TemporaryFolder()
    try home.makeFolder(".storyblok")
    _ = try home.write(file, to: ".storyblok/credentials.json")
    return try StoryblokConfiguration(
      Settings(environment: Environment(variables: variables, home: home.path), keys: SettingKey.storyblok))
  }

  @Test func storyblokCLICredentials_readsWhatIsALogin() {
    let entries = StoryblokCLICredentials(Array(Self.file.utf8))?.entries
    #expect(
      entries == [
        .init(host: "api.storyblok.com", region: .eu, token: "token-of-eu"),
        .init(host: "api-us.storyblok.com", region: .us, token: "token-of-us"),
      ])
    for text in ["", "[]", "{", "null"] { #expect(StoryblokCLICredentials(Array(text.utf8)) == nil) }
  }

  /// A token goes to its own region only.
  @Test(arguments: [
    (["STORYBLOK_SPACE_ID": "123456"], "token-of-eu"), (["STORYBLOK_SPACE_ID": "1023456"], "token-of-us"),
    (["STORYBLOK_REGION": "us"], "token-of-us"), (["STORYBLOK_REGION": "ca"], nil),
    // Several logins and no region: which one is meant is not known.
    ([:], nil),
    // A base URL of one's own has no region.
    (["STORYBLOK_API_BASE": "http://127.0.0.1:8080"], nil),
    (["STORYBLOK_API_BASE": "http://127.0.0.1:8080", "STORYBLOK_REGION": "eu"], "token-of-eu"),
    // Never over a setting.
    (["STORYBLOK_TOKEN": "own", "STORYBLOK_REGION": "us"], "own"),
  ])
  func storyblokCLICredentials_areForTheirRegion(variables: [String: String], token: String?) throws {
    guard let token else {
      #expect(throws: Failure.self) { try configuration(variables) }
      return
    }
    let found = try configuration(variables).token
    #expect(found.value.reveal() == token)
    #expect((found.origin.word == "storyblok-cli") == (token != "own"))
  }

  @Test func storyblokCLICredentials_theOnlyLoginTellsTheRegion() throws {
    let found = try configuration(
      [:], file: #"{"api-ap.storyblok.com":{"login":"me","password":"token-of-ap","region":"ap"}}"#)
    #expect(found.token.value.reveal() == "token-of-ap")
    #expect(found.region?.value == .ap)
    #expect(found.token.origin.place == "the entry api-ap.storyblok.com of ~/.storyblok/credentials.json")
  }
}
