import Emulator
import Testing

/// Every endpoint with every fault: each run ends by itself, with the documented exit code, one sentence and a hint,
/// and with `--json` in exactly one document.
@Suite struct FaultMatrixTests {
  /// The fault.
  enum FailureMode: String, CaseIterable, Sendable {
    case none, refused, resetAtOnce, resetInBody, silent, slowDrip, fastDrip, cut, damaged, otherType, html, wrongJSON
    case huge, deep, throttled, status500, status503

    /// The emulator's fault; nil if none is needed.
    var kind: Fault.Kind? {
      switch self {
      case .none, .refused: nil
      case .resetAtOnce: .reset
      case .resetInBody: .resetAfter(bytes: 8)
      case .silent: .silent
      case .slowDrip: .drip(milliseconds: 20_000)
      case .fastDrip: .drip(milliseconds: 1)
      case .cut: .cut(bytes: 8)
      // The first byte: `{` becomes `[`, `<` a control character, a frame's length another.
      case .damaged: .flip(at: 0)
      case .otherType: .contentType("text/html")
      case .html: .html(status: 200)
      case .wrongJSON:
        .answer(status: 200, type: "application/json", headers: [], body: Array(#"{"unexpected":[1,{"a":null}]}"#.utf8))
      case .huge: .huge(megabytes: 34)
      case .deep: .nested(depth: 100_000)
      case .throttled: .throttle(retryAfter: nil)
      case .status500: .html(status: 500)
      case .status503: .html(status: 503)
      }
    }
  }

  struct Cell: Sendable, CustomStringConvertible {
    var endpoint: Endpoint
    var mode: FailureMode
    var description: String { "\(endpoint.name) × \(mode.rawValue)" }
    /// Whether the fault causes a timeout. Only then the limit is short: a busy machine must not cause others.
    var runsOut: Bool { [.silent, .slowDrip].contains(mode) }
  }

  /// Bodies small enough to be sent byte by byte quickly.
  private static let small: Set<Endpoint.Family> = [.sts, .converse, .portal, .renewal, .container, .metadata]

  static let cells = Endpoint.all.flatMap { endpoint in
    FailureMode.allCases.filter { $0 != .fastDrip || small.contains(endpoint.family) }
      .map { Cell(endpoint: endpoint, mode: $0) }
  }

  @Test func faultMatrix_everyCellEndsAsDocumented() {
    let faults = Parallel.map(Self.cells, width: 8) { cell -> [String] in
      ["-q", "--json"].compactMap { Self.fault(of: cell, $0) }
    }
    #expect(faults.flatMap { $0 } == [])
  }

  /// A description of a wrong result; nil if it is right.
  static func fault(of cell: Cell, _ format: String) -> String? {
    do {
      var (run, wasAsked) = try run(cell, format)
      let code = cell.expected
      let name = "\(cell) \(format)"
      // JSON shows no links and asks for none.
      let isWanted = cell.mode != .refused && (cell.endpoint.name != "links" || format != "--json")
      // On a busy machine the time may end before the endpoint's turn.
      if !wasAsked, isWanted, cell.runsOut { (run, wasAsked) = try Self.run(cell, format, seconds: "20") }
      guard wasAsked || !isWanted else { return "\(name): was never asked" }
      if code == "ok" {
        guard run.status == 0, !run.out.isEmpty else { return "\(name): \(run.status) \(run.stdout)\(run.stderr)" }
        let isDocument = run.stdout.split(separator: "\n").count == 1 && JSON(parsing: run.out) != nil
        return format != "--json" || isDocument ? nil : "\(name): not one document: \(run.stdout.prefix(300))"
      }
      let error = try format == "--json" ? ErrorOutput(json: run) : ErrorOutput(text: run)
      guard run.status == ErrorOutput.status(of: code), error.code ?? code == code else {
        return "\(name): \(run.status) \(error.code ?? "") instead of \(code): \(error.text)"
      }
      if format == "-q" {
        // With `--quiet` there is only the sentence, the service's words and the hints. `whoami` also reports what it found.
        let lines = run.stderr.split(separator: "\n").count
        let isSilent = run.out.isEmpty || cell.endpoint.arguments[0] == "whoami"
        let expected = 1 + (error.serviceMessage == nil ? 0 : 1) + error.hints.count
        guard lines == expected, isSilent else { return "\(name): \(run.stdout)\(run.stderr)" }
      }
      return nil
    } catch { return "\(cell) \(format): \(error)" }
  }

  /// The run, and whether the endpoint received a request.
  ///
  /// - Parameter seconds: the time limit for faults that cause a timeout.
  static func run(_ cell: Cell, _ format: String, seconds: String = "0.5") throws -> (Run, Bool) {
    let sandbox = try Sandbox { scenario in
      if let kind = cell.mode.kind { scenario.faults = [Fault(kind, on: cell.endpoint.pattern)] }
    }
    try cell.endpoint.prepare(sandbox)
    var variables = cell.endpoint.variables(sandbox)
    variables["AWS_METADATA_SERVICE_TIMEOUT"] = cell.runsOut ? "1" : "120"
    if cell.mode == .refused { variables.merge(cell.endpoint.redirected("http://127.0.0.1:1")) { $1 } }
    let run = try sandbox.sva(
      cell.endpoint.arguments + [format, "--timeout", cell.runsOut ? seconds : "120", "--max-attempts", "1"],
      with: variables, seconds: 240)
    let operation = cell.endpoint.pattern.split(separator: ":").last.map(String.init) ?? ""
    return (run, !sandbox.emulator.requests(operation).isEmpty)
  }
}

extension FaultMatrixTests.Cell {
  /// The expected `code`; `ok` if the command does without the response or understands it.
  var expected: String {
    switch endpoint.family {
    // The command goes on without it, unless the whole service is unreachable.
    case .optional: mode == .refused ? "network" : "ok"
    case .container: common == "ok" ? "ok" : "provider_failed"
    case .metadata: common == "ok" ? "ok" : "no_credentials"
    // A tag is found regardless of the text before it.
    case .sts where mode == .damaged: "ok"
    // An item without id or slug is left out at any depth, with a warning.
    case .storyblok where mode == .deep && !endpoint.readsOne: "ok"
    case .stream where mode == .cut: "bad_response"
    default: common
    }
  }

  private var common: String {
    switch mode {
    case .none, .fastDrip, .otherType: "ok"
    case .refused, .resetAtOnce, .resetInBody, .cut: "network"
    case .silent, .slowDrip: "timeout"
    case .damaged, .wrongJSON, .huge, .deep: "bad_response"
    // A page that is not from the service; a status above 500 may be Storyblok's own gateway.
    case .html: "network"
    case .status500, .status503: endpoint.family == .storyblok ? "service_error" : "network"
    case .throttled: "throttled"
    }
  }
}
