#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Synchronization

/// Signals. The first Ctrl-C ends the program at once, by the signal itself, so that the shell that started it sees
/// an interrupt (status 130) and stops its loop too; a progress line is erased before.
package enum Interrupt {
  fileprivate static let drawn = Atomic<Bool>(false)

  /// Says whether there is a progress line to erase.
  package static func progressIsDrawn(_ isDrawn: Bool) { drawn.store(isDrawn, ordering: .relaxed) }

  /// Takes the signals over: a closed pipe becomes an error of write(2), Ctrl-C ends the program.
  package static func install() {
    signal(SIGPIPE, SIG_IGN)
    // Touched here so that the handler never meets a variable that is still to be made.
    progressIsDrawn(false)
    var former = sigaction()
    // `nohup` and shells that start us in the background have interrupts ignored: that stays so.
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
