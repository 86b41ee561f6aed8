import Core
import Testing

@testable import CLI

@Suite struct CommandTableTests {
  @Test func commandTable_commandsStandInTheOrderOfTheDocumentation() {
    #expect(
      CommandTable.specs.map(\.name) == [
        "ask", "search", "test-bedrock", "whoami", "models", "help", "completions",
      ])
  }

  /// The names of contract §1 and §4 to §8 and later ones, so that none is lost or renamed by accident.
  @Test(arguments: [
    (
      "",
      "color debug endpoint-url env-file help json max-attempts no-env-file profile quiet region timeout verbose version"
    ),
    (
      "ask",
      "api-base content-type continue conversation delete delete-older-than draft dry-run effort file guardrail language "
        + "limit list listen listen-format max-tokens metadata model no-save no-search no-stream rate schema service-tier "
        + "show site-url space speak speech-engine speech-format starts-with storyblok-region system temperature usage "
        + "vocabulary voice voice-language voice-region"
    ),
    (
      "search",
      "all api-base backend content-type draft drop-index exit-status filter format full id language limit offline offset published-before "
        + "published-since raw-csv references release site-url slug sort space starts-with state storyblok-region tag "
        + "updated-before updated-since uses"
    ),
    ("test-bedrock", "guardrail junit model no-identity no-stream prompt voice"),
    ("whoami", "api-base explain export offline service space storyblok-region"),
    ("models", "access all provider regions"), ("help", ""), ("completions", ""),
  ]) func commandTable_optionsAreThoseOfTheContract(command: String, names: String) {
    let flags = command.isEmpty ? GlobalFlags.all : CommandTable.command(command)?.spec.flags ?? []
    #expect(flags.filter { !$0.isHidden }.map(\.long).sorted().joined(separator: " ") == names)
  }

  @Test(arguments: CommandTable.specs.map(\.name)) func commandTable_namesAreUnique(command: String) throws {
    let spec = try #require(CommandTable.command(command)?.spec)
    let flags = GlobalFlags.all + spec.flags
    #expect(Set(flags.map(\.long)).count == flags.count)
    let shorts = flags.compactMap(\.short)
    #expect(Set(shorts).count == shorts.count)
    for flag in flags {
      #expect(flag.long.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "-") }, "\(flag.long)")
      #expect(flag.short.map { $0.isASCII && $0.isLetter } ?? true)
      for name in flag.overrides where name != "format" {
        #expect(flags.contains { $0.long == name }, "\(name)")
      }
    }
  }

  @Test func commandTable_everythingIsDescribed() {
    for spec in CommandTable.specs {
      expectSummary(spec.summary)
      #expect(!spec.discussion.isEmpty && !spec.examples.isEmpty, "\(spec.name)")
      for example in spec.examples { expectSummary(example.comment) }
    }
    for flag in GlobalFlags.all + CommandTable.specs.flatMap(\.flags) {
      expectSummary(flag.summary)
      #expect(flag.detail.hasSuffix("."), "--\(flag.long)")
      #expect(flag.choices.allSatisfy(flag.accepts), "--\(flag.long)")
    }
    for topic in HelpTopic.all { expectSummary(topic.summary) }
    for code in ExitCode.allCases { expectSummary(code.meaning) }
  }

  private func expectSummary(_ text: String) {
    #expect(!text.isEmpty && text.count <= 79 && !text.hasSuffix("."), "\(text)")
  }

  @Test func commandTable_optionsAndSettingsAgree() {
    for flag in GlobalFlags.all + CommandTable.specs.flatMap(\.flags) {
      if let key = flag.key { #expect(key.option == "--" + flag.long) }
    }
    for key in SettingKey.all {
      guard let option = key.option else { continue }
      let flags = GlobalFlags.all + CommandTable.specs.flatMap(\.flags)
      #expect(flags.contains { "--" + $0.long == option && $0.key == key }, "\(option)")
    }
  }

  /// The list of names of contract §2.
  @Test func commandTable_theAllowListIsTheContracts() {
    #expect(
      Set(SettingKey.all.flatMap(\.dotenvVariables)) == [
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION",
        "AWS_PROFILE", "AWS_BEARER_TOKEN_BEDROCK", "BEDROCK_MODEL_ID", "STORYBLOK_TOKEN",
        "STORYBLOK_SPACE_ID",
        "STORYBLOK_API_BASE", "STORYBLOK_REGION", "DEBUG", "MAX_CONVERSATION_HISTORY", "DEFAULT_SEARCH_LIMIT",
        "REQUEST_TIMEOUT", "STORYBLOK_LANGUAGE", "STORYBLOK_SITE_URL", "BEDROCK_GUARDRAIL", "BEDROCK_SERVICE_TIER",
        "SVA_VOICE_LANGUAGE", "SVA_VOICE", "SVA_SPEECH_ENGINE", "SVA_VOICE_REGION",
      ])
  }

  @Test func commandTable_everyExampleParses() throws {
    for spec in CommandTable.specs {
      for example in spec.examples {
        let words = ShellLine.words(of: example.line)
        guard case .run(let arguments) = try Parser.parse(words) else {
          Issue.record("\(example.line) runs nothing")
          continue
        }
        #expect(arguments.command == spec.name, "\(example.line)")
      }
    }
  }

  @Test func commandTable_everyFailureHasItsStatus() {
    for code in Failure.Code.allCases where code != .interrupted && code != .closedOutput {
      #expect(ExitCode(code).codes.contains(code.rawValue))
    }
    #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 130, 141])
    #expect(ExitCode(.closedOutput).rawValue == 141 && ExitCode.closedOutput.codes.isEmpty)
    #expect(ExitCode(.noToken).rawValue == 3 && ExitCode(.clockSkew).rawValue == 4)
    #expect(ExitCode(.modelAccess).rawValue == 5 && ExitCode(.notFound).rawValue == 6)
    #expect(ExitCode(.quota).rawValue == 7 && ExitCode(.tls).rawValue == 8)
    #expect(ExitCode(.badResponse).rawValue == 9 && ExitCode(.validation).rawValue == 10)
  }
}

/// The part of a shell's grammar that the examples use.
enum ShellLine {
  /// The words after `sva` in a line, up to the first shell operator.
  static func words(of line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    let start = line.firstRange(of: "sva ").map { $0.upperBound } ?? line.endIndex
    for character in line[start...] {
      if character == quote || (quote == nil && "\"'".contains(character)) {
        quote = quote == nil ? character : nil
        word = word ?? ""
      } else if quote == nil, "|>)".contains(character) {
        break
      } else if quote == nil, character == " " {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let done = word { words.append(done) }
    return words
  }
}
