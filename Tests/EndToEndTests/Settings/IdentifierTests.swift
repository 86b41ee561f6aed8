import Emulator
import Testing

/// Ids with a character that none has: refused before anything is sent, naming where they are set (contract §2).
struct IdentifierTests {
  @Test(
    arguments: [
      ("BEDROCK_MODEL_ID", ["ask", "hi", "--no-search"]), ("BEDROCK_MODEL_ID", ["test-bedrock"]),
      ("BEDROCK_GUARDRAIL", ["ask", "hi", "--no-search"]), ("BEDROCK_GUARDRAIL", ["test-bedrock"]),
      ("BEDROCK_SERVICE_TIER", ["ask", "hi", "--no-search"]),
      ("BEDROCK_EMBEDDING_MODEL_ID", ["search", "--update-index", "--embed"]),
      ("SVA_VOICE", ["ask", "hi", "--no-search", "--speak", "a.mp3"]),
      ("SVA_SPEECH_ENGINE", ["ask", "hi", "--no-search", "--speak", "a.mp3"]),
      ("SVA_VOICE_LANGUAGE", ["ask", "hi", "--no-search", "--speak", "a.mp3"]),
    ] as [(String, [String])])
  func identifier_withALineEndInsideNamesTheLine(_ name: String, _ words: [String]) throws {
    let sandbox = try Sandbox()
    try sandbox.write(".env", "# ids\n\(name)=\"a\\nb\"\n")
    let run = try sandbox.sva(words, with: [name: ""])
    #expect(run.status == 3)
    let sentence = "\(name) in .env line 2 holds a line end inside (U+000A)"
    #expect((run.stderr + run.stdout).contains(sentence), "\(run.stderr)\(run.stdout)")
    #expect(sandbox.emulator.requestCount == 0)
  }

  @Test(
    arguments: [
      ("--model", ["ask", "hi", "--no-search", "--model", "sönnet"]),
      ("--guardrail", ["ask", "hi", "--no-search", "--guardrail", "äbc:1"]),
      ("--embed", ["search", "--update-index", "--embed=tïtan"]),
      ("--voice", ["ask", "hi", "--no-search", "--speak", "a.mp3", "--voice", "Léa"]),
    ] as [(String, [String])])
  func identifier_asAnOptionIsAUsageError(_ option: String, _ words: [String]) throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(words)
    #expect(run.status == 2)
    #expect(run.stderr.hasPrefix("sva: \(option) holds a character that is not ASCII (U+00"), "\(run.stderr)")
    #expect(sandbox.emulator.requestCount == 0)
  }

  /// The ids of a profile name the file and the line.
  @Test(
    arguments: [
      ("role_arn = arn:aws:iam::111122223333:role/R\u{F6}le\nsource_profile = base", "role_arn", 2),
      (
        "role_arn = arn:aws:iam::111122223333:role/Role\nsource_profile = base\nexternal_id = \u{201C}x1\u{201D}",
        "external_id", 4
      ),
      (
        "role_arn = arn:aws:iam::111122223333:role/Role\nsource_profile = base\nmfa_serial = arn:aws:iam::1:mfa/\u{F6}",
        "mfa_serial", 4
      ),
      (
        "sso_start_url = https://x.example\nsso_region = us-east-1\nsso_account_id = 1111\u{A0}2222\nsso_role_name = r",
        "sso_account_id", 4
      ),
    ] as [(String, String, Int)])
  func identifier_ofAProfileNamesTheLine(_ lines: String, _ key: String, _ line: Int) throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "~/.aws/config",
      "[profile p]\n\(lines)\n[profile base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n")
    let run = try sandbox.sva(
      ["whoami", "--service", "aws", "--profile", "p"],
      with: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""])
    #expect(run.status == 3)
    #expect(
      run.stderr.hasPrefix("sva: \(key) of profile p in ~/.aws/config line \(line) holds a "), "\(run.stderr)")
    #expect(sandbox.emulator.requestCount == 0)
  }
}
