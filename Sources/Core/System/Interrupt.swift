#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Synchronization

/// Signal handling. The first Ctrl-C ends the program by the signal itself, so that the calling shell sees an interrupt
/// (status 130) and stops its loop too. A progress line is erased first.
package enum Interrupt {
  fileprivate static let drawn = Atomic<Bool>(false)

  /// Sets whether a progress line is on the terminal.
  package static func progressIsDrawn(_ isDrawn: Bool) { drawn.store(isDrawn, ordering: .relaxed) }

  /// Installs the handlers. SIGPIPE and SIGXFSZ are ignored, so that write(2) returns an error for a closed pipe and for
  /// a file at its size limit; Ctrl-C ends the program.
  package static func install() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // Initialises the variable before the handler can read it.
    progressIsDrawn(false)
    var former = sigaction()
    // If SIGINT was ignored at the start (`nohup`, background jobs of some shells), it stays ignored.
    guard sigaction(SIGINT, nil, &former) == 0,
      Platform.handler(former) != unsafeBitCast(SIG_IGN, to: Int.self)
    else { return }
    signal(SIGINT) { number in
      if Interrupt.drawn.load(ordering: .relaxed) {
        let eraseLine: StaticString = "\r\u{1B}[2K"
        _ = write(2, eraseLine.utf8Start, eraseLine.utf8CodeUnitCount)
      }
      signal(number, SIG_DFL)
      raise(number)
    }
  }
}
