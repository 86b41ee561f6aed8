internal import Synchronization

/// A handler's decision about a request.
enum Outcome: Sendable {
  case reply(Reply, ReplyWriter.Spoil)
  case reset
  case silent
}

/// A small HTTP/1.1 server on loopback: a thread for each connection, which is plenty for a few hundred.
final class Server: Sendable {
  typealias Handler = @Sendable (HTTPRequest) -> (Outcome, date: String)

  let port: Int
  /// The milliseconds that a packet takes to the client and back: the opening of a connection costs one round trip,
  /// a request and its answer half of one each.
  private let roundTrip: @Sendable () -> Int
  private let listener: Socket
  private let handler: Handler
  private struct Open {
    var sockets: Set<Socket> = []
    var count = 0
    var stopped = false
  }
  private let open = Mutex(Open())

  init(port: Int, roundTrip: @escaping @Sendable () -> Int = { 0 }, handler: @escaping Handler) throws {
    self.roundTrip = roundTrip
    (listener, self.port) = try Socket.listen(port: port)
    self.handler = handler
  }

  /// How many connections were opened.
  var connectionCount: Int { open.withLock { $0.count } }

  /// Begins to accept connections.
  func start() {
    Platform.thread { [self] in
      while let socket = listener.accept() {
        let number: Int? = open.withLock { open in
          guard !open.stopped else { return nil }
          open.sockets.insert(socket)
          open.count += 1
          return open.count
        }
        guard let number else {
          socket.end()
          break
        }
        Platform.thread { [self] in serve(socket, number) }
      }
      listener.end()
    }
  }

  /// Stops accepting and ends every connection.
  func stop() {
    open.withLock { open in
      guard !open.stopped else { return }
      open.stopped = true
      listener.wake()
      for socket in open.sockets { socket.wake() }
    }
  }

  private func serve(_ socket: Socket, _ number: Int) {
    Platform.sleep(milliseconds: roundTrip())
    var reader = RequestReader(socket, connection: number)
    var fate = ReplyWriter.Fate.keep
    while fate == .keep {
      do throws(RequestReader.End) {
        let request = try reader.next()
        fate = answer(request, on: socket, reader)
        if request.isDuplex {
          // What the client still sends is read, so that it gets the answer instead of a reset.
          if fate == .reset { break }
          socket.finish()
          socket.limitReceiving(milliseconds: 5_000)
          socket.drain()
          fate = .close
        }
      } catch {
        fate = .close
        guard case .malformed(let status, let text) = error else { break }
        let writer = ReplyWriter(socket: socket, date: "", spoil: .init())
        _ = writer.write(.text(text, status: status), keepAlive: false, headOnly: false)
      }
    }
    if fate == .reset {
      socket.armReset()
    } else {
      socket.finish()
    }
    open.withLock { open in
      open.sockets.remove(socket)
      socket.end()
    }
  }

  private func answer(_ request: HTTPRequest, on socket: Socket, _ reader: RequestReader) -> ReplyWriter.Fate {
    let way = roundTrip() / 2
    Platform.sleep(milliseconds: way)
    let (outcome, date) = handler(request)
    Platform.sleep(milliseconds: way)
    switch outcome {
    case .reset: return .reset
    case .silent:
      socket.drain()
      return .close
    case .reply(let reply, let spoil):
      let keepAlive = request.header("connection")?.lowercased() != "close" && !request.isDuplex
      let writer = ReplyWriter(socket: socket, date: date, spoil: spoil)
      return writer.write(reply, keepAlive: keepAlive, headOnly: request.method == "HEAD", from: reader)
    }
  }
}
