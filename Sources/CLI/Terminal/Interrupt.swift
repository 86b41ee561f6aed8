#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Synchronization

/// Signals. The first Ctrl-C ends the program at once, by the signal itself, so that the shell that started it sees
/// an interrupt (status 130) and stops its loop too; only a progress line is taken away before.
enum Interrupt {
  fileprivate static let drawn = Atomic<Bool>(false)

  /// Whether there is a progress line to take away.
  static func progressIsDrawn(_ isDrawn: Bool) { drawn.store(isDrawn, ordering: .relaxed) }

  /// Takes the signals over: a closed pipe becomes an error of write(2), Ctrl-C ends the program.
  static func install() {
    signal(SIGPIPE, SIG_IGN)
    // Touched here so that the handler never meets a variable that is still to be made.
    progressIsDrawn(false)
    var former = sigaction()
    // `nohup` and shells that start us in the background have interrupts ignored: that stays so.
    guard sigaction(SIGINT, nil, &former) == 0, !isIgnored(former) else { return }
    signal(SIGINT) { number in
      if Interrupt.drawn.load(ordering: .relaxed) {
        let eraseLine: StaticString = "\r\u{1B}[2K"
        _ = write(2, eraseLine.utf8Start, eraseLine.utf8CodeUnitCount)
      }
      signal(number, SIG_DFL)
      raise(number)
    }
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    #if os(Linux)
      let handler = action.__sigaction_handler.sa_handler
    #else
      let handler = action.__sigaction_u.__sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
