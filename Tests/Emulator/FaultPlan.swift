/// The faults of one request, and their effect on its response.
struct FaultPlan {
  private let exchange: Exchange
  private let kinds: [Fault.Kind]

  init(_ exchange: Exchange) {
    self.exchange = exchange
    let route = exchange.route
    let text =
      "\(exchange.request.method) \(exchange.request.target) \(route.service.rawValue):\(route.operation)"
    let faults = exchange.scenario.faults
    guard !faults.isEmpty else {
      kinds = []
      return
    }
    let matching = faults.indices.filter { faults[$0].matching.isEmpty || text.contains(faults[$0].matching) }
    let counts: [Int] = exchange.memory.with { values in
      matching.map { index in
        values.faultMatches[index, default: 0] += 1
        return values.faultMatches[index, default: 0]
      }
    }
    kinds = zip(matching, counts).compactMap { index, count in
      let fault = faults[index]
      guard count > fault.after, fault.times.map({ count <= fault.after + $0 }) ?? true else { return nil }
      return fault.kind
    }
  }

  /// The response, or what the faults change it to.
  func carryOut(_ answer: () -> Reply) -> Outcome {
    var spoil = ReplyWriter.Spoil()
    spoil.headDelay = exchange.scenario.latency + exchange.ownLatency
    var replaced: Reply?
    var changes: [Fault.Kind] = []
    for kind in kinds {
      switch kind {
      case .delay(let milliseconds): spoil.headDelay += milliseconds
      case .delayPieces(let milliseconds): spoil.pieceDelay += milliseconds
      case .drip(let milliseconds): spoil.byteDelay = milliseconds
      case .cut(let bytes): spoil.cutAt = bytes
      case .resetAfter(let bytes): spoil.resetAt = bytes
      case .flip(let offset): spoil.flips.append(offset)
      case .reset: return .reset
      case .silent: return .silent
      case .exception, .errorFrame, .noMessageStop, .noMetadata, .contentType: changes.append(kind)
      case .endAfter, .noFinals: continue
      default: replaced = replaced ?? replacement(kind)
      }
    }
    var reply = replaced ?? answer()
    for change in changes { reply = StreamFaults.apply(change, to: reply) }
    return .reply(reply, spoil)
  }

  private func replacement(_ kind: Fault.Kind) -> Reply? {
    switch kind {
    case .throttle(let retryAfter):
      let reply = throttled()
      return retryAfter.map { reply.adding("Retry-After", $0) } ?? reply
    case .answer(let status, let type, let headers, let body, .max):
      return Reply(status, type: type, headers: headers, body: .bytes(body))
    case .answer(let status, let type, let headers, let body, let piece):
      let size = max(1, piece)
      return Reply(
        status, type: type, headers: headers,
        body: .pieces((body.count + size - 1) / size) { Array(body[($0 * size)..<min(body.count, ($0 + 1) * size)]) })
    case .error(let status, let code, let message):
      return ServiceError(status, code, message).reply(exchange)
    case .html(let status):
      let page = "<html>\r\n<head><title>\(status) \(Reply.phrase(status))</title></head>\r\n<body>\r\n"
      return .text(
        page + "<center><h1>\(status) \(Reply.phrase(status))</h1></center>\r\n<hr><center>nginx</center>\r\n"
          + "</body>\r\n</html>\r\n", status: status, type: "text/html")
    case .redirect(let status, let location): return Reply(status, headers: [("Location", location)])
    case .huge(let megabytes):
      let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
      let opening = Array("{\"stories\":[],\"padding\":\"".utf8)
      let closing = Array("\"}".utf8)
      return Reply(
        200, type: "application/json",
        body: .pieces(megabytes + 2) { $0 == 0 ? opening : $0 == megabytes + 1 ? closing : piece })
    case .nested(let depth):
      let body =
        Array("{\"stories\":".utf8) + [UInt8](repeating: UInt8(ascii: "["), count: depth)
        + [UInt8](repeating: UInt8(ascii: "]"), count: depth) + Array("}".utf8)
      return Reply(200, type: "application/json", body: .bytes(body))
    default: return nil
    }
  }

  private func throttled() -> Reply {
    switch exchange.route.service {
    case .management:
      .json(["error": "Rate limit of 3 request per second has been reached. Retry later."], status: 429)
    case .delivery:
      .json(["error": "Rate limit of 50 request per second has been reached. Retry later."], status: 429)
    case .sts: ServiceError(400, "Throttling", "Rate exceeded").reply(exchange)
    case .polly: ServiceError(400, "ThrottlingException", "Rate exceeded").reply(exchange)
    case .sso: ServiceError(429, "TooManyRequestsException", "Rate exceeded").reply(exchange)
    default:
      ServiceError(429, "ThrottlingException", "Too many requests, please wait before trying again.")
        .reply(exchange)
    }
  }
}
