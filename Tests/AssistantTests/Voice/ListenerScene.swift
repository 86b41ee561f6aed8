import AWS
import Core
import Emulator
import Foundation
import HTTP
import Synchronization
import TestSupport

@testable import Assistant

/// A listener and a service that is a closure, without a network.
struct ListenerScene {
  let transport: DuplexStub
  let environment: Environment
  let recorder = LogRecorder()
  let sink: SoundSink

  /// - Parameter answer: what is answered to a message of sound with this number (from 0), or to the end (nil), in the
  ///   request of a number; nil ends the answer.
  init(
    clock: WallClock = TestClock().wallClock,
    head: @escaping @Sendable (Request, Int) throws(TransportError) -> (status: Int, headers: Headers) = {
      _, _ throws(TransportError) in
      (200, ["Content-Type": "application/vnd.amazon.eventstream", "x-amzn-request-id": "example-request"])
    },
    answer: @escaping @Sendable (_ message: Int?, _ request: Int) throws(TransportError) -> [UInt8]?
  ) {
    let sink = SoundSink()
    self.sink = sink
    environment = Environment(clock: clock, random: { 1 << 63 })
    transport = DuplexStub(head: head) { arrival, number throws(TransportError) in
      switch arrival {
      case .end: return []
      case .slice(let bytes):
        guard let message = sink.take(bytes, request: number) else { return try answer(nil, number) }
        return try answer(message, number)
      }
    }
  }

  func listen(
    _ recording: Recording, languages: [String] = ["en-US"], onText: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws(Failure) -> Transcript {
    let log = recorder.log
    let http = HTTPClient(transport: transport, environment: environment, log: log)
    let client = AWSClient(
      http: http, environment: environment,
      endpoint: { service throws(Failure) in
        guard let region = AWSRegion("eu-central-1") else { throw Failure(.internal, "no region", hint: "none") }
        return try EndpointRules.endpoint(for: service, in: region)
      },
      authorize: { _ throws(Failure) in
        .sigV4(Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: Secret("exampleSecretKey0123456789")))
      })
    let listener = Listener(Listener.Options(languages: languages), environment: environment, log: log)
    return try await listener.listen(
      to: recording, { TranscribeClient(client: client, region: "eu-central-1", environment: environment, log: log) },
      onText: onText)
  }

  /// A result of the service.
  static func heard(_ text: String, partial: Bool = false, id: String = "a", end: Double = 1) -> [UInt8] {
    EventStreamWriter.event(
      "TranscriptEvent",
      [
        "Transcript": [
          "Results": [
            [
              "ResultId": .string(id), "StartTime": 0.0, "EndTime": .number("\(end)"), "IsPartial": .bool(partial),
              "Alternatives": [["Transcript": .string(text), "Items": []]],
            ]
          ]
        ]
      ])
  }

  /// An exception of the service.
  static func exception(_ name: String, _ message: String = "example") -> [UInt8] {
    EventStreamWriter.frame(
      headers: [(":message-type", "exception"), (":exception-type", name), (":content-type", "application/json")],
      payload: (["Message": .string(message)] as JSON).bytes)
  }
}

/// The sound that arrived, by request.
final class SoundSink: Sendable {
  struct Request: Sendable {
    var sound: [UInt8] = []
    var messages = 0
    var dates: [Int64] = []
    var hasEnded = false
  }

  private let state = Mutex<[Int: Request]>([:])

  /// The payload of a frame.
  private static func payload(_ frame: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let headers = frame.dropFirst(4).prefix(4).reduce(0) { $0 << 8 | Int($1) }
    return frame.dropFirst(12 + headers).dropLast(4)
  }

  subscript(number: Int) -> Request { state.withLock { $0[number] ?? Request() } }

  /// Takes a signed message. Returns the number of its sound; nil for the message that ends the stream.
  func take(_ bytes: [UInt8], request: Int) -> Int? {
    // The checksums are checked elsewhere. `:date` is the first header: its name, its type, and eight bytes.
    let date = bytes[19..<27].reduce(Int64(0)) { $0 << 8 | Int64($1) }
    let inner = Self.payload(bytes[...])
    return state.withLock { requests in
      requests[request, default: Request()].dates.append(date)
      guard !inner.isEmpty else {
        requests[request, default: Request()].hasEnded = true
        return nil
      }
      requests[request, default: Request()].sound += Self.payload(inner)
      requests[request, default: Request()].messages += 1
      return requests[request, default: Request()].messages - 1
    }
  }
}

extension Recording {
  /// A recording in memory, in slices.
  static func inMemory(_ bytes: [UInt8], name: String = "question.wav", slice: Int = 64 << 10) -> Recording {
    let rest = Mutex(bytes[...])
    return Recording(name: name, size: bytes.count, isLive: false) { () throws(Failure) in
      rest.withLock { rest in
        defer { rest = rest.dropFirst(slice) }
        return Array(rest.prefix(slice))
      }
    }
  }

  /// A pipe that delivers these slices and then stays open.
  static func silentPipe(_ slices: [[UInt8]]) -> Recording {
    let rest = Mutex(slices[...])
    return Recording(name: "-", isLive: true) { () async throws(Failure) in
      if let slice = rest.withLock({ $0.popFirst() }) { return slice }
      while !Task.isCancelled { try? await Task.sleep(for: .milliseconds(5)) }
      return []
    }
  }
}

/// A clock that moves by waiting alone. Who gives something up after a minute never does.
enum PatientClock {
  static func make() -> WallClock {
    let now = Mutex(Duration.zero)
    return WallClock(
      now: { Date(timeIntervalSince1970: 1_800_000_000 + now.withLock { $0 } / .seconds(1)) },
      sleep: { wait in
        if wait >= .seconds(10) { try await Task.sleep(for: .seconds(3600)) }
        now.withLock { $0 += wait }
      }, uptime: { now.withLock { $0 } })
  }
}

/// A clock a hundred times as fast as the real one.
enum FastClock {
  static let wallClock: WallClock = {
    let start = ContinuousClock.now
    let uptime: @Sendable () -> Duration = { start.duration(to: .now) * 100 }
    return WallClock(
      now: { Date(timeIntervalSince1970: 1_800_000_000 + uptime() / .seconds(1)) },
      sleep: { try await Task.sleep(for: $0 / 100) }, uptime: uptime)
  }()
}
