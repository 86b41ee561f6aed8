import Core
import HTTP
import TestSupport
import Testing

@testable import AWS
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
      ("\(option: .region, to: "us-east-1")", "--region us-east-1"),
      ("\(switch: .continueLast) \(word: "it's")", #"--continue 'it'\''s'"#),
    ] as [(Remedy, String)])
  func remedy_isWordedAsACommandLine(remedy: Remedy, text: String) {
    #expect(remedy.text == text)
  }

  /// What `test-bedrock` lacks: a setting is named by its variable, within another command's line by its option.
  @Test(
    arguments: [
      ("\(option: .model), \(option: .region)", "--model, --region"),
      // `--voice` is a switch of test-bedrock, not the setting.
      ("\(option: .voice) or \(option: .voiceLanguage)", "SVA_VOICE or SVA_VOICE_LANGUAGE"),
      ("use \(option: .speechEngine, to: "standard")", "use SVA_SPEECH_ENGINE=standard"),
      ("use \(option: .model, to: "x")", "use --model x"),
      ("`\(command: Remedy.Command("ask")) \(option: .voice) X`, \(option: .voice)", "`sva ask --voice X`, SVA_VOICE"),
    ] as [(Remedy, String)])
  func remedy_namesVariablesForSettingsWithoutOption(remedy: Remedy, text: String) {
    #expect(remedy.naming(for: TestBedrockCommand.spec).text == text)
  }

  @Test(
    arguments: [
      ("\(switch: .maxTokens)", false), ("\(switch: .debug)", true), ("\(switch: .noStream)", false),
      ("`\(command: Remedy.Command("ask")) \(switch: .maxTokens) 9`", true),
      ("`\(command: Remedy.Command("ask")) Hello` or \(switch: .temperature)", false),
    ] as [(Remedy, Bool)])
  func remedy_isPossibleWhereTheCommandHasItsOptions(remedy: Remedy, isPossible: Bool) {
    #expect(remedy.isPossible(for: TestBedrockCommand.spec) == isPossible)
    #expect(remedy.isPossible(for: AskCommand.spec))
  }

  /// Whatever Bedrock answers, `test-bedrock` gives a hint, and names none but its own options outside of command lines.
  @Test(arguments: ErrorCatalogue.responses)
  func failureDocument_hintsArePossibleForTestBedrock(sample: ErrorCase) {
    let context = AWSErrorContext(
      service: .bedrockRuntime, operation: "Converse", region: "us-east-1",
      model: ModelChoice(requested: ErrorCatalogue.model, used: ErrorCatalogue.used))
    let error = AWSServiceError(status: sample.status, code: sample.awsCode, message: sample.message)
    let document = FailureDocument(Failure(from: error, in: context)).fitted(to: TestBedrockCommand.spec)
    #expect(!document.failure.hints.isEmpty)
    let own = (TestBedrockCommand.spec.flags + GlobalFlags.all).map { "--" + $0.long }
    for hint in document.failure.hints.map(\.text) {
      // Other command lines stand between backticks, or name the command.
      let words = hint.replacing("sva whoami --explain", with: "").split(
        separator: "`", omittingEmptySubsequences: false
      ).enumerated()
        .filter { $0.offset.isMultiple(of: 2) }.flatMap { $0.element.split { " ,;:=()".contains($0) } }
      for word in words where word.hasPrefix("--") {
        #expect(own.contains(String(word)), "\(hint)")
      }
    }
  }

  @Test func failureDocument_keepsAHintWhereNoneIsPossible() {
    let failure = Failure(.validation, "x", hint: "leave out \(switch: .temperature)")
    #expect(
      FailureDocument(failure).fitted(to: TestBedrockCommand.spec).failure.hints
        == ["--debug shows the request and the answer"])
    #expect(FailureDocument(failure).fitted(to: AskCommand.spec).failure.hints == failure.hints)
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
