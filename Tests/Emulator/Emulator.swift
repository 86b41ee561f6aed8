internal import Synchronization

/// Why an emulator could not start.
public enum EmulatorError: Error, CustomStringConvertible {
  case cannotListen(port: Int, errno: Int32)

  public var description: String {
    switch self {
    case .cannotListen(let port, let errno): "cannot listen on 127.0.0.1:\(port) (errno \(errno))"
    }
  }
}

/// STS, SSO, the metadata services, Bedrock and Storyblok on one loopback port.
///
/// It is written from the services' documentation and shares no code with the program under test, so a mistake cannot
/// cancel out. Several may run at once; each has its own state.
public final class Emulator: Sendable {
  private struct State {
    var scenario: Scenario
    var requests: [RecordedRequest] = []
    var count = 0
  }

  private let state: Mutex<State>
  private let memory = Memory()
  private let server = Mutex<Server?>(nil)
  /// The port it listens on.
  public let port: Int

  /// Starts an emulator on `port` (0: any free one). It serves until `stop()`, even without a reference to it: a test
  /// may pass on only its URL.
  public static func start(_ scenario: Scenario = Scenario(), port: Int = 0) throws -> Emulator {
    let link = Link()
    let server = try Server(port: port, roundTrip: { link.roundTrip }) { request in link.answer(request) }
    let emulator = Emulator(scenario, server: server)
    link.connect(emulator)
    server.start()
    return emulator
  }

  private init(_ scenario: Scenario, server: Server) {
    state = Mutex(State(scenario: scenario))
    port = server.port
    self.server.withLock { $0 = server }
  }

  /// Runs `body` with an emulator that is stopped afterwards.
  public static func with<Value>(
    _ scenario: Scenario = Scenario(), _ body: (Emulator) throws -> Value
  ) throws -> Value {
    let emulator = try start(scenario)
    defer { emulator.stop() }
    return try body(emulator)
  }

  /// Runs `body` with an emulator that is stopped afterwards.
  public static func with<Value>(
    _ scenario: Scenario = Scenario(), _ body: (Emulator) async throws -> Value
  ) async throws -> Value {
    let emulator = try start(scenario)
    defer { emulator.stop() }
    return try await body(emulator)
  }

  /// `http://127.0.0.1:PORT`, with the scenario's base path.
  public var url: String { "http://127.0.0.1:\(port)" + state.withLock { $0.scenario.basePath } }

  /// Everything that was received, in order of arrival.
  public var requests: [RecordedRequest] { state.withLock { $0.requests } }

  /// How many requests were received, whether or not they were kept.
  public var requestCount: Int { state.withLock { $0.count } }

  /// How many connections were opened.
  public var connectionCount: Int { server.withLock { $0?.connectionCount } ?? 0 }

  /// The requests for one operation, by its API name: `Converse`, `GetCallerIdentity`, `stories.list`.
  public func requests(_ operation: String) -> [RecordedRequest] {
    requests.filter { $0.operation == operation }
  }

  /// The transcriptions that have ended, in the order of their ends.
  public var transcriptions: [ReceivedSound] { memory.with { $0.transcriptions } }

  /// Forgets the requests received so far.
  public func clearRequests() { state.withLock { $0.requests = [] } }

  /// Changes the scenario; requests that arrive from now on see it. Counters of faults and script go on.
  public func update(_ change: (inout Scenario) -> Void) {
    state.withLock { state in change(&state.scenario) }
  }

  /// Replaces the faults, their counters starting anew.
  public func setFaults(_ faults: [Fault]) {
    memory.with { $0.faultMatches = [:] }
    state.withLock { $0.scenario.faults = faults }
  }

  /// Replaces the script, beginning at its first turn.
  public func setScript(_ turns: [Turn]) {
    memory.with { $0.turnsTaken = 0 }
    state.withLock { $0.scenario.script = turns }
  }

  /// The answer to a request that is not sent over a socket; nil if it has no whole body (a stream, a fault). The target
  /// is a path with a query.
  public func answer(
    _ method: String, _ target: String, headers: [(name: String, value: String)] = []
  ) -> (status: Int, headers: [(name: String, value: String)], body: [UInt8])? {
    let request = HTTPRequest(
      method: method, target: target, headers: headers.map { .init(name: $0.name, value: $0.value) }, body: [],
      connection: 0)
    guard case .reply(let reply, _) = answer(request).0, case .bytes(let body) = reply.body else { return nil }
    return (reply.status, reply.headers.map { ($0.name, $0.value) }, body)
  }

  /// Ends every connection and frees the port.
  public func stop() {
    server.withLock { server in
      server?.stop()
      server = nil
    }
  }

  fileprivate var roundTrip: Int { state.withLock { $0.scenario.roundTrip } }

  fileprivate func answer(_ received: HTTPRequest) -> (Outcome, date: String) {
    let scenario = state.withLock { $0.scenario }
    var request = received
    if !scenario.basePath.isEmpty, request.target.hasPrefix(scenario.basePath) {
      request.target = String(request.target.dropFirst(scenario.basePath.count))
    }
    let route = Route(request, scenario)
    let number: Int = state.withLock { state in
      state.count += 1
      if scenario.keepsLog { state.requests.append(RecordedRequest(received, route)) }
      return state.count
    }
    let now = (scenario.now ?? Int(Platform.epoch())) + scenario.clockOffset
    // Signatures are checked over what was sent, base path included.
    request.target = received.target
    let exchange = Exchange(
      request: request, route: route, scenario: scenario, now: now,
      requestID: Text.uuid("\(port)-\(number)"), memory: memory)
    return (FaultPlan(exchange).carryOut { Dispatch.answer(exchange) }, Timestamp.http(now))
  }
}

/// Connects the server to the emulator, which is created with the server's port.
private final class Link: Sendable {
  private let target = Mutex<Emulator?>(nil)

  func connect(_ emulator: Emulator?) { target.withLock { $0 = emulator } }

  var roundTrip: Int { target.withLock { $0 }?.roundTrip ?? 0 }

  func answer(_ request: HTTPRequest) -> (Outcome, date: String) {
    let emulator = target.withLock { $0 }
    return emulator?.answer(request) ?? (.reset, date: "")
  }
}

/// A received request and its classification.
public struct RecordedRequest: Sendable {
  /// The request.
  public let request: HTTPRequest
  /// The service.
  public let service: Service
  /// The operation, by the API's name.
  public let operation: String

  init(_ request: HTTPRequest, _ route: Route) {
    self.request = request
    service = route.service
    operation = route.operation
  }

  public var method: String { request.method }
  public var target: String { request.target }
  public var text: String { request.text }
  public var json: JSON? { request.json }
  public func header(_ name: String) -> String? { request.header(name) }
  public func parameter(_ name: String) -> String? { request.parameter(name) }
  public func field(_ name: String) -> String? { request.field(name) }
}
