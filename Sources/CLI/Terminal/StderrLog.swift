import Core
import Synchronization

/// Standard error: warnings, notices, steps, traces, and one progress line that never mixes with them.
final class StderrLog: Sendable {
  private struct State {
    var wait: String?
    var waits = 0
    var isDrawn = false
  }

  /// Whether styles show.
  let colours: Bool
  private let sink: Sink
  private let clock: WallClock
  /// The width for the progress line; nil where there is no terminal to draw it on.
  private let columns: Int?
  private let state = Mutex(State())
  /// A wait shorter than this passes without a line, which would only flicker.
  private static let patience = Duration.milliseconds(250)
  private static let eraseLine = "\r\u{1B}[2K"

  /// A log to `sink`, with a progress line of at most `columns` where that is given.
  init(sink: Sink, colours: Bool, progressColumns columns: Int?, clock: WallClock) {
    self.sink = sink
    self.colours = colours
    self.columns = columns
    self.clock = clock
  }

  /// The log that the rooms below are given.
  func log(level: Log.Level) -> Log { Log(level: level) { [self] in receive($0) } }

  /// Writes one thing as lines; the progress line makes way and comes back.
  func receive(_ event: Log.Event) {
    switch event {
    case .warning(let text):
      write(StyledText("sva: ") + StyledText("warning: ", .yellow) + StyledText(OneLine.joined(text.text)) + "\n")
    case .notice(let text): write(StyledText("sva: " + OneLine.joined(text.text) + "\n"))
    case .note(let text): write(StyledText("sva: " + OneLine.joined(text.text) + "\n", .dim))
    case .trace(let text): write(StyledText(text.hasSuffix("\n") ? text : text + "\n", .dim))
    case .progress(let text): wait(for: text)
    }
  }

  /// Writes lines above the progress line. What comes from elsewhere is always cleaned here: a log file is looked at
  /// on a terminal sooner or later.
  func write(_ text: StyledText) {
    state.withLock { state in
      let wasDrawn = state.isDrawn
      erase(&state)
      emit(text.render(colours: colours, cleans: true))
      if wasDrawn { draw(&state) }
    }
  }

  /// Ends the wait, because what was waited for is about to be written to the same terminal: a line drawn after it
  /// would stand in the middle of the answer.
  func clearProgress() {
    state.withLock { state in
      erase(&state)
      state.wait = nil
    }
  }

  private func wait(for text: String?) {
    guard columns != nil else { return }
    let number = state.withLock { state -> Int? in
      state.wait = text.map { OneLine.joined($0) }
      guard text != nil else {
        erase(&state)
        state.waits += 1
        return nil
      }
      if state.isDrawn {
        draw(&state)
        return nil
      }
      state.waits += 1
      return state.waits
    }
    guard let number else { return }
    Task.detached { [self] in
      guard (try? await clock.sleep(StderrLog.patience)) != nil else { return }
      state.withLock { state in
        if state.waits == number, state.wait != nil { draw(&state) }
      }
    }
  }

  private func draw(_ state: inout State) {
    guard let text = state.wait, let columns else { return }
    let line = DisplayWidth.fit(Sanitizer.clean(text), max(1, columns - 1))
    state.isDrawn = true
    // Before the line is there: a Ctrl-C in between must not leave it standing, and erasing nothing harms nobody.
    Interrupt.progressIsDrawn(true)
    emit(StderrLog.eraseLine + StyledText(line, .dim).render(colours: colours, cleans: true))
  }

  private func erase(_ state: inout State) {
    guard state.isDrawn else { return }
    emit(StderrLog.eraseLine)
    state.isDrawn = false
    Interrupt.progressIsDrawn(false)
  }

  /// A failure to write to standard error is ignored: there is no other place to report it.
  private func emit(_ text: String) { _ = sink.write(Array(text.utf8)) }
}
