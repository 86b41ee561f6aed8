import Emulator
import HTTP

/// A network that asks an emulator directly, without sockets, so that thousands of searches take seconds.
struct InProcessTransport: Transport {
  let emulator: Emulator

  func send(_ request: Request) async throws(TransportError) -> Response {
    let fields = request.headers.fields.map { (name: $0.name, value: $0.value) }
    guard let answer = emulator.answer(request.method, request.url.target, headers: fields) else {
      throw TransportError(.refused, host: request.url.host)
    }
    var headers = Headers()
    for (name, value) in answer.headers { headers.add(name, value) }
    return Response(status: answer.status, headers: headers, body: answer.body, url: request.url)
  }

  /// Searches do not stream.
  func stream(_ request: Request) async throws(TransportError) -> StreamingResponse {
    throw TransportError(.refused, host: request.url.host)
  }
}
