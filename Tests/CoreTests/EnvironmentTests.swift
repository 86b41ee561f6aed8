import Core
import Synchronization
import TestSupport
import Testing

@Suite struct EnvironmentTests {
  @Test(arguments: [
    ("~", "/home/u"), ("~/x", "/home/u/x"), ("/abs", "/abs"), ("rel/x", "/folder/rel/x"),
    ("~other/x", "/folder/~other/x"),
  ])
  func environment_makesPathsAbsolute(path: String, expected: String) {
    #expect(Environment(home: "/home/u", workingDirectory: "/folder").absolutePath(path) == expected)
  }

  @Test func environment_randomUnitIsBelowOne() {
    #expect(Environment(random: { .max }).randomUnit() < 1)
    #expect(Environment(random: { 0 }).randomUnit() == 0)
  }

  @Test(arguments: [
    (Log.Level.quiet, [String]()), (.normal, ["warning", "notice", "progress"]),
    (.verbose, ["warning", "notice", "note", "progress"]),
    (.debug, ["warning", "notice", "note", "trace", "progress"]),
  ])
  func log_composesOnlyMessagesOfItsLevel(level: Log.Level, expected: [String]) {
    let recorder = LogRecorder(level: level)
    let log = recorder.log
    let made = Mutex(0)
    func text() -> Remedy {
      made.withLock { $0 += 1 }
      return "x"
    }
    log.warn(text())
    log.notice(text())
    log.note(text())
    log.trace(text().description)
    log.progress(text().description)
    #expect(recorder.events.map { String("\($0)".prefix { $0 != "(" }) } == expected)
    #expect(made.withLock { $0 } == expected.count)
  }
}
