import Core
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import CLI

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// SIGPIPE must be ignored here, as in the program, so that write(2) returns an error.
private let ignoresBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

@Suite struct OutputTests {
  @Test func output_aReaderThatLeftEndsTheRunQuietly() async throws {
    _ = ignoresBrokenPipes
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    close(ends[0])
    defer { close(ends[1]) }
    let ran = try await sva(["help"], output: .descriptor(ends[1]))
    #expect(ran.status == 141)
    #expect(ran.error.isEmpty)
    let inJSON = try await sva(["--json", "bogus"], output: .descriptor(ends[1]))
    #expect(inJSON.status == 141)
    #expect(inJSON.error.isEmpty)
  }

  @Test func output_aStreamThatWasNeverOpenIsClosedToo() async throws {
    let ran = try await sva(["--version"], output: .descriptor(-1))
    #expect(ran.status == 141 && ran.error.isEmpty)
  }

  @Test(.enabled(if: access("/dev/full", W_OK) == 0, "this system has no /dev/full"))
  func output_aFullDiskIsAFailure() async throws {
    let file = open("/dev/full", O_WRONLY)
    try #require(file >= 0)
    defer { close(file) }
    for words in [["--version"], ["help"], ["completions", "bash"]] {
      let ran = try await sva(words, output: .descriptor(file))
      #expect(ran.status == 1)
      #expect(ran.error.hasPrefix("sva: cannot write the result: No space left on device\n  hint: "))
    }
    let inJSON = try await sva(["--json", "bogus"], output: .descriptor(file))
    #expect(inJSON.status == 1)
    #expect(inJSON.error.hasPrefix("sva: cannot write the result: "))
  }

  @Test func output_textIsGatheredUntilItIsFlushed() throws {
    let memory = Memory()
    let taken = Mutex(0)
    let output = Output(sink: memory.sink, colours: false, cleans: true) { taken.withLock { $0 += 1 } }
    try output.write("a\u{1B}")
    try output.write("b", .bold)
    #expect(memory.text.isEmpty)
    try output.flush()
    try output.flush()
    #expect(memory.text == "a^[b")
    #expect(taken.withLock { $0 } == 1)
    try output.write(String(repeating: "x", count: 40_000))
    #expect(memory.text.utf8.count == 40_004)
  }

  @Test func output_bytesAreLeftAlone() throws {
    let memory = Memory()
    let output = Output(sink: memory.sink, colours: true, cleans: true)
    var document = JSONWriter()
    document.object { $0.member("a", "\u{1B}") }
    try output.write(document: document)
    try output.flush()
    #expect(memory.text == "{\"a\":\"\\u001b\"}\n")
  }
}

@Suite struct InputTests {
  @Test func input_readsToTheEnd() throws {
    let pieces = Mutex([Array("ab".utf8), Array("cü".utf8), []])
    let input = Input { _ in pieces.withLock { $0.removeFirst() } }
    #expect(try input.text() == "abcü")
  }

  @Test func input_refusesWhatIsNoText() {
    let pieces = Mutex<[[UInt8]]>([[0xFF, 0xFE], []])
    let input = Input { _ in pieces.withLock { $0.removeFirst() } }
    #expect(
      throws: Parser.usage(
        "standard input is not UTF-8 text", hint: "convert it first, for example with iconv -t UTF-8")
    ) {
      try input.text()
    }
    #expect(throws: Failure.self) { try Input { _ in nil }.text() }
    #expect(throws: Failure.self) { try Input { [UInt8](repeating: 0x61, count: $0) }.text() }
  }

  @Test func input_readsADescriptor() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let sent = Sink.descriptor(ends[1]).write(Array("hello".utf8))
    #expect(sent == .written)
    close(ends[1])
    #expect(try Input.descriptor(ends[0]).text() == "hello")
    close(ends[0])
    #expect(throws: Failure.self) { try Input.descriptor(-1).text() }
  }
}

@Suite struct StderrLogTests {
  private func log(_ memory: Memory, columns: Int? = nil, clock: WallClock = .system) -> StderrLog {
    let current: (@Sendable () -> Int)? = if let columns { { columns } } else { nil }
    return StderrLog(
      sink: memory.sink, colours: false, progressColumns: current, clock: clock, secrets: KnownSecrets())
  }

  @Test func stderrLog_eventsBecomeLines() {
    let memory = Memory()
    let log = log(memory).log(level: .debug)
    log.warn("careful\nnow")
    log.notice("using x for \u{1B}y")
    log.note("reading .env")
    log.trace("> POST /\n> Host: h")
    #expect(
      memory.text
        == "sva: warning: careful now\nsva: using x for ^[y\nsva: reading .env\n> POST /\n> Host: h\n")
  }

  @Test(arguments: [(Log.Level.quiet, 0), (.normal, 2), (.verbose, 3), (.debug, 4)])
  func stderrLog_theLevelDecides(level: Log.Level, lines: Int) {
    let memory = Memory()
    let log = log(memory).log(level: level)
    log.warn("w")
    log.notice("n")
    log.note("v")
    log.trace("t")
    #expect(memory.text.split(separator: "\n").count == lines)
    // What changes the meaning of the result is always reported.
    log.warn("cut", changesResult: true)
    #expect(memory.text.hasSuffix("sva: warning: cut\n"))
  }

  /// In a window that became narrower the terminal shows the line in several rows. All are erased.
  @Test(arguments: [(80, "\r\u{1B}[2K"), (20, "\r\u{1B}[1A\u{1B}[J"), (8, "\r\u{1B}[3A\u{1B}[J")])
  func stderrLog_erasesTheLineOfAWiderWindow(columns: Int, erasing: String) async throws {
    let memory = Memory()
    let width = Mutex(80)
    let log = StderrLog(
      sink: memory.sink, colours: false, progressColumns: { width.withLock { $0 } }, clock: TestClock().wallClock,
      secrets: KnownSecrets())
    log.receive(.progress("asking the model about boots"))
    try await until { !memory.text.isEmpty }
    width.withLock { $0 = columns }
    log.receive(.progress(nil))
    #expect(memory.text == "\r\u{1B}[2Kasking the model about boots" + erasing)
  }

  @Test func stderrLog_aLongWaitShowsAndLeavesNothing() async throws {
    let memory = Memory()
    let log = log(memory, columns: 20, clock: TestClock().wallClock)
    log.receive(.progress("asking the model about everything"))
    try await until { !memory.text.isEmpty }
    #expect(memory.text == "\r\u{1B}[2Kasking the model a…")
    log.receive(.notice("n"))
    let line = "\r\u{1B}[2Kasking the model a…"
    #expect(memory.text == line + "\r\u{1B}[2Ksva: n\n" + line)
    log.receive(.progress(nil))
    log.receive(.notice("m"))
    #expect(memory.text == line + "\r\u{1B}[2Ksva: n\n" + line + "\r\u{1B}[2Ksva: m\n")
  }

  @Test func stderrLog_aShortWaitShowsNothing() async throws {
    let memory = Memory()
    let asked = Mutex<Duration?>(nil)
    let isOver = Mutex(false)
    let clock = WallClock(
      now: { Date() },
      sleep: { duration in
        asked.withLock { $0 = duration }
        while !isOver.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(1)) }
      })
    let log = log(memory, columns: 80, clock: clock)
    log.receive(.progress("asking"))
    log.receive(.progress(nil))
    isOver.withLock { $0 = true }
    try await until { asked.withLock { $0 } != nil }
    try await Task.sleep(for: .milliseconds(80))
    #expect(memory.text.isEmpty)
    #expect(asked.withLock { $0 } == .milliseconds(250))
  }

  @Test func stderrLog_anAnswerEndsTheWait() async throws {
    let memory = Memory()
    let isOver = Mutex(false)
    let clock = WallClock(
      now: { Date() },
      sleep: { _ in while !isOver.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(1)) } })
    let log = log(memory, columns: 80, clock: clock)
    log.receive(.progress("asking"))
    log.clearProgress()
    isOver.withLock { $0 = true }
    try await Task.sleep(for: .milliseconds(80))
    #expect(memory.text.isEmpty)
    log.receive(.progress("asking again"))
    try await until { !memory.text.isEmpty }
    log.clearProgress()
    #expect(memory.text == "\r\u{1B}[2Kasking again\r\u{1B}[2K")
  }

  @Test func stderrLog_withoutATerminalThereIsNoProgress() async throws {
    let memory = Memory()
    let log = log(memory, clock: TestClock().wallClock)
    log.receive(.progress("asking"))
    try await Task.sleep(for: .milliseconds(20))
    #expect(memory.text.isEmpty)
  }

  private func until(_ condition: () -> Bool) async throws {
    for _ in 0..<30_000 where !condition() { try await Task.sleep(for: .milliseconds(10)) }
    try #require(condition())
  }
}
