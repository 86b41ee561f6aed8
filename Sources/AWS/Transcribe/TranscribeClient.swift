public import Core
import HTTP
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Amazon Transcribe's streaming service: speech to text while the sound is sent.
///
/// A transcription that fails before anything was recognised begins again within the attempts of the request, if the
/// sound is still held. After that a failure is final.
public struct TranscribeClient: Sendable {
  private let client: AWSClient
  /// The region.
  public let region: String
  private let environment: Environment
  private let log: Log
  private let limits: Request.Limits
  private let origin: @Sendable () async -> CredentialOrigin?

  /// A client of the service in `region`.
  ///
  /// - Parameters:
  ///   - timeout: the time that the service may take to answer, and to end after the last sound.
  ///   - origin: the origin of the credentials, for the hint if they are refused.
  public init(
    client: AWSClient, region: String, environment: Environment, log: Log, timeout: Duration = .seconds(30),
    origin: @escaping @Sendable () async -> CredentialOrigin? = { nil }
  ) {
    self.client = client
    self.region = region
    self.environment = environment
    self.log = log
    // A stream is not stored, so its limit only stops a response of unreasonable size.
    limits = Request.Limits(idle: timeout, total: nil, body: 256 << 20)
    self.origin = origin
  }

  /// Sends the sound and returns what was understood.
  ///
  /// - Parameters:
  ///   - source: asked for each message when the network is ready for it; a message is signed and dated then.
  ///   - onText: receives the words recognised last, each time they change.
  /// - Throws: `Failure` by the table of error codes; `bad_response` if the stream is damaged or ends too early.
  public func transcribe(
    _ parameters: TranscriptionParameters, _ source: any SoundSource, onText: @escaping @Sendable (String) -> Void
  ) async throws(Failure) -> Transcript {
    let run = TranscriptionRun(source)
    let call = AWSCall(
      .transcribe, "StartStreamTranscription", method: "POST", path: "/stream-transcription",
      headers: parameters.headers, limits: limits)
    let began = environment.clock.uptime()
    let streamed: HTTPClient.Streamed<Transcript>
    do throws(Failure) {
      streamed = try await client.exchange(
        call, mayRepeat: { run.mayRepeat },
        send: { signer, upload in await run.send(signer, upload, environment.clock, log) },
        read: { response throws(StreamInterruption) in
          try await read(response, run, parameters, began, onText)
        })
    } catch { throw named(error) }
    switch streamed {
    case .read(let transcript): return transcript
    case .answered(let response):
      throw Failure(from: AWSServiceError(response), in: await context(response.attempts, began))
    }
  }

  private func read(
    _ response: StreamingResponse, _ run: TranscriptionRun, _ parameters: TranscriptionParameters, _ began: Duration,
    _ onText: (String) -> Void
  ) async throws(StreamInterruption) -> Transcript {
    let type = response.headers["Content-Type"]?.lowercased() ?? ""
    guard type.isEmpty || type.hasPrefix("application/vnd.amazon.eventstream") else {
      let what = String(type.prefix(scalars: 80))
      throw StreamInterruption(unreadable("an answer of the type \(what)", response), mayRestart: false)
    }
    var reader = TranscriptReader(response.body)
    do throws(TranscriptReader.Interruption) {
      while try await reader.next() {
        if reader.assembly.hasText { run.release() }
        onText(reader.assembly.latest)
      }
    } catch {
      let failure = await failure(error, response, reader.assembly, began)
      throw StreamInterruption(failure, mayRestart: error.mayRestart && !reader.assembly.hasText)
    }
    let assembly = reader.assembly
    guard run.hasSentAll else {
      let failure = unreadable("the end of its answer before the recording had ended", response)
      throw StreamInterruption(failure.telling(assembly), mayRestart: !assembly.hasText)
    }
    if assembly.hasOpenText {
      guard !assembly.segments.isEmpty else {
        let failure = unreadable("words that may still change, and then nothing", response)
        throw StreamInterruption(failure.telling(assembly), mayRestart: false)
      }
      log.warn("the last words of the recording may be missing: the service did not confirm them", changesResult: true)
    }
    return Transcript(
      segments: assembly.segments, language: assembly.language ?? parameters.languages[0], seconds: run.seconds,
      sessionID: response.headers["x-amzn-transcribe-session-id"])
  }

  // MARK: Failures

  private func context(_ attempts: Int, _ began: Duration) async -> AWSErrorContext {
    var context = AWSErrorContext(
      service: .transcribe, operation: "StartStreamTranscription", region: region,
      now: environment.clock.now().timeIntervalSince1970, origin: await origin())
    context.attempts = attempts
    context.elapsed = environment.clock.uptime() - began
    return context
  }

  private func failure(
    _ interruption: TranscriptReader.Interruption, _ response: StreamingResponse, _ assembly: TranscriptAssembly,
    _ began: Duration
  ) async -> Failure {
    var failure: Failure
    switch interruption {
    case .exception(var error):
      // A message is decoded from frames that were not cleaned, and sentences may cut it.
      error.message = error.message.map(environment.secrets.scrub)
      failure = Failure(from: error, in: await context(response.attempts, began))
    case .transport(let error):
      failure = error.failure(service: AWSService.transcribe.id)
    case .damaged(let why): failure = unreadable("a damaged stream: \(why)", response)
    case .truncated: failure = unreadable("a stream that ended inside a message", response)
    }
    failure.requestID = failure.requestID ?? Self.requestID(response)
    failure.attempts = response.attempts
    return failure.telling(assembly)
  }

  private func unreadable(_ what: String, _ response: StreamingResponse) -> Failure {
    Failure(
      .badResponse, "Amazon Transcribe sent \(what)",
      hint: "run it again; if it goes on, check the proxy and \(option: .endpoint), and look at \(switch: .debug)",
      service: AWSService.transcribe.id, requestID: Self.requestID(response), attempts: response.attempts)
  }

  private static func requestID(_ response: StreamingResponse) -> String? {
    (response.headers["x-amzn-request-id"] ?? response.headers["x-amzn-RequestId"]).map {
      String($0.prefix(scalars: AWSServiceError.longestName))
    }
  }

  /// A host that cannot be resolved usually means a region without the service.
  private func named(_ failure: Failure) -> Failure {
    guard failure.reason == .unresolvedHost, let region = AWSRegion(region),
      !VoiceRegions.contains(region, .transcribe)
    else { return failure }
    var failure = failure
    let names = VoiceRegions.nearest(to: region, with: .transcribe).map(\.name).joined(separator: ", ")
    let near = names.isEmpty ? "us-east-1" : names
    failure.hints.append(
      "\(region.name) is not known to have Amazon Transcribe: try \(option: .voiceRegion) \(near)")
    return failure
  }
}

extension TranscriptReader.Interruption {
  /// Whether a new attempt may succeed.
  fileprivate var mayRestart: Bool {
    switch self {
    case .exception(let error):
      AWSErrorTable.retry(
        error, in: AWSErrorContext(service: .transcribe, operation: "StartStreamTranscription")) != .done
    case .transport(let error): error.isTransient
    case .truncated: true
    case .damaged: false
    }
  }
}

extension Failure {
  /// This failure with the words that had been recognised, so that they are not lost with it.
  fileprivate func telling(_ assembly: TranscriptAssembly) -> Failure {
    guard assembly.hasText else { return self }
    var copy = self
    copy.hints.append(Remedy("recognised so far: \(OneLine.first(assembly.text, limit: 2_000))"))
    return copy
  }
}
