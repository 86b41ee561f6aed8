import Core
import Synchronization

/// Standard error: warnings, notices, notes, traces, and one progress line.
final class StderrLog: Sendable {
  private struct State {
    var wait: String?
    var waits = 0
    /// The columns of the line that is drawn; nil if none is.
    var drawn: Int?
    var isHeld = false
  }

  /// Whether styles are written.
  let colours: Bool
  private let sink: Sink
  private let clock: WallClock
  private let secrets: KnownSecrets
  /// The name of the command that runs.
  private let command: String?
  /// The width for the progress line at the time of the call; nil without a terminal that can erase it.
  private let columns: (@Sendable () -> Int)?
  private let state = Mutex(State())
  /// A shorter wait shows no progress line, which would only flicker.
  private static let progressDelay = Duration.milliseconds(250)
  private static let eraseLine = "\r\u{1B}[2K"

  /// A log to `sink`, with a progress line of at most `columns` if given.
  init(
    sink: Sink, colours: Bool, progressColumns columns: (@Sendable () -> Int)?, clock: WallClock,
    secrets: KnownSecrets, command: String? = nil
  ) {
    self.command = command
    self.sink = sink
    self.colours = colours
    self.columns = columns
    self.clock = clock
    self.secrets = secrets
  }

  /// A log of the given level, for the other modules.
  func log(level: Log.Level) -> Log { Log(level: level) { [self] in receive($0) } }

  /// Writes an event as lines above the progress line.
  func receive(_ event: Log.Event) {
    switch event {
    case .warning(let text):
      write(StyledText("sva: ") + StyledText("warning: ", .yellow) + StyledText(words(text)) + "\n")
    case .notice(let text): write(StyledText("sva: " + words(text) + "\n"))
    case .note(let text): write(StyledText("sva: " + words(text) + "\n", .dim))
    case .trace(let text): write(StyledText(text.hasSuffix("\n") ? text : text + "\n", .dim))
    case .progress(let text): wait(for: text)
    }
  }

  /// The text of a message in one line, with the names of options that the command has.
  private func words(_ text: Remedy) -> String {
    let spec = command.flatMap { CommandTable.command($0)?.spec }
    return OneLine.joined((spec.map { text.naming(for: $0) } ?? text).text)
  }

  /// Writes lines above the progress line. The text is always sanitized, because log files are read on terminals too,
  /// and without the secrets of the run.
  func write(_ text: StyledText) {
    let text = text.mapTexts(secrets.scrub)
    state.withLock { state in
      let wasDrawn = state.drawn != nil
      erase(&state)
      emit(text.render(colours: colours, cleans: true))
      if wasDrawn { draw(&state) }
    }
  }

  /// Ends the progress line before other output is written to the same terminal, so that it is not drawn into that
  /// output.
  func clearProgress() {
    state.withLock { state in
      erase(&state)
      state.wait = nil
    }
  }

  /// Sets whether a line of other output is open on the same terminal. The progress line would erase it.
  func holdProgress(_ isHeld: Bool) { state.withLock { $0.isHeld = isHeld } }

  private func wait(for text: String?) {
    guard columns != nil else { return }
    let number = state.withLock { state -> Int? in
      state.wait = text.map { OneLine.joined($0) }
      guard text != nil else {
        erase(&state)
        state.waits += 1
        return nil
      }
      if state.drawn != nil {
        draw(&state)
        return nil
      }
      state.waits += 1
      return state.waits
    }
    guard let number else { return }
    Task.detached { [self] in
      guard (try? await clock.sleep(StderrLog.progressDelay)) != nil else { return }
      state.withLock { state in
        if state.waits == number, state.wait != nil { draw(&state) }
      }
    }
  }

  private func draw(_ state: inout State) {
    guard let text = state.wait, let columns, !state.isHeld else { return }
    erase(&state)
    let line = DisplayWidth.fit(Sanitizer.clean(secrets.scrub(text)), max(1, columns() - 1))
    state.drawn = DisplayWidth.of(line)
    // Set before the line is drawn: a Ctrl-C in between must not leave the line, and erasing an empty line is harmless.
    Interrupt.progressIsDrawn(true)
    emit(StderrLog.eraseLine + StyledText(line, .dim).render(colours: colours, cleans: true))
  }

  private func erase(_ state: inout State) {
    guard let drawn = state.drawn else { return }
    // In a window that became narrower the terminal has broken the line into several.
    let rows = max(0, drawn - 1) / max(1, columns?() ?? drawn)
    emit(rows == 0 ? StderrLog.eraseLine : "\r\u{1B}[\(min(rows, 20))A\u{1B}[J")
    state.drawn = nil
    Interrupt.progressIsDrawn(false)
  }

  /// A write error is ignored: there is no other place to report it.
  private func emit(_ text: String) { _ = sink.write(Array(text.utf8)) }
}
