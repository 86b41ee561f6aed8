import Emulator
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Conversations over several runs (contract §8).
struct ConversationTests {
  private static let model = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"

  /// A turn's document, with the id of its conversation.
  private func ask(_ sandbox: Sandbox, _ words: [String]) throws -> JSON {
    let run = try sandbox.sva(["ask", "--json", "-q", "-m", Self.model] + words)
    #expect(run.status == 0, "\(run.stdout)")
    return try #require(run.document, "\(run.stdout)")
  }

  private func slugs(_ document: JSON) -> [String] {
    (document["results"]?["stories"]?.array ?? []).compactMap { $0["slug"]?.string }.sorted()
  }

  /// Search, refine and list, each in a run of its own.
  @Test func refineAndListInLaterRuns() throws {
    let sandbox = try Sandbox {
      $0.script = [
        .toolUse("analyze", ["term": "gear", "description": "Stories about gear"]),
        .text("There are five."),
        .toolUse("refine", ["term": "winter"]),
        .text("One of them: Winter packing list [story:300112]."),
        .toolUse("list_analyzed", [:]),
        .text("Here it is: [story:300112]."),
      ]
    }
    let first = try ask(sandbox, ["how", "many", "are", "about", "gear?"])
    #expect(first["action"] == "analyze")
    #expect(first["analysis"]?["search_term"] == "gear")
    let count = try #require(first["analysis"]?["count"]?.int)
    #expect(count > 1)
    let second = try ask(sandbox, ["-c", "only", "those", "about", "winter"])
    #expect(second["action"] == "refine")
    #expect(second["conversation_id"] == first["conversation_id"])
    #expect(slugs(second).contains("blog/winter-packing-list"))
    #expect(slugs(second).count < count)
    let asked = spaceRequests(sandbox)
    let third = try ask(sandbox, ["--conversation", first["conversation_id"]?.string ?? "", "list", "them"])
    #expect(third["action"] == "list_analyzed")
    #expect(third["sources"]?[0]?["slug"] == "blog/winter-packing-list")
    #expect(sandbox.conversations.count == 1)
    // Listing earlier results sends requests to the model only.
    #expect(spaceRequests(sandbox) == asked)
    // The third request holds the turns before it, every call with its result.
    let messages = try #require(sandbox.emulator.requests("ConverseStream").last?.json?["messages"]?.array)
    #expect(messages.first?["content"]?[0]?["text"] == "how many are about gear?")
    #expect(messages.count == 11)
  }

  private func spaceRequests(_ sandbox: Sandbox) -> Int {
    sandbox.emulator.requests.count { $0.service == .management || $0.service == .delivery }
  }

  /// The history is bounded, and never begins with a tool's result.
  @Test func historyIsBounded() throws {
    let sandbox = try Sandbox()
    for number in 1...6 {
      let run = try sandbox.sva(
        ["ask", "-q", "--no-search", "-m", Self.model] + (number == 1 ? [] : ["-c"]) + ["question \(number)"],
        with: ["MAX_CONVERSATION_HISTORY": "4"])
      #expect(run.status == 0, "\(run.stderr)")
    }
    let last = try #require(sandbox.emulator.requests("ConverseStream").last?.json?["messages"]?.array)
    #expect(last.count == 3)
    #expect(last.compactMap { $0["role"]?.string } == ["user", "assistant", "user"])
    #expect(last[0]["content"]?[0]?["text"] == "question 5")
    #expect(try turns(sandbox).count == 6)
  }

  /// Only the owner can read the files of a conversation.
  @Test func filesArePrivate() throws {
    let sandbox = try Sandbox()
    _ = try ask(sandbox, ["--no-search", "hello"])
    var status = stat()
    let path = try #require(sandbox.conversations.first)
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    #expect(stat(sandbox.home + "/.local/state/sva/conversations", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o700)
  }

  @Test func twoRunsAtOnceBothSurvive() throws {
    let sandbox = try Sandbox { $0.latency = 30 }
    _ = try ask(sandbox, ["--no-search", "hello"])
    let runs = try (0..<6).map { number in
      try sandbox.start(["ask", "-q", "-c", "--no-search", "-m", Self.model, "question \(number)"])
    }
    for run in runs { #expect(run.wait() == 0, "\(run.stderr)") }
    #expect(sandbox.conversations.count == 1)
    let questions = try turns(sandbox).compactMap { $0["messages"]?[0]?["content"]?[0]?["text"]?.string }
    #expect(questions.sorted() == ["hello"] + (0..<6).map { "question \($0)" })
  }

  /// After kill -9 at a hundred moments the file is intact, stored turns stay, and the next run continues.
  @Test func killedAtAnyMoment() throws {
    let sandbox = try Sandbox {
      $0.latency = 20
      $0.keepsLog = false
    }
    _ = try ask(sandbox, ["--no-search", "hello"])
    let path = try #require(sandbox.conversations.first)
    var before = Sandbox.bytes(path)
    var moments = SystemRandomNumberGenerator()
    var (survived, killed) = (0, 0)
    // A few runs at a time; each round is compared with the one before.
    for round in 0..<25 {
      let runs = try (0..<4).map { number in
        try sandbox.start(["ask", "-q", "-c", "--no-search", "-m", Self.model, "round \(round) run \(number)"])
      }
      let order = runs.map { ($0, UInt32.random(in: 0...150_000, using: &moments)) }.sorted { $0.1 < $1.1 }
      var waited: UInt32 = 0
      for (run, moment) in order {
        usleep(moment - waited)
        waited = moment
        run.send(SIGKILL)
      }
      for run in runs {
        let status = run.wait()
        #expect(status == 0 || status == 137)
        if status == 0 { survived += 1 } else { killed += 1 }
      }
      let after = Sandbox.bytes(path)
      #expect(wholeLines(after).starts(with: wholeLines(before)), "a turn that was kept is gone")
      before = after
    }
    #expect(killed > 0)
    #expect(sandbox.conversations.count == 1)
    // Every run that reported success is in the file.
    let last = try ask(sandbox, ["-c", "--no-search", "hello again"])
    #expect(last["status"] == "success")
    let kept = try turns(sandbox)
    #expect(kept.count >= survived + 2)
    #expect(kept.last?["messages"]?[0]?["content"]?[0]?["text"] == "hello again")
    let names = kept.dropFirst().dropLast().compactMap { $0["messages"]?[0]?["content"]?[0]?["text"]?.string }
    #expect(Set(names).count == names.count)
  }

  /// The next run removes an incomplete line and skips a line that cannot be read.
  @Test func damagedFile() throws {
    let sandbox = try Sandbox()
    _ = try ask(sandbox, ["--no-search", "hello"])
    let path = try #require(sandbox.conversations.first)
    let file = open(path, O_WRONLY | O_APPEND)
    let rest = Array("{\"v\":1,\"nonsense\":true}\n{\"v\":1,\"at\":\"2026-01-01T00:00:00Z\",\"mess".utf8)
    _ = write(file, rest, rest.count)
    close(file)
    _ = try ask(sandbox, ["-c", "--no-search", "hello again"])
    let lines = wholeLines(Sandbox.bytes(path))
    #expect(lines.count == 3)
    #expect(JSON(parsing: Array(lines[2]))?["messages"]?[0]?["content"]?[0]?["text"] == "hello again")
    let sent = sandbox.emulator.requests("ConverseStream").last?.json?["messages"]?.array
    #expect(sent?.count == 3)
  }

  /// The turns in the only file: every line must be one.
  private func turns(_ sandbox: Sandbox) throws -> [JSON] {
    let bytes = Sandbox.bytes(try #require(sandbox.conversations.first))
    #expect(bytes.last == UInt8(ascii: "\n"))
    return try wholeLines(bytes).map { line in try #require(JSON(parsing: Array(line))) }
  }

  /// The lines up to the last newline.
  private func wholeLines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
    return bytes[..<end].split(separator: UInt8(ascii: "\n"))
  }
}
