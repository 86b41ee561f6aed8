import Emulator
import Testing

@Suite struct FaultTests {
  static let path = "/v2/cdn/spaces/me?token=ExamplePreviewToken00ptt"

  static func client(_ faults: Fault...) throws -> (RawClient, Emulator) {
    var scenario = Scenario()
    scenario.faults = faults
    let emulator = try Emulator.start(scenario)
    return (try RawClient(emulator), emulator)
  }

  @Test func emulatorFault_throttlesSoManyTimesAfterSoMany() throws {
    let (client, _) = try Self.client(Fault(.throttle(retryAfter: "1"), on: "cdn", after: 1, times: 2))
    let answers = (0..<4).map { _ in client.ask("GET", Self.path) }
    #expect(answers.map(\.status) == [200, 429, 429, 200])
    #expect(answers[1].header("retry-after") == "1")
    #expect(
      answers[1].text == #"{"error":"Rate limit of 50 request per second has been reached. Retry later."}"#)
  }

  @Test func emulatorFault_wearsTheThrottlingOfEachService() throws {
    let (client, _) = try Self.client(Fault(.throttle(retryAfter: nil)))
    #expect(
      client.ask("POST", "/", body: "Action=GetCallerIdentity").text.contains("<Code>Throttling</Code>"))
    let bedrock = client.ask("GET", "/foundation-models")
    #expect(bedrock.status == 429)
    #expect(bedrock.header("x-amzn-errortype") == "ThrottlingException")
    #expect(bedrock.header("retry-after") == nil)
  }

  @Test func emulatorFault_hitsOnlyWhatItsPatternNames() throws {
    let (client, emulator) = try Self.client(Fault(.html(status: 502), on: "cdn.tags"))
    #expect(client.ask("GET", Self.path).status == 200)
    let page = client.ask("GET", "/v2/cdn/tags?token=ExamplePreviewToken00ptt&cv=1")
    #expect(page.status == 502)
    #expect(page.header("content-type") == "text/html")
    #expect(page.text.hasPrefix("<html>"))
    emulator.setFaults([])
    #expect(client.ask("GET", "/v2/cdn/tags?token=ExamplePreviewToken00ptt&cv=1").status == 200)
  }

  @Test func emulatorFault_isLate() throws {
    let (client, _) = try Self.client(Fault(.delay(milliseconds: 120)))
    let clock = ContinuousClock()
    let taken = clock.measure { #expect(client.ask("GET", Self.path).status == 200) }
    #expect(taken >= .milliseconds(120))
  }

  @Test func emulatorFault_isSilentAndResets() throws {
    let (silent, _) = try Self.client(Fault(.silent))
    silent.wait(atMost: 100)
    #expect(silent.ask("GET", Self.path).status == 0)
    let (reset, _) = try Self.client(Fault(.reset))
    #expect(reset.ask("GET", Self.path).status == 0)
  }

  @Test func emulatorFault_answersAnything() throws {
    let (client, _) = try Self.client(
      Fault(.redirect(status: 302, to: "http://elsewhere.example/"), times: 1),
      Fault(.nested(depth: 50_000), after: 1, times: 1),
      Fault(.huge(megabytes: 2), after: 2, times: 1), Fault(.contentType("text/plain"), after: 3, times: 1),
      Fault(.answer(status: 418, type: "text/x", headers: [("X-A", "b")], body: Array("tea".utf8)), after: 4))
    #expect(client.ask("GET", Self.path).header("location") == "http://elsewhere.example/")
    #expect(client.ask("GET", Self.path).body.count == 100_012)
    #expect(client.ask("GET", Self.path).body.count == 2 * 1_048_576 + 27)
    #expect(client.ask("GET", Self.path).header("content-type") == "text/plain")
    let tea = client.ask("GET", Self.path)
    #expect((tea.status, tea.header("x-a"), tea.text) == (418, "b", "tea"))
  }

  @Test(arguments: OddBodies.all.indices) func emulatorFault_servesEachOddBodyAsItIs(_ index: Int) throws {
    let odd = OddBodies.all[index]
    let (client, _) = try Self.client(
      Fault(.answer(status: odd.status, type: odd.type, headers: [], body: Array(odd.body.utf8))))
    let answer = client.ask("GET", Self.path)
    #expect((answer.status, answer.text) == (odd.status, odd.body))
  }

  @Test(
    arguments: [
      ("throttle=2@mapi x3", "throttle(retryAfter: Optional(\"2\"))", "mapi", 0, 3),
      ("throttle", "throttle(retryAfter: nil)", "", 0, nil),
      ("cut=100@converse-stream +1 x2", "cut(bytes: 100)", "converse-stream", 1, 2),
      ("delay-pieces=50@Converse", "delayPieces(milliseconds: 50)", "Converse", 0, nil),
      (
        "exception=3:throttlingException:Too many tokens, wait@Converse x1",
        #"exception(name: "throttlingException", message: "Too many tokens, wait", afterEvents: 3)"#,
        "Converse", 0, 1
      ),
      ("redirect=http://127.0.0.1:9/a@b", #"redirect(status: 302, to: "http://127.0.0.1:9/a")"#, "b", 0, nil),
      ("no-stop", "noMessageStop", "", 0, nil),
    ] as [(String, String, String, Int, Int?)]) func emulatorFault_isWrittenOnACommandLine(
      _ spec: String, _ kind: String, _ pattern: String, _ after: Int, _ times: Int?
    ) throws
  {
    let fault = try #require(Fault(spec: spec))
    #expect("\(fault.kind)" == kind)
    #expect((fault.matching, fault.after) == (pattern, after))
    #expect(fault.times == times)
  }

  @Test(arguments: ["", "delay", "delay=x", "delay=-1", "nonsense", "error=503", "cut"])
  func emulatorFault_refusesNonsenseOnACommandLine(_ spec: String) {
    #expect(Fault(spec: spec) == nil)
  }
}
