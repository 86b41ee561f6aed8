#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Synchronization

/// Signal handling. Ctrl-C ends the program by the signal itself, so that the calling shell sees an interrupt (status 130)
/// and stops its loop too. A progress line is erased first. While a recording is read from a pipe, the first one ends the
/// recording instead.
package enum Interrupt {
  fileprivate static let drawn = Atomic<Bool>(false)

  /// Sets whether a progress line is on the terminal.
  package static func progressIsDrawn(_ isDrawn: Bool) { drawn.store(isDrawn, ordering: .relaxed) }

  /// The descriptor that gets a byte at the next Ctrl-C, which then does not end the program; -1 for none.
  fileprivate static let receiver = Atomic<Int32>(-1)

  /// The time after which the receiver gets nothing any more, by `uptime`; the largest value for none.
  fileprivate static let deadline = Atomic<Int>(.max)

  /// Makes the next Ctrl-C write a byte to `descriptor` instead of ending the program; nil ends that.
  static func firstWrites(to descriptor: Int32?) {
    deadline.store(.max, ordering: .sequentiallyConsistent)
    receiver.store(descriptor ?? -1, ordering: .sequentiallyConsistent)
  }

  /// Ends what `firstWrites` began after some time.
  static func writesOnly(for time: Duration) {
    let nanoseconds = time.components.seconds * 1_000_000_000 + time.components.attoseconds / 1_000_000_000
    deadline.store(uptime() + Int(nanoseconds), ordering: .sequentiallyConsistent)
  }

  /// Nanoseconds of a clock that is never set. A signal handler may call it.
  fileprivate static func uptime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }

  /// Installs the handlers. SIGPIPE and SIGXFSZ are ignored, so that write(2) returns an error for a closed pipe and for
  /// a file at its size limit; Ctrl-C ends the program.
  package static func install() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // Initialises the variable before the handler can read it.
    progressIsDrawn(false)
    firstWrites(to: nil)
    var former = sigaction()
    // If SIGINT was ignored at the start (`nohup`, background jobs of some shells), it stays ignored.
    guard sigaction(SIGINT, nil, &former) == 0,
      Platform.handler(former) != unsafeBitCast(SIG_IGN, to: Int.self)
    else { return }
    signal(SIGINT) { number in
      let receiver = Interrupt.receiver.exchange(-1, ordering: .sequentiallyConsistent)
      if receiver >= 0, Interrupt.uptime() < Interrupt.deadline.load(ordering: .sequentiallyConsistent) {
        let former = errno
        var byte: UInt8 = 1
        _ = write(receiver, &byte, 1)
        errno = former
        return
      }
      if Interrupt.drawn.load(ordering: .relaxed) {
        let eraseLine: StaticString = "\r\u{1B}[2K"
        _ = write(2, eraseLine.utf8Start, eraseLine.utf8CodeUnitCount)
      }
      signal(number, SIG_DFL)
      raise(number)
    }
  }
}
