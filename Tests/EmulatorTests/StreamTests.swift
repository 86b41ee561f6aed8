import Emulator
import Testing

@testable import Emulator

@Suite struct StreamTests {
  static let body = #"{"messages":[\#(ConverseTests.user(ConverseTests.hi))]}"#

  static func stream(_ scenario: Scenario) throws -> RawClient.Response {
    try RawClient(Emulator.start(scenario)).ask(
      "POST", "/model/\(ConverseTests.model)/converse-stream", ConverseTests.key, body: body)
  }

  static func scenario(_ turn: Turn, _ faults: Fault...) -> Scenario {
    var scenario = Scenario()
    scenario.script = [turn, turn]
    scenario.faults = faults
    return scenario
  }

  @Test func emulatorStream_framesCarryTheCRCOfZlib() {
    #expect(CRC32.of(Array("123456789".utf8)) == 0xCBF4_3926)
  }

  @Test func emulatorStream_sendsTheEventsInTheServicesOrderWithStrangersAmongThem() throws {
    let response = try Self.stream(
      Self.scenario(.parallel([.text("Hello there, world"), .toolUse("search", ["term": "x"])])))
    #expect(response.status == 200)
    #expect(response.header("content-type") == "application/vnd.amazon.eventstream")
    #expect(response.isWhole)
    let (frames, clean) = Frame.all(in: response.body)
    #expect(clean)
    #expect(
      frames.map { $0.headers[":event-type"] } == [
        "messageStart", "futureEvent", "contentBlockDelta", "contentBlockDelta", "contentBlockStop",
        "contentBlockStart", "contentBlockDelta", "contentBlockDelta", "contentBlockStop", "messageStop",
        "metadata",
      ])
    let events = frames.map { JSON(parsing: $0.payload) }
    #expect(frames.allSatisfy { $0.headers[":message-type"] == "event" })
    #expect(events.allSatisfy { $0?["p"]?.string?.isEmpty == false })
    #expect(events[2]?["delta"]?["text"]?.string == "Hello there,")
    let input = [6, 7].compactMap { events[$0]?["delta"]?["toolUse"]?["input"]?.string }.joined()
    #expect(input == #"{"term":"x"}"#)
    #expect(events[9]?["stopReason"]?.string == "tool_use")
    #expect(events[10]?["usage"]?["outputTokens"]?.int == 10)
  }

  @Test func emulatorStream_putsAnExceptionIntoTheStreamAndBeforeIt() throws {
    let late = Fault(
      .exception(name: "throttlingException", message: "Too many tokens", afterEvents: 2), times: 1)
    let frames = try Frame.all(in: Self.stream(Self.scenario(.text("Hello"), late)).body).frames
    #expect(frames.count == 3)
    #expect(frames[2].headers[":message-type"] == "exception")
    #expect(frames[2].headers[":exception-type"] == "throttlingException")
    #expect(frames[2].payload == Array(#"{"message":"Too many tokens"}"#.utf8))
    let first = Fault(.errorFrame(code: "InternalError", message: "gone", afterEvents: 0))
    let only = try Frame.all(in: Self.stream(Self.scenario(.text("Hello"), first)).body).frames
    #expect(
      only.map(\.headers) == [
        [":message-type": "error", ":error-code": "InternalError", ":error-message": "gone"]
      ])
  }

  @Test func emulatorStream_leavesMessageStopOrMetadataOut() throws {
    let stop = try Frame.all(in: Self.stream(Self.scenario(.text("Hello"), Fault(.noMessageStop))).body)
    #expect(stop.frames.last?.headers[":event-type"] == "contentBlockStop")
    let metadata = try Frame.all(in: Self.stream(Self.scenario(.text("Hello"), Fault(.noMetadata))).body)
    #expect(metadata.frames.last?.headers[":event-type"] == "messageStop")
  }

  @Test func emulatorStream_cutsFlipsAndResetsWhereItIsToldTo() throws {
    let cut = try Self.stream(Self.scenario(.text("Hello"), Fault(.cut(bytes: 100))))
    #expect(cut.body.count == 100)
    #expect(!cut.isWhole)
    let flipped = try Self.stream(Self.scenario(.text("Hello"), Fault(.flip(at: 60))))
    #expect(Frame.all(in: flipped.body).frames.isEmpty)
    let reset = try Self.stream(Self.scenario(.text("Hello"), Fault(.resetAfter(bytes: 30))))
    #expect(reset.body.count == 30)
    #expect(!reset.isWhole)
  }

  @Test func emulatorStream_streamsMegabytes() throws {
    let response = try Self.stream(Self.scenario(.hugeText(bytes: 2_000_000)))
    #expect(response.isWhole)
    #expect(response.body.count > 2_000_000)
  }
}
