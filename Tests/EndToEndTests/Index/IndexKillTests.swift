import Emulator
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Updates of the real program that end at any moment, and several at once.
struct IndexKillTests {
  private static let build = ["search", "--update-index", "--embed", "--json", "-q"]
  private static let preview = ["STORYBLOK_TOKEN": StoryblokToken.preview.value]

  /// How many runs are killed; `SVA_TEST_KILLS` asks for more.
  private static let kills = ProcessInfo.processInfo.environment["SVA_TEST_KILLS"].flatMap { Int($0) } ?? 10

  /// What SQLite itself says of the file, and what would be there twice.
  private static let script = """
    import sqlite3, sys
    db = sqlite3.connect(sys.argv[1])
    print(db.execute("pragma integrity_check").fetchone()[0])
    db.execute("insert into words(words) values ('integrity-check')")
    print(db.execute("select count(*) from passage where id not in (select rowid from words)").fetchone()[0])
    print(db.execute("select count(*) from words where rowid not in (select id from passage)").fetchone()[0])
    print(db.execute("select count(*) from passage where story not in (select id from story)").fetchone()[0])
    print(db.execute("select count(slot) - count(distinct slot) from passage").fetchone()[0])
    """

  private func verdict(_ sandbox: Sandbox) throws -> String? {
    let file = sandbox.home + "/.local/state/sva/index/1023456-published-delivery.db"
    guard Sandbox.exists("/usr/bin/python3") else { return nil }
    let run = try Program.run(
      "/usr/bin/python3", ["-c", Self.script, file], environment: ["PATH": "/usr/bin:/bin"], folder: sandbox.work)
    return run.stdout + run.stderr
  }

  /// Kill -9 at random moments: the file is never damaged, and one more update makes it whole: nothing lost, nothing
  /// twice.
  @Test func updateIndex_survivesKills() throws {
    let sandbox = try Sandbox { $0.latency = 3 }
    var random = SeededRandom(seed: UInt64(Self.kills))
    var killed = 0
    for round in 0..<Self.kills {
      let program = try sandbox.start(Self.build, with: Self.preview)
      usleep(UInt32(20_000 + random.below(600_000)))
      program.send(SIGKILL)
      let status = program.wait()
      killed += status == 137 ? 1 : 0
      #expect(status == 137 || status == 0, "round \(round)")
      if Sandbox.exists(sandbox.home + "/.local/state/sva/index/1023456-published-delivery.db"),
        let verdict = try verdict(sandbox)
      {
        // A file that was not finished has no tables yet.
        #expect(verdict == "ok\n0\n0\n0\n0\n" || verdict.contains("no such table: words"), "\(verdict)")
      }
      // Something changes now and then.
      if round % 3 == 2 { sandbox.emulator.update { $0.storyblok.space.version += 1 } }
    }
    #expect(killed > 0)
    let last = try sandbox.sva(Self.build, with: Self.preview)
    #expect(last.status == 0, "\(last.stderr)")
    let fresh = try Sandbox().sva(Self.build, with: Self.preview)
    for member in ["stories", "passages", "model", "dimensions"] {
      #expect(last.document?["index"]?[member] == fresh.document?["index"]?[member], "\(member)")
    }
    if let verdict = try verdict(sandbox) { #expect(verdict == "ok\n0\n0\n0\n0\n") }
    sandbox.emulator.clearRequests()
    let again = try sandbox.sva(Self.build, with: Self.preview)
    #expect(again.document?["index"]?["changed"] == 0 && again.document?["index"]?["cost_usd"] == 0)
    #expect(sandbox.emulator.requests("InvokeModel").isEmpty)
  }

  /// An update that is killed at random moments loses no change, in both token families: every story that was revised
  /// is found by its new word in the end.
  @Test(arguments: [StoryblokToken.preview, .personal])
  func updateIndex_survivesKillsOfAnUpdate(token: StoryblokToken) throws {
    let sandbox = try Sandbox {
      $0.storyblok.space = .large(240, bytes: 600)
      $0.latency = 20
    }
    let variables = ["STORYBLOK_TOKEN": token.value]
    let words = ["search", "--update-index", "--json", "-q"]
    let first = try sandbox.sva(words, with: variables)
    sandbox.emulator.update { $0.storyblok.space = .large(240, bytes: 600, revised: 200) }
    var random = SeededRandom(seed: 8)
    for _ in 0..<4 {
      let program = try sandbox.start(words, with: variables)
      usleep(UInt32(100_000 + random.below(500_000)))
      program.send(random.below(2) == 0 ? SIGKILL : SIGINT)
      #expect([137, 130, 0].contains(program.wait()))
    }
    let last = try sandbox.sva(words, with: variables)
    #expect(last.status == 0, "\(last.stderr)")
    #expect(last.document?["index"]?["stories"] == first.document?["index"]?["stories"])
    let found = try sandbox.sva(
      ["search", "--offline", "revised", "--starts-with", "archive/", "--all", "--json", "-q"], with: variables)
    #expect(found.document?["total"] == 200, "\(found.stdout.prefix(300))")
    #expect(try sandbox.sva(words, with: variables).document?["index"]?["changed"] == 0)
  }

  private func wait(_ sandbox: Sandbox, for operation: String, _ count: Int) -> Bool {
    for _ in 0..<30_000 {
      if sandbox.emulator.requests(operation).count >= count { return true }
      usleep(10_000)
    }
    return false
  }

  /// Ctrl-C ends the run at once, and the next goes on where it stopped.
  @Test func updateIndex_goesOnAfterCtrlC() throws {
    let sandbox = try Sandbox { $0.latency = 5 }
    let program = try sandbox.start(Self.build, with: Self.preview)
    #expect(wait(sandbox, for: "InvokeModel", 200))
    program.send(SIGINT)
    #expect(program.wait() == 130)
    #expect(program.stdout == "")
    let before = sandbox.emulator.requests("InvokeModel").count
    sandbox.emulator.clearRequests()
    let run = try sandbox.sva(Self.build, with: Self.preview)
    let index = try #require(run.document?["index"])
    #expect(index["changed"] == 0)
    let passages = index["passages"]?.int ?? 0
    // At most one transaction and the requests in flight are lost.
    #expect(sandbox.emulator.requests("InvokeModel").count <= passages - before + 64 + 8)
    #expect(sandbox.emulator.requests("InvokeModel").count >= passages - before)
  }

  /// Two at once: the second says who builds, waits, and does nothing again.
  @Test func updateIndex_twiceAtOnceDoesTheWorkOnce() throws {
    let sandbox = try Sandbox { $0.latency = 5 }
    let first = try sandbox.start(Self.build, with: Self.preview)
    #expect(wait(sandbox, for: "InvokeModel", 20))
    let second = try sandbox.sva(["search", "--update-index", "--embed"], with: Self.preview)
    #expect(second.status == 0)
    #expect(
      second.stderr.firstMatch(of: /^sva: process \d+, [\d,]+ of [\d,]+ \w+.* builds this index: waiting for it\n$/)
        != nil,
      "\(second.stderr)")
    #expect(second.stdout.contains("; 0 changed, 0 removed; "), "\(second.stdout)")
    #expect(first.wait() == 0)
    #expect(sandbox.emulator.requests("InvokeModel").count == 486)
    let ids = sandbox.emulator.requests("cdn.stories.list").filter { $0.parameter("cv") != nil }
    #expect(ids.count == 12)
  }

  /// The pace is found by the answers, and everything is embedded in the end.
  @Test func updateIndex_findsThePace() throws {
    let sandbox = try Sandbox {
      $0.storyblok.space = .varied
      $0.bedrock.embeddingQuota = EmbeddingQuota(4, seconds: 1)
    }
    let run = try sandbox.sva(Self.build, with: Self.preview)
    #expect(run.status == 0, "\(run.stderr)")
    #expect(run.document?["index"]?["model"] == "amazon.titan-embed-text-v2:0")
    #expect(try sandbox.sva(Self.build, with: Self.preview).document?["index"]?["cost_usd"] == 0)
  }
}
