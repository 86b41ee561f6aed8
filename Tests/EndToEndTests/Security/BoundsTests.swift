import Emulator
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files that block, locks that are held, disks that are full, processes that stay: a run ends nevertheless.
@Suite struct BoundsTests {
  private static let model = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
  private static let keyless = ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""]

  private func ask(_ sandbox: Sandbox, _ words: [String]) throws -> Run {
    try sandbox.sva(["ask", "--no-search", "-m", Self.model] + words, seconds: 60)
  }

  // MARK: - Files

  @Test(arguments: ["pipe", "/dev/zero"]) func dotEnv_isNoPipeAndNoDevice(_ kind: String) throws {
    let sandbox = try Sandbox()
    let path = sandbox.work + "/.env"
    try #require((kind == "pipe" ? mkfifo(path, 0o600) : symlink(kind, path)) == 0)
    let run = try sandbox.sva(["whoami", "--offline"], seconds: 60)
    #expect(run.status == 0)
    #expect(
      run.stderr.contains(".env is a pipe or a device, not a regular file: not read; --env-file .env reads a pipe"))
  }

  @Test func dotEnv_isAPipeThatWasNamed() throws {
    let sandbox = try Sandbox()
    try #require(mkfifo(sandbox.work + "/pipe", 0o600) == 0)
    let run = try sandbox.shell(
      "(sleep 0.1; printf 'AWS_REGION=eu-west-3\\n' >pipe) & exec \"$SVA\" whoami --offline --json --env-file pipe")
    #expect(run.document?["aws"]?["region"]?["value"] == "eu-west-3", "\(run.stdout)\(run.stderr)")
    let named = try sandbox.sva(["whoami", "--offline", "--env-file", "/dev/zero"], seconds: 60)
    #expect(named.status == 2)
    #expect(named.stderr.contains("/dev/zero: is a pipe or a device, not a regular file"))
  }

  @Test(arguments: ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"])
  func sharedFiles_areNoPipes(_ variable: String) throws {
    let sandbox = try Sandbox()
    let path = sandbox.work + "/pipe"
    try #require(mkfifo(path, 0o600) == 0)
    let run = try sandbox.sva(
      ["whoami", "--json", "--service", "aws"], with: Self.keyless.merging([variable: path]) { $1 }, seconds: 60)
    let error = try ErrorOutput(json: run)
    // As a file that may not be read: it is absent, and that is said.
    #expect(error.code == "no_credentials")
    #expect(error.text.contains("is a pipe or a device"), "\(error.text)")
    // The usual way to have no such file.
    let none = try sandbox.sva(["whoami", "--service", "aws"], with: [variable: "/dev/null"], seconds: 60)
    #expect(none.status == 0, "\(none.stderr)")
  }

  @Test func webIdentity_tokenFileIsNoPipe() throws {
    let sandbox = try Sandbox()
    let path = sandbox.work + "/pipe"
    try #require(mkfifo(path, 0o600) == 0)
    let run = try sandbox.sva(
      ["whoami", "--json", "--service", "aws"],
      with: Self.keyless.merging([
        "AWS_WEB_IDENTITY_TOKEN_FILE": path, "AWS_ROLE_ARN": "arn:aws:iam::111122223333:role/editor",
      ]) { $1 }, seconds: 60)
    let error = try ErrorOutput(json: run)
    #expect(error.code == "provider_failed")
    #expect(error.text.contains("is a pipe or a device"), "\(error.text)")
  }

  @Test func conversation_fileIsNoPipe() throws {
    let sandbox = try Sandbox()
    try sandbox.write("~/.local/state/sva/conversations/other.jsonl", "")
    try #require(mkfifo(sandbox.home + "/.local/state/sva/conversations/pipe.jsonl", 0o600) == 0)
    let run = try ask(sandbox, ["--json", "--conversation", "pipe", "hello"])
    #expect(try ErrorOutput(json: run).code == "io")
    #expect(sandbox.emulator.requests("ConverseStream").isEmpty)
  }

  // MARK: - Conversations

  /// A process that holds the lock and does not go on.
  @Test func conversation_lockedForEverLosesNoAnswer() throws {
    let sandbox = try Sandbox { $0.script = [.text("One."), .text("Two.")] }
    #expect(try ask(sandbox, ["hello"]).status == 0)
    let path = try #require(sandbox.conversations.first)
    let before = Sandbox.bytes(path)
    let holder = open(path, O_RDONLY | O_CLOEXEC)
    defer { close(holder) }
    try #require(flock(holder, LOCK_EX) == 0)
    let run = try ask(sandbox, ["-c", "again"])
    #expect(run.status == 0)
    #expect(run.stdout == "Two.\n")
    #expect(run.stderr.contains("the conversation cannot be kept at \(path): another process holds its lock"))
    #expect(Sandbox.bytes(path) == before)
  }

  /// The mark of the fence: random for each conversation, the same in each of its turns, kept with it.
  @Test func conversation_keepsTheMarkOfItsFence() throws {
    let sandbox = try Sandbox { $0.script = Array(repeating: .text("Yes."), count: 3) }
    for words in [["hello"], ["-c", "again"], ["new"]] {
      #expect(try sandbox.sva(["ask", "-q", "-m", Self.model] + words).status == 0)
    }
    let systems = sandbox.emulator.requests("ConverseStream").map { $0.json?["system"]?.array ?? [] }
    try #require(systems.count == 3)
    let ends = systems.compactMap { $0.last?["text"]?.string }
    #expect(ends[0].contains("<stories-") && ends[0].contains("</stories-"))
    #expect(ends[0] == ends[1])
    #expect(ends[0] != ends[2])
    // What all conversations share is cached; the mark follows the cache point.
    #expect(systems.allSatisfy { $0.count == 3 && $0[1]["cachePoint"] != nil && $0[0] == systems[0][0] })
    let mark = try #require(ends[0].firstRange(of: "<stories-").map { ends[0][$0.upperBound...].prefix { $0 != ">" } })
    let kept = sandbox.conversations.map { String(decoding: Sandbox.bytes($0), as: UTF8.self) }
    #expect(kept.map { $0.ranges(of: "\"fence\":\"\(mark)\"").count }.sorted() == [0, 2])
  }

  /// A file of an earlier version, whose only turn is larger than what is read.
  @Test func conversation_saysWhenItsHistoryWasLeftOut() throws {
    let sandbox = try Sandbox { $0.script = [.text("Yes.")] }
    let question = String(repeating: "q", count: 17 << 20)
    try sandbox.write(
      "~/.local/state/sva/conversations/old.jsonl",
      #"{"v":1,"at":"","space":null,"messages":[{"role":"user","content":[{"text":"\#(question)"}]},"#
        + #"{"role":"assistant","content":[{"text":"a"}]}],"stories":[]}"# + "\n")
    let run = try ask(sandbox, ["-c", "again"])
    #expect(run.status == 0)
    #expect(run.stdout == "Yes.\n")
    let notice = "the conversation is very large: its oldest turns are left out"
    #expect(run.stderr.ranges(of: notice).count == 1, "\(run.stderr)")
  }

  // MARK: - Full disks

  /// A limit on the size of files is a full disk: no signal ends the run, and no empty file stays.
  @Test func fileSizeLimit_isAFullDisk() throws {
    let sandbox = try Sandbox { $0.script = [.text("Yes."), .text("Yes.")] }
    let piped = try sandbox.shell("ulimit -f 0; exec \"$SVA\" ask --no-search -m \(Self.model) hello")
    #expect(piped.status == 0)
    #expect(piped.stdout == "Yes.\n")
    #expect(piped.stderr.contains("the conversation cannot be kept"))
    #expect(sandbox.conversations.isEmpty)
    let inFile = try sandbox.shell(
      "ulimit -f 0; exec \"$SVA\" ask --json --no-search -m \(Self.model) hello >answer.json")
    #expect(inFile.status == 1)
    #expect(inFile.stderr.contains("sva: cannot write the result: File too large\n  hint: "))
    #expect(sandbox.conversations.isEmpty)
  }

  // MARK: - Size and processes

  /// A long answer is written in pieces, and both of its texts are whole.
  @Test func answer_isWholeInJSON() throws {
    let sandbox = try Sandbox { $0.script = Array(repeating: .hugeText(bytes: 3_000_000), count: 2) }
    let run = try ask(sandbox, ["--json", "hello"])
    #expect(run.status == 0)
    let document = try #require(run.document)
    let text = try #require(document["response"]?.string)
    #expect(text.utf8.count > 2_900_000)
    #expect(try ask(sandbox, ["hello"]).stdout == text + "\n")
    #expect(document["raw_response"]?.string == text)
    // The kept turn is shortened.
    let kept = Sandbox.bytes(try #require(sandbox.conversations.first))
    #expect(kept.count < 1 << 20)
  }

  @Test func credentialProcess_mayLeaveAProcessBehind() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "helper.sh",
      """
      sleep 1000 &
      echo $! >\(sandbox.work)/left
      echo '{"Version":1,"AccessKeyId":"\(Identity.user.accessKeyID)","SecretAccessKey":"\(Identity.user.secret)"}'
      """)
    try sandbox.write("~/.aws/config", "[default]\ncredential_process = /bin/sh \(sandbox.work)/helper.sh\n")
    let run = try sandbox.sva(["whoami", "--service", "aws"], with: Self.keyless, seconds: 50)
    #expect(run.status == 0, "\(run.stderr)")
    let left = String(decoding: Sandbox.bytes(sandbox.work + "/left"), as: UTF8.self)
    if let number = pid_t(left.split(separator: "\n").first ?? "") { kill(number, SIGKILL) }
  }
}
