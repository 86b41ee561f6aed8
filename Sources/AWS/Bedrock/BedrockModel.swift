public import Core

/// One model, called by the name that the user gave: the name is resolved when the model is first needed, and looked up
/// once more where the service refuses it. Requests that the model refuses in part are repaired by `BedrockRuntime`.
public struct BedrockModel: Sendable {
  /// The name as given.
  public let name: String
  /// What is called; nil before the name was resolved.
  public private(set) var choice: ModelChoice?
  private let session: AWSSession
  private let log: Log
  /// Whether answers are streamed.
  private var streams: Bool

  /// The model `name` of the session's region; nothing is resolved or asked yet.
  ///
  /// - Parameter streams: whether `answer` streams.
  public init(_ name: String, session: AWSSession, streams: Bool = true, log: Log) {
    self.name = name
    self.session = session
    self.streams = streams
    self.log = log
  }

  /// What is called.
  ///
  /// - Throws: `Failure` `model_not_found` with the candidates or the nearest names, or why they could not be listed.
  @discardableResult
  public mutating func resolve() async throws(Failure) -> ModelChoice {
    if let choice { return choice }
    let resolved = try await session.modelResolver().resolve(name)
    choice = resolved
    return resolved
  }

  /// The answer to `request`, streamed where the model streams. The request's own model is replaced.
  ///
  /// A model that uses tools only without streaming is asked for whole answers from then on.
  ///
  /// - Parameter onText: is given each piece of a streamed text when it arrives.
  /// - Throws: `Failure` by the error catalogue, and what `onText` throws.
  public mutating func answer(
    _ request: ConverseRequest, onText: (String) async throws(Failure) -> Void
  ) async throws(Failure) -> ConverseResponse {
    if streams {
      do throws(Failure) { return try await converseStream(request, onText: onText) } catch {
        guard error.reason == .toolsInStreamRefused else { throw error }
        log.notice("\(choice?.used ?? name) uses tools only without streaming: the answer comes whole")
        streams = false
      }
    }
    return try await converse(request)
  }

  /// The whole answer at once.
  ///
  /// - Throws: `Failure` by the error catalogue.
  public mutating func converse(_ request: ConverseRequest) async throws(Failure) -> ConverseResponse {
    let runtime = try session.bedrockRuntime()
    return try await send(request) { request throws(Failure) in try await runtime.converse(request) }
  }

  /// The answer as it is written.
  ///
  /// - Throws: `Failure` by the error catalogue, and what `onText` throws.
  public mutating func converseStream(
    _ request: ConverseRequest, onText: (String) async throws(Failure) -> Void
  ) async throws(Failure) -> ConverseResponse {
    let runtime = try session.bedrockRuntime()
    return try await send(request) { request throws(Failure) in
      try await runtime.converseStream(request, onText: onText)
    }
  }

  /// Sends the request by the resolved name; by another one where the service does not know it.
  private mutating func send(
    _ request: ConverseRequest, _ body: (ConverseRequest) async throws(Failure) -> ConverseResponse
  ) async throws(Failure) -> ConverseResponse {
    var request = request
    request.model = try await resolve()
    do throws(Failure) { return try await body(request) } catch {
      guard let other = try await session.modelResolver().reconsider(request.model, after: error) else { throw error }
      choice = other
      request.model = other
      return try await body(request)
    }
  }
}
