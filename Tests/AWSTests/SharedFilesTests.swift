import Core
import Testing

@testable import AWS

@Suite struct SharedFilesTests {
  /// A file as large as one may be: half keys of `[DEFAULT]`, half sections. Joined, they would be ten thousand million.
  @Test(.timeLimit(.minutes(10))) func sharedFiles_defaultsAreNotCopiedIntoEachSection() throws {
    var text = "[DEFAULT]\n"
    for key in 0..<120_000 { text += "key\(key) = v\(key)\n" }
    for section in 0..<90_000 { text += "[profile p\(section)]\nregion = r\(section)\n" }
    #expect(text.utf8.count < 8 << 20)
    let file = try INIParser.parse(Array(text.utf8), path: "config")
    let files = SharedFiles(config: SharedFiles.sections(of: file), credentials: nil)
    #expect(files.profileNames.count == 90_000)
    let profile = try #require(files.profile("p89999"))
    #expect(profile.value("region")?.value == "r89999")
    #expect(profile.value("key119999")?.value == "v119999")
    #expect(profile.config.count == 120_001)
    // Nor where all profiles are looked through.
    #expect(files.mistakes(first: "p1").isEmpty)
  }

  @Test func sharedFiles_aSectionOverridesDefaults() throws {
    let text = """
      [DEFAULT]
      region = eu-west-1
      output = json
      sso_region = eu-west-3
      [profile a]
      region = us-east-1
      [sso-session s]
      sso_start_url = https://corp.example
      """
    let file = try INIParser.parse(Array(text.utf8), path: "config")
    let files = SharedFiles(
      configPath: "config", config: SharedFiles.sections(of: file), credentialsPath: "credentials",
      credentials: SharedFiles.sections(of: file))
    let profile = try #require(files.profile("a"))
    #expect(profile.config["region"]?.text == "us-east-1")
    #expect(profile.config["output"]?.origin == .configFile(path: "config", line: 3, profile: "a", key: "output"))
    #expect(files.ssoSession("s")?.keys.sorted() == ["output", "region", "sso_region", "sso_start_url"])
    #expect(files.profile("profile a")?.credentials["output"]?.text == "json")
    #expect(files.profile("b") == nil)
  }
}
