/// Transcribe's streaming service over HTTP/1.1: the sound comes as a chunked body while the answer is sent.
struct Transcribe {
  private let exchange: Exchange
  private var request: HTTPRequest { exchange.request }

  init(_ exchange: Exchange) { self.exchange = exchange }

  func answer() -> Reply {
    do throws(ServiceError) {
      let (identity, region) = try caller()
      if let text = identity.policy.refusal(identity.principal, "transcribe:StartStreamTranscription", on: ["*"]) {
        throw ServiceError(403, "AccessDeniedException", text, capital: true)
      }
      try checkParameters()
      let seed = request.header("authorization").flatMap { $0.split(separator: "=").last }.map(String.init) ?? ""
      let chain = ChunkChain(secret: identity.secret, region: region, service: "transcribe", seed: seed)
      let listener = TranscribeStream(exchange: exchange, chain: chain, language: language, rate: rate)
      var reply = Reply(
        200, type: "application/vnd.amazon.eventstream",
        headers: [
          ("x-amzn-request-id", exchange.requestID), ("x-amzn-transcribe-session-id", exchange.requestID),
          ("x-amzn-transcribe-sample-rate", String(rate)),
        ], body: .duplex { listener.run($0) })
      if let language { reply = reply.adding("x-amzn-transcribe-language-code", language) }
      return reply
    } catch {
      var error = error
      error.capital = true
      return error.reply(exchange)
    }
  }

  private func caller() throws(ServiceError) -> (Identity, String) {
    do throws(SigV4Check.Refusal) {
      return try SigV4Check(exchange: exchange, service: "transcribe").verify()
    } catch { throw BedrockAuthorization.worded(error) }
  }

  private var language: String? { request.header("x-amzn-transcribe-language-code") }
  private var rate: Int { Int(request.header("x-amzn-transcribe-sample-rate") ?? "") ?? 0 }

  private func checkParameters() throws(ServiceError) {
    func bad(_ text: String) -> ServiceError { ServiceError(400, "BadRequestException", text, capital: true) }
    guard request.header("x-amz-content-sha256") == "STREAMING-AWS4-HMAC-SHA256-EVENTS" else {
      throw bad("The payload hash is not that of an event stream.")
    }
    let identifies = request.header("x-amzn-transcribe-identify-language") == "true"
    guard identifies != (language != nil) else {
      throw bad("Specify either a language code or language identification.")
    }
    let options = (request.header("x-amzn-transcribe-language-options") ?? "").split(separator: ",").map(String.init)
    if identifies, options.count < 2 { throw bad("Language identification needs at least two language options.") }
    for code in language.map({ [$0] }) ?? options where !TranscribeWorld.languages.contains(code) {
      throw bad(
        "1 validation error detected: Value '\(code)' at 'languageCode' failed to satisfy constraint: Member must "
          + "satisfy enum value set: [\(TranscribeWorld.languages.sorted().joined(separator: ", "))]")
    }
    guard (8000...48_000).contains(rate) else { throw bad("The sample rate is out of range.") }
    guard ["pcm", "flac", "ogg-opus"].contains(request.header("x-amzn-transcribe-media-encoding") ?? "") else {
      throw bad("The media encoding is not supported.")
    }
    let vocabulary =
      request.header("x-amzn-transcribe-vocabulary-name") ?? request.header("x-amzn-transcribe-vocabulary-names")
    if let vocabulary, !exchange.scenario.transcribe.vocabularies.contains(vocabulary) {
      throw bad("The requested vocabulary couldn't be found. Check the vocabulary name and try your request again.")
    }
  }
}
