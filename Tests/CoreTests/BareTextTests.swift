import TestSupport
import Testing

@testable import Core

/// Keys, tokens, ids, regions and URLs: what is cut off, and what is refused.
@Suite struct BareTextTests {
  @Test(
    arguments: [
      ("AKIA/+=a b", nil), ("", nil), ("a\rb", "holds a line end inside (U+000D)"),
      ("a\nb", "holds a line end inside (U+000A)"), ("a\u{2028}b", "holds a line end inside (U+2028)"),
      ("a\tb", "holds a control character (U+0009)"), ("a\0b", "holds a control character (U+0000)"),
      ("a\u{7F}b", "holds a control character (U+007F)"),
      ("a\u{A0}b", "holds a blank that is not the space bar's (U+00A0)"),
      ("a\u{2009}b", "holds a blank that is not the space bar's (U+2009)"),
      ("\u{200B}a", "holds a character that cannot be seen (U+200B)"),
      ("a\u{FEFF}", "holds a character that cannot be seen (U+FEFF)"),
      ("a\u{AD}b", "holds a character that cannot be seen (U+00AD)"),
      ("\u{201C}a\u{201D}", "holds a typographic quotation mark (U+201C)"),
      ("АKIA", "holds a character that is not ASCII (U+0410)"),
      ("a\u{1F511}", "holds a character that is not ASCII (U+1F511)"),
      ("e\u{301}", "holds a character that is not ASCII (U+0301)"),
    ] as [(String, String?)])
  func bareText_namesTheFirstFault(_ text: String, _ words: String?) {
    #expect(BareText.fault(in: text) == words)
  }

  @Test func bareText_refusesWithItsPlaceAlone() {
    let refused = failure { try BareText.check("topsecret\r\nX", "AWS_SESSION_TOKEN") }
    #expect(refused?.code == .badConfig)
    #expect(refused?.sentence == "AWS_SESSION_TOKEN holds a line end inside (U+000D)")
    #expect(failure { try BareText.check("x\u{200B}", "--region", isOption: true) }?.code == .usage)
  }

  /// An id names its variable, its line of `.env`, or its option.
  @Test func settings_checkIdentifiers() throws {
    let key = SettingKey(["MODEL"], option: "--model", "a model", dotenv: ["MODEL"])
    func found(_ settings: Settings) -> Failure? { failure { try settings.identifier(key) } }
    let variable = found(Settings(environment: Environment(variables: ["MODEL": "a\nb"]), keys: [key]))
    #expect(variable?.code == .badConfig && variable?.sentence == "MODEL holds a line end inside (U+000A)")
    let file = DotEnvFile(path: ".env", entries: [.init(name: "MODEL", value: "söd", line: 3)])
    let line = found(Settings(environment: Environment(), dotenv: file, keys: [key]))
    #expect(line?.code == .badConfig)
    #expect(line?.sentence == "MODEL in .env line 3 holds a character that is not ASCII (U+00F6)")
    let option = found(Settings(options: [key: "sönnet"], environment: Environment(), keys: [key]))
    #expect(option?.code == .usage && option?.sentence == "--model holds a character that is not ASCII (U+00F6)")
    let good = Settings(options: [key: " sonnet "], environment: Environment(), keys: [key])
    #expect(try good.identifier(key) == Setting("sonnet", from: .option("--model")))
    #expect(try Settings(environment: Environment()).identifier(key) == nil)
  }

  private static let token = SettingKey(["TOKEN", "OLD_TOKEN"], "a token", dotenv: ["TOKEN"], secret: true)

  /// White space is cut off in every place, and a value of white space alone is not set.
  @Test(arguments: ["x\r", "x\r\n", " x ", "\u{A0}x\u{3000}", "\n\tx", "\u{2028}x\u{85}"])
  func settings_cutWhiteSpaceOff(_ text: String) {
    let key = Self.token
    let inEnvironment = Settings(environment: Environment(variables: ["TOKEN": text]), keys: [key])
    #expect(inEnvironment.string(key) == Setting("x", from: .environment("TOKEN")))
    #expect(inEnvironment.environment.variable(Variable("TOKEN", "")) == "x")
    #expect(inEnvironment.trimmedPlaces([key]) == ["TOKEN"])
    let file = DotEnvFile(path: ".env", entries: [.init(name: "TOKEN", value: text, line: 4)])
    let inFile = Settings(environment: Environment(), dotenv: file, keys: [key])
    #expect(inFile.string(key) == Setting("x", from: .dotenv(path: ".env", line: 4, name: "TOKEN")))
    #expect(inFile.trimmedPlaces([key]) == ["TOKEN in .env line 4"])
    let option = SettingKey(["REGION"], option: "--region", "a region")
    #expect(Settings(options: [option: text], environment: Environment()).string(option)?.value == "x")
  }

  @Test(arguments: ["", " ", "\r\n", "\u{A0}"]) func settings_takeWhiteSpaceForNothing(_ text: String) {
    let settings = Settings(environment: Environment(variables: ["TOKEN": text, "OLD_TOKEN": "x"]), keys: [Self.token])
    #expect(settings.string(Self.token)?.origin == .environment("OLD_TOKEN"))
    #expect(settings.trimmedPlaces([Self.token]).isEmpty)
  }
}
