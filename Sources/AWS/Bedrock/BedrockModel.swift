public import Core

/// One model, by the name that the user gave. The name is resolved at the first call, and looked up again if the
/// service refuses the result. `BedrockRuntime` repairs requests that the model refuses in part.
public struct BedrockModel: Sendable {
  /// The name as given.
  public let name: String
  /// The resolved id; nil before the first call.
  public private(set) var choice: ModelChoice?
  private let session: AWSSession
  private let log: Log
  /// Whether responses are streamed.
  private var streams: Bool
  /// What the model refused before, which later requests leave out.
  private var changes: [RequestChange] = []
  /// The time that a whole response may take if the user gives none.
  private let patience: Duration

  /// The model `name` of the session's region. Makes no request.
  ///
  /// - Parameters:
  ///   - streams: whether `answer` streams.
  ///   - patience: the time that a whole response may take if the user gives none. Nothing arrives while the model
  ///     writes it, so it is longer than the pauses of a stream.
  public init(
    _ name: String, session: AWSSession, streams: Bool = true, patience: Duration = .seconds(120), log: Log
  ) {
    self.name = name
    self.session = session
    self.streams = streams
    self.patience = patience
    self.log = log
  }

  /// Resolves the name.
  ///
  /// - Throws: `Failure` `model_not_found` with the candidates or the nearest names, or the failure to list them.
  @discardableResult
  public mutating func resolve() async throws(Failure) -> ModelChoice {
    if let choice { return choice }
    let resolved = try await session.modelResolver().resolve(name)
    choice = resolved
    return resolved
  }

  /// The resolved model, with the base models of an application inference profile if they can be read. They are read at
  /// most once in a run, and only for such a profile. What it costs and caches depends on them.
  ///
  /// - Throws: like `resolve`.
  @discardableResult
  public mutating func readProfile() async throws(Failure) -> ModelChoice {
    var resolved = try await resolve()
    guard resolved.isApplicationProfile, resolved.modelARNs.isEmpty else { return resolved }
    resolved.modelARNs = await session.inferenceProfile(resolved.used)?.modelARNs ?? []
    choice = resolved
    return resolved
  }

  /// The response to `request`, streamed if the model supports it. The request's own model is replaced.
  ///
  /// If the model supports tools only without streaming, later calls do not stream.
  ///
  /// - Parameter onText: receives each piece of streamed text when it arrives.
  /// - Throws: `Failure` by the table of error codes, and what `onText` throws.
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

  /// The whole response.
  ///
  /// - Throws: `Failure` by the table of error codes.
  public mutating func converse(_ request: ConverseRequest) async throws(Failure) -> ConverseResponse {
    let runtime = try session.bedrockRuntime(patience: patience)
    return try await send(request) { (request, changes) throws(Failure) in
      try await runtime.converse(request, changes: &changes)
    }
  }

  /// The response, streamed.
  ///
  /// - Throws: `Failure` by the table of error codes, and what `onText` throws.
  public mutating func converseStream(
    _ request: ConverseRequest, onText: (String) async throws(Failure) -> Void
  ) async throws(Failure) -> ConverseResponse {
    let runtime = try session.bedrockRuntime()
    return try await send(request) { (request, changes) throws(Failure) in
      try await runtime.converseStream(request, changes: &changes, onText: onText)
    }
  }

  /// Sends the request by the resolved name, and once more by another name if the service does not know the first.
  private mutating func send(
    _ request: ConverseRequest,
    _ body: (ConverseRequest, inout [RequestChange]) async throws(Failure) -> ConverseResponse
  ) async throws(Failure) -> ConverseResponse {
    var request = request
    request.model = try await resolve()
    do throws(Failure) { return try await body(request, &changes) } catch {
      guard let other = try await session.modelResolver().reconsider(request.model, after: error) else { throw error }
      choice = other
      request.model = other
      return try await body(request, &changes)
    }
  }
}
