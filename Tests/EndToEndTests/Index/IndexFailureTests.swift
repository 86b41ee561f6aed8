import Emulator
import TestSupport
import Testing

/// An update that fails: its exit status, and what is kept.
struct IndexFailureTests {
  /// A failure of embedding, in both token families.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var code: String
    var hint: String
    var variables: [String: String] = [:]
    var words: [String] = []
    var change: @Sendable (inout Scenario) -> Void = { _ in }
    var testDescription: String { name }
  }

  private static func answering(_ status: Int, _ code: String, _ message: String, after: Int = 3)
    -> @Sendable (
      inout Scenario
    ) -> Void
  {
    {
      $0.faults = [Fault(.error(status: status, code: code, message: message), on: ":InvokeModel", after: after)]
    }
  }

  private static func answering(_ body: String) -> @Sendable (inout Scenario) -> Void {
    {
      $0.faults = [
        Fault(
          .answer(status: 200, type: "application/json", headers: [], body: Array(body.utf8)), on: ":InvokeModel",
          after: 3)
      ]
    }
  }

  static let cases: [Case] = [
    Case(
      name: "no credentials", code: "no_credentials", hint: "AWS_ACCESS_KEY_ID",
      variables: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""]),
    Case(
      name: "refused keys", code: "invalid_credentials", hint: "AWS_ACCESS_KEY_ID",
      variables: ["AWS_ACCESS_KEY_ID": "AKIAUNKNOWNEXAMPLE00"]),
    Case(
      name: "expired in the middle", code: "expired_credentials", hint: "AWS_SESSION_TOKEN",
      variables: [
        "AWS_ACCESS_KEY_ID": Identity.session.accessKeyID, "AWS_SECRET_ACCESS_KEY": Identity.session.secret,
        "AWS_SESSION_TOKEN": Identity.session.sessionToken ?? "",
      ], change: answering(403, "ExpiredTokenException", "The security token included in the request is expired")),
    Case(
      name: "denied", code: "access_denied",
      hint:
        #"{"Effect":"Allow","Action":["bedrock:InvokeModel"],"Resource":["arn:aws:bedrock:us-east-1::foundation-model/"#
        + #"amazon.titan-embed-text-v2:0"]}"#,
      variables: [
        "AWS_ACCESS_KEY_ID": Identity.powerless.accessKeyID, "AWS_SECRET_ACCESS_KEY": Identity.powerless.secret,
      ]),
    Case(
      name: "model that the region lacks", code: "model_not_found", hint: "sva models",
      variables: ["AWS_REGION": "eu-central-1"], words: ["--embed=nova"]),
    Case(
      name: "throttled for long", code: "throttled", hint: "", words: ["--max-attempts", "2"],
      change: answering(429, "ThrottlingException", "Too many requests, please wait before trying again.")),
    Case(
      name: "quota of zero", code: "quota", hint: "Service Quotas", words: ["--max-attempts", "2"],
      change: { $0.bedrock.embeddingQuota = EmbeddingQuota(0) }),
    Case(
      name: "daily quota", code: "quota", hint: "tomorrow",
      change: answering(429, "ThrottlingException", "Too many requests per day, please wait")),
    Case(
      name: "connection lost", code: "network", hint: "", words: ["--max-attempts", "2"],
      change: { $0.faults = [Fault(.reset, on: ":InvokeModel", after: 3)] }),
    Case(
      name: "service error", code: "service_error", hint: "health.aws.amazon.com", words: ["--max-attempts", "1"],
      change: answering(500, "InternalServerException", "x")),
    Case(
      name: "other dimensions", code: "bad_response", hint: "Titan Text Embeddings V2",
      change: answering(#"{"embedding":[1,2,3],"inputTextTokenCount":1}"#)),
    Case(name: "no number", code: "bad_response", hint: "", change: answering(#"{"embedding":[NaN]}"#)),
    Case(name: "no vector", code: "bad_response", hint: "", change: answering(#"{"embeddings":[]}"#)),
    Case(
      name: "refused request", code: "validation", hint: "BEDROCK_EMBEDDING_MODEL_ID",
      change: answering(400, "ValidationException", "Malformed input request: no")),
  ]

  /// Words come first and are kept, and the run ends with the failure of embedding.
  @Test(arguments: cases, [StoryblokToken.preview, .personal])
  func embed_failureKeepsTheWords(sample: Case, token: StoryblokToken) throws {
    let sandbox = try Sandbox {
      $0.storyblok.space = .varied
      sample.change(&$0)
    }
    let variables = sample.variables.merging(["STORYBLOK_TOKEN": token.value]) { $1 }
    let words =
      ["search", "--update-index", "-q"] + (sample.words.contains { $0.hasPrefix("--embed") } ? [] : ["--embed"])
    let text = try sandbox.sva(words + sample.words, with: variables)
    let status = try #require(ErrorOutput.status(of: sample.code))
    #expect(text.status == status, "\(text.stderr)")
    #expect(text.stdout == "")
    #expect(try ErrorOutput(text: text).text.contains(sample.hint), "\(text.stderr)")
    var scenario = Scenario()
    sample.change(&scenario)
    sandbox.emulator.setFaults(scenario.faults)
    let json = try sandbox.sva(words + sample.words + ["--json"], with: variables)
    let output = try ErrorOutput(json: json)
    #expect(output.code == sample.code && json.status == status)
    // The words are there, and the next run reads none of them again.
    sandbox.emulator.setFaults([])
    sandbox.emulator.update { $0.bedrock.embeddingQuota = nil }
    sandbox.emulator.clearRequests()
    let next = try sandbox.sva(
      ["search", "--update-index", "--embed", "--json", "-q"], with: ["STORYBLOK_TOKEN": token.value])
    #expect(next.status == 0, "\(next.stderr)")
    let stories = token.kind == .preview ? 10 : 12
    #expect(next.document?["index"]?["stories"] == .int(stories) && next.document?["index"]?["changed"] == 0)
    // What was embedded before is not embedded again.
    let sent = sandbox.emulator.requests("InvokeModel").count
    // Each run that failed in the middle embedded three.
    #expect(sent == (scenario.faults.isEmpty ? stories : stories - 6), "\(sample.name): \(sent)")
  }

  /// Failures of the space itself.
  @Test(
    arguments: [
      ("storyblok", "invalid_token", ["STORYBLOK_TOKEN": "WrongPreviewToken0000tt1"], nil),
      ("no token", "no_token", ["STORYBLOK_TOKEN": ""], nil),
      ("lost", "network", [:], Fault(.reset, on: "by_ids")),
      ("down", "service_error", [:], Fault(.error(status: 500, code: "x", message: "y"), on: "by_ids")),
      ("throttled", "throttled", [:], Fault(.throttle(retryAfter: "0"), on: "by_ids")),
      (
        "no manifest", "bad_response", [:],
        Fault(.answer(status: 200, type: "application/json", headers: [], body: [0x7B, 0x7D]), on: "/links")
      ),
    ] as [(String, String, [String: String], Fault?)])
  func updateIndex_failureOfTheSpace(name: String, code: String, variables: [String: String], fault: Fault?) throws {
    let sandbox = try Sandbox {
      $0.storyblok.space = .varied
      $0.faults = fault.map { [$0] } ?? []
    }
    let preview = ["STORYBLOK_TOKEN": StoryblokToken.preview.value]
    let run = try sandbox.sva(
      ["search", "--update-index", "--json", "--max-attempts", "2"], with: preview.merging(variables) { $1 })
    #expect(try ErrorOutput(json: run).code == code, "\(run.stdout)")
    #expect(run.status == ErrorOutput.status(of: code))
    sandbox.emulator.setFaults([])
    #expect(
      try sandbox.sva(["search", "--update-index", "--json"], with: preview).document?["index"]?["stories"] == 10)
  }

  /// A name that means no model is found before anything is read.
  @Test func embed_anUnknownModelReadsNothing() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(["search", "--update-index", "--embed=sonnet", "--json"])
    #expect(try ErrorOutput(json: run).code == "model_not_found" && run.status == 6)
    #expect(sandbox.emulator.requestCount == 0)
  }

  /// A full disk ends the build; the file that was there stays whole.
  @Test func updateIndex_onAFullDiskKeepsTheOldFile() throws {
    let sandbox = try Sandbox { $0.storyblok.space = .varied }
    let token = ["STORYBLOK_TOKEN": StoryblokToken.preview.value]
    let empty = try sandbox.shell("ulimit -f 0; exec \"$SVA\" search --update-index --json", with: token)
    #expect(empty.status == 1, "\(empty.stdout)")
    #expect(try ErrorOutput(json: empty).code == "io")
    #expect(try sandbox.sva(["search", "--update-index", "--json"], with: token).document?["index"]?["stories"] == 10)
    sandbox.emulator.update {
      $0.storyblok.space = .large(3000, bytes: 2000)
      $0.storyblok.space.version += 1
    }
    let full = try sandbox.shell("ulimit -f 1200; exec \"$SVA\" search --update-index --json -q", with: token)
    #expect(full.status == 1, "\(full.stdout)")
    #expect(try ErrorOutput(json: full).code == "io")
    let whole = try sandbox.sva(["search", "--update-index", "--json", "-q"], with: token)
    #expect(whole.status == 0, "\(whole.stdout)")
    #expect(whole.document?["index"]?["stories"]?.int.map { $0 > 3000 } == true)
  }

  /// A file system without space, as a user's own mounts it.
  private static let mounting = ExternalProgram("unshare")
  private static let mountsItsOwn: Bool = {
    let probe = try? Program.run(
      "/bin/sh", ["-c", "unshare -rm mount -t tmpfs tmpfs /mnt"], environment: ["PATH": "/usr/bin:/bin:/sbin"],
      folder: "/")
    return probe?.status == 0
  }()

  /// A full file system: a failure of the first build, and of another beside a finished one, which can be searched.
  @Test(.enabled(if: mounting.path != nil && mountsItsOwn)) func updateIndex_onAFullFileSystem() throws {
    let sandbox = try Sandbox { $0.storyblok.space = .varied }
    let script = """
      mkdir full; export SVA_STATE_HOME="$PWD/full"
      mount -t tmpfs -o size=100k tmpfs full; "$SVA" search --update-index --json; echo "$?"; umount full
      mount -t tmpfs -o size=400k tmpfs full; "$SVA" search --update-index --json >/dev/null; echo "$?"
      head -c 400000 /dev/zero >full/rest 2>/dev/null
      "$SVA" search --update-index --draft --json; echo "$?"
      "$SVA" search --offline --backend index --format jsonl -q --all | wc -l
      """
    let token = ["STORYBLOK_TOKEN": StoryblokToken.preview.value, "SCRIPT": script]
    let run = try sandbox.shell("exec unshare -rm sh -c \"$SCRIPT\"", with: token)
    let lines = run.stdout.split(separator: "\n").map(String.init)
    #expect(lines.count == 6, "\(run.stdout)\(run.stderr)")
    guard lines.count == 6 else { return }
    #expect(lines[0].contains(#""code":"io""#) && lines[0].contains("no space is left for the index file"))
    #expect(lines[1] == "1" && lines[2] == "0")
    #expect(lines[3].contains(#""code":"io""#) && lines[3].contains("the space left there"), "\(lines[3])")
    #expect(lines[4] == "1" && lines[5].trimmingPrefix(" ") == "10")
  }
}
