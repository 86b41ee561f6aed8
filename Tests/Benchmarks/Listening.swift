import AWS
import Assistant
import Core
import Emulator
import HTTP
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Listens to a recording of any length in this process. Its clock moves only by waiting, so that an hour takes as long as
/// its bytes do.
enum Listening {
  /// `sva-bench listen SECONDS [heard]`: with `heard` a word is recognised at the beginning, else at the end only, so that
  /// the sound is held to be sent again.
  static func run(_ words: [String]) async -> Int32 {
    guard let seconds = words.first.flatMap({ Int($0) }), seconds > 0 else {
      print("usage: sva-bench listen SECONDS [heard]")
      return 2
    }
    let now = Mutex(Duration.seconds(1_800_000_000))
    let clock = WallClock(
      now: { Date(timeIntervalSince1970: now.withLock { $0 } / .seconds(1)) },
      sleep: { wait in now.withLock { $0 += wait } }, uptime: { now.withLock { $0 } })
    let environment = Environment(clock: clock)
    let http = HTTPClient(
      transport: DiscardingTransport(hearsAtOnce: words.dropFirst().first == "heard"), environment: environment,
      log: .silent)
    let client = AWSClient(
      http: http, environment: environment,
      endpoint: { service throws(Failure) in
        guard let region = AWSRegion("us-east-1") else { throw Failure(.internal, "no region", hint: "none") }
        return try EndpointRules.endpoint(for: service, in: region)
      },
      authorize: { _ throws(Failure) in
        .sigV4(Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: Secret("exampleSecretKey0123456789")))
      })
    let listener = Listener(Listener.Options(languages: ["en-US"]), environment: environment, log: .silent)
    let left = Mutex(seconds * 32_000)
    let recording = Recording(name: "long.raw", isLive: false, raw: SoundFormat.Raw(rate: 16_000)) {
      () throws(Failure) in
      [UInt8](
        repeating: 3,
        count: left.withLock { left in
          let count = min(left, 64 << 10)
          left -= count
          return count
        })
    }
    do throws(Failure) {
      let transcript = try await listener.listen(
        to: recording, { TranscribeClient(client: client, region: "us-east-1", environment: environment, log: .silent) }
      )
      return abs(transcript.seconds - Double(seconds)) < 0.2 ? 0 : 1
    } catch {
      print(error.sentence)
      return 1
    }
  }
}

/// Takes what is sent, and hears one word.
private struct DiscardingTransport: Transport {
  /// Whether the word is recognised with the first sound.
  let hearsAtOnce: Bool

  func send(_ request: Request) async throws(TransportError) -> Response {
    throw TransportError(.refused, host: request.url.host)
  }

  func stream(_ request: Request) async throws(TransportError) -> StreamingResponse {
    throw TransportError(.refused, host: request.url.host)
  }

  func exchange(_ request: Request, _ upload: Upload) async throws(TransportError) -> StreamingResponse {
    let (signals, feeder) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    upload.onData { feeder.yield() }
    let hasEnded = Mutex(false)
    let hears = Mutex(hearsAtOnce)
    let body = ByteStream { () async throws(TransportError) in
      guard !hasEnded.withLock({ $0 }) else { return nil }
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      var iterator = signals.makeAsyncIterator()
      while true {
        switch buffer.withUnsafeMutableBytes({ upload.take(into: $0) }) {
        case .bytes:
          let isFirst = hears.withLock { hears in
            defer { hears = false }
            return hears
          }
          if isFirst { return Self.word(isPartial: true) }
        case .nothing: _ = await iterator.next()
        case .end:
          hasEnded.withLock { $0 = true }
          return Self.word(isPartial: false)
        }
      }
    }
    return StreamingResponse(
      status: 200, headers: ["x-amzn-request-id": "example"], body: body, url: request.url)
  }

  private static func word(isPartial: Bool) -> [UInt8] {
    let result: JSON = [
      "ResultId": "a", "IsPartial": .bool(isPartial), "Alternatives": [["Transcript": "Hm."]],
    ]
    return EventStreamWriter.event("TranscriptEvent", ["Transcript": ["Results": [result]]])
  }
}
