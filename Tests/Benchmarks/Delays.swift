import Core
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Measures how long a streamed token takes from the write of its frame to the socket until its text is on standard
/// output. This process is both server and reader, so that both times come from one clock.
enum Delays {
  private static let tokens = 60
  private static let pause: UInt32 = 10_000

  /// `sva-bench delays COMMAND… --vs COMMAND…`; `{url}` in a word is replaced by the server's URL.
  static func run(_ words: [String]) -> Int32 {
    guard let divider = words.firstIndex(of: "--vs"), divider > 0, divider + 1 < words.count else {
      print("usage: sva-bench delays COMMAND… --vs COMMAND…")
      return 2
    }
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<5 {
      guard let a = measure(Array(words[..<divider])), let b = measure(Array(words[(divider + 1)...])) else {
        print("a token's way through: a command failed")
        return 1
      }
      ours += a
      theirs += b
    }
    let label = "token on the socket to text on stdout, sva / curl -N".padded
    print(label + "time × \(decimal(median(ours) / median(theirs)))")
    return 0
  }

  /// The delays of one run's tokens; nil if two tokens arrived together.
  private static func measure(_ words: [String]) -> [Double]? {
    guard let server = Listener() else { return nil }
    let sent = Mutex<[ContinuousClock.Instant]>([])
    server.serve { connection in
      let answer = Frames.answer(tokens: tokens)
      for (index, piece) in answer.enumerated() {
        // Only frames with a token are timed. The pause separates each token from the next.
        if Frames.holdsToken(index, of: answer.count) { sent.withLock { $0.append(.now) } }
        send(connection, piece, piece.count, Int32(MSG_NOSIGNAL))
        usleep(pause)
      }
    }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let arguments = words.map { strdup($0.replacing("{url}", with: server.url)) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    guard posix_spawnp(&child, words[0], &actions, nil, arguments, environ) == 0 else { return nil }
    close(ends[1])
    var arrived: [ContinuousClock.Instant] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(ends[0], &buffer, buffer.count)
      guard count > 0 else { break }
      // A token ends with its mark, in the frame's JSON and in the text.
      if buffer[..<count].contains(UInt8(ascii: "~")) { arrived.append(.now) }
    }
    close(ends[0])
    var status: Int32 = 0
    waitpid(child, &status, 0)
    let left = sent.withLock { $0 }
    guard status == 0, left.count == tokens, arrived.count == tokens else { return nil }
    return zip(arrived, left).map { ($0 - $1) / .seconds(1) }
  }
}

extension String {
  /// Padded to the column of the numbers.
  var padded: String { self + String(repeating: " ", count: max(1, 56 - count)) }
}

/// A port on loopback that serves one connection.
private struct Listener {
  private let socket: Int32
  let url: String

  init?() {
    guard let (socket, url) = LoopbackSocket.listen(backlog: 1) else { return nil }
    self.socket = socket
    self.url = url
  }

  /// Reads a request on a new thread, responds with `body` and closes the connection.
  func serve(_ body: @escaping @Sendable (Int32) -> Void) {
    let socket = socket
    _ = SystemThread.start {
      let connection = accept(socket, nil, nil)
      var on: Int32 = 1
      setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
      var head: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      // The request's last byte is the end of its JSON object.
      while head.last != UInt8(ascii: "}") {
        let count = recv(connection, &buffer, buffer.count, 0)
        guard count > 0 else { break }
        head += buffer[..<count]
      }
      body(connection)
      shutdown(connection, Int32(SHUT_WR))
      while recv(connection, &buffer, buffer.count, 0) > 0 {}
      close(connection)
      close(socket)
    }
  }
}
