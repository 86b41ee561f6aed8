import AWS
import Core
import Testing

@testable import CLI

/// The text of remedies that libraries name as values.
@Suite struct RemedyTests {
  @Test(
    arguments: [
      ("run `\(command: .listModels)` or \(option: .region)", "run `sva models` or --region"),
      ("\(command: .listModels(matching: "a b"))", "sva models 'a b'"),
      ("\(command: .modelAccess)", "sva models --access"),
      ("\(command: .identity), \(command: .explainCredentials)", "sva whoami, sva whoami --explain"),
      ("\(command: .explainCredentials(profile: "NAME"))", "sva whoami --explain --profile NAME"),
      (.run(.ssoLogin(profile: "a b")), "run: aws sso login --profile 'a b'"),
      (.run(.login(profile: nil)), "run: aws login"), (.set(.model, to: "x") + ", or not", "use --model x, or not"),
      ("\(switch: .continueLast) \(word: "it's")", #"--continue 'it'\''s'"#),
    ] as [(Remedy, String)])
  func remedy_isWordedAsACommandLine(remedy: Remedy, text: String) {
    #expect(remedy.text == text)
  }

  @Test func remedy_namesOptionsThatExist() {
    let options = Set((CommandTable.specs.flatMap(\.flags) + GlobalFlags.all).map { "--" + $0.long })
    let switches: [Remedy.Switch] = [
      .maxTokens, .temperature, .noStream, .noSearch, .continueLast, .conversation, .offline, .envFile,
    ]
    for name in switches.map({ Remedy("\(switch: $0)").text }) + SettingKey.all.compactMap(\.option) {
      #expect(options.contains(name), "\(name)")
    }
  }
}
