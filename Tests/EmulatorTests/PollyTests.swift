import Testing

@testable import Emulator

/// The stand-in of Polly: everything that it refuses, and what it answers.
@Suite struct PollyTests {
  /// A request that is refused.
  struct Refusal: Sendable, CustomTestStringConvertible {
    var body: String
    var code = "ValidationException"
    var message: String
    var region = "us-east-1"
    var testDescription: String { body }
  }

  private static func body(_ change: [String: String?] = [:]) -> String {
    var members = [
      "Engine": #""neural""#, "OutputFormat": #""mp3""#, "Text": #""Hello.""#, "VoiceId": #""Vicki""#,
    ]
    for (name, value) in change { members[name] = value }
    return "{" + members.sorted { $0.key < $1.key }.map { #""\#($0.key)":\#($0.value)"# }.joined(separator: ",") + "}"
  }

  private static func notInSet(_ value: String, _ member: String) -> String {
    "1 validation error detected: Value '\(value)' at '\(member)' failed to satisfy constraint: Member must satisfy "
      + "enum value set: [...]"
  }

  private static func isNull(_ member: String) -> String {
    "1 validation error detected: Value null at '\(member)' failed to satisfy constraint: Member must not be null"
  }

  static let refusals = [
    Refusal(body: "[]", code: "SerializationException", message: "The request body is not a JSON object."),
    Refusal(body: "speech", code: "SerializationException", message: "The request body is not a JSON object."),
    Refusal(body: body(["Text": nil]), message: isNull("text")),
    Refusal(body: body(["Text": #""""#]), message: isNull("text")),
    Refusal(body: body(["VoiceId": nil]), message: isNull("voiceId")),
    Refusal(body: body(["OutputFormat": nil]), message: isNull("outputFormat")),
    Refusal(body: body(["Engine": "7"]), message: isNull("engine")),
    Refusal(body: body(["OutputFormat": #""flac""#]), message: notInSet("flac", "outputFormat")),
    Refusal(body: body(["Engine": #""fast""#]), message: notInSet("fast", "engine")),
    Refusal(body: body(["VoiceId": #""Nobody""#]), message: notInSet("Nobody", "voiceId")),
    Refusal(
      body: body(["SampleRate": #""12345""#]), code: "InvalidSampleRateException",
      message: "The specified sample rate is not valid."),
    Refusal(
      body: body(["SampleRate": "16000"]), code: "InvalidSampleRateException",
      message: "The specified sample rate is not valid."),
    Refusal(
      body: body(["OutputFormat": #""pcm""#, "SampleRate": #""48000""#]), code: "InvalidSampleRateException",
      message: "The specified sample rate is not valid."),
    Refusal(
      body: body(), message: "The selected engine is not supported in this region: neural", region: "eu-south-2"),
    Refusal(
      body: body(["Engine": #""long-form""#]), message: "This voice does not support the selected engine: long-form"),
    // The engine that counts where none is named is one that most new voices lack.
    Refusal(
      body: body(["Engine": nil, "VoiceId": #""Daniel""#]),
      message: "This voice does not support the selected engine: standard"),
    Refusal(
      body: body(["LanguageCode": #""fr-FR""#]), code: "LanguageNotSupportedException",
      message: "The language specified is not currently supported by Amazon Polly."),
    Refusal(
      body: body(["Text": "\"\(String(repeating: "a", count: 3001))\""]), code: "TextLengthExceededException",
      message: "Maximum text length has been exceeded"),
  ]

  private func emulator(_ change: (inout Scenario) -> Void = { _ in }) throws -> Emulator {
    var scenario = Scenario()
    scenario.now = SignedRequest.now
    scenario.polly.missingEngines = ["eu-south-2": ["neural"]]
    change(&scenario)
    return try Emulator.start(scenario)
  }

  private func speak(
    _ emulator: Emulator, _ body: String, region: String = "us-east-1", identity: Identity = .user,
    type: String = "application/json"
  ) throws -> RawClient.Response {
    let headers = SignedRequest.headers(
      "POST", "/v1/speech", "polly", [("content-type", type)], body: body, region: region, identity: identity)
    return try RawClient(emulator).ask("POST", "/v1/speech", headers, body: body)
  }

  private func list(_ emulator: Emulator, _ query: String) throws -> RawClient.Response {
    let target = "/v1/voices" + query
    return try RawClient(emulator).ask("GET", target, SignedRequest.headers("GET", target, "polly"))
  }

  @Test(arguments: refusals) func emulatorPolly_refuses(_ refusal: Refusal) throws {
    let response = try speak(emulator(), refusal.body, region: refusal.region)
    #expect(response.status == 400)
    #expect(response.header("x-amzn-errortype") == refusal.code)
    #expect(response.json?["message"]?.string == refusal.message)
  }

  @Test func emulatorPolly_refusesAnotherContentType() throws {
    let response = try speak(emulator(), Self.body(), type: "text/plain")
    #expect(response.status == 400 && response.header("x-amzn-errortype") == "SerializationException")
  }

  /// Throttling is HTTP 400.
  @Test func emulatorPolly_throttles() throws {
    let emulator = try emulator { $0.polly.rate = 2 }
    let responses = try (0..<3).map { _ in try speak(emulator, Self.body()) }
    #expect(responses.map(\.status) == [200, 200, 400])
    #expect(responses.last?.header("x-amzn-errortype") == "ThrottlingException")
  }

  @Test func emulatorPolly_refusesWhoMayNotSpeak() throws {
    let emulator = try emulator()
    let denied = try speak(emulator, Self.body(), identity: .powerless)
    #expect(denied.status == 403 && denied.header("x-amzn-errortype") == "AccessDeniedException")
    #expect(denied.text.contains("is not authorized to perform: polly:SynthesizeSpeech"))
    // A signature for another service, and a Bedrock API key.
    let headers = SignedRequest.headers(
      "POST", "/v1/speech", "bedrock", [("content-type", "application/json")], body: Self.body())
    let scope = try RawClient(emulator).ask("POST", "/v1/speech", headers, body: Self.body())
    #expect(scope.status == 403)
    let bearer = try RawClient(emulator).ask("POST", "/v1/speech", ConverseTests.key, body: Self.body())
    #expect(bearer.status == 403 && bearer.header("x-amzn-errortype") != nil)
  }

  /// What is accepted is spoken whole, in each format.
  @Test(arguments: [
    ("mp3", "null", "audio/mpeg"), ("pcm", #""16000""#, "audio/pcm"), ("ogg_opus", #""48000""#, "audio/ogg"),
  ]) func emulatorPolly_speaks(format: String, rate: String, type: String) throws {
    let text = String(repeating: "One sentence of several. ", count: 20)
    let body = Self.body([
      "OutputFormat": "\"\(format)\"", "SampleRate": rate == "null" ? nil : rate, "Text": "\"\(text)\"",
    ])
    let response = try speak(emulator(), body)
    #expect(response.status == 200 && response.header("content-type") == type)
    #expect(response.header("x-amzn-requestcharacters") == "\(text.utf16.count)")
    let spoken =
      switch format {
      case "mp3": PollySound.text(mp3: response.body)
      case "pcm": PollySound.text(pcm: response.body)
      default: PollySound.text(ogg: response.body)
      }
    #expect(spoken == text)
  }

  /// A damaged stream, or two that are only appended, are not taken for one.
  @Test func emulatorPolly_readsOnlyOneOggStream() {
    let one = OpusSound.bytes(Array("Hello.".utf8))
    #expect(OpusSound.text(one) == "Hello.")
    #expect(OpusSound.text(one + one) == nil)
    for index in [4, 5, 14, 18, 22, 30, one.count - 1] {
      var damaged = one
      damaged[index] ^= 1
      #expect(OpusSound.text(damaged) == nil, "byte \(index)")
    }
    #expect(OpusSound.text(Array(one.dropLast())) == nil && OpusSound.text([]) == nil)
    let frames = PollySound.bytes("Hello.", format: "mp3")
    #expect(PollySound.text(mp3: frames + frames) == "Hello.Hello.")
    #expect(PollySound.text(mp3: Array(frames.dropFirst())) == nil)
  }

  @Test func emulatorPolly_listsVoicesInPages() throws {
    let emulator = try emulator()
    let german = try list(emulator, "?LanguageCode=de-DE")
    #expect(german.json?["Voices"]?.array?.compactMap { $0["Id"]?.string } == ["Vicki", "Daniel", "Marlene"])
    let hindi = try list(emulator, "?LanguageCode=hi-IN")
    #expect(hindi.json?["Voices"]?.array?.isEmpty == true)
    let also = try list(emulator, "?IncludeAdditionalLanguageCodes=true&LanguageCode=hi-IN")
    #expect(also.json?["Voices"]?.array?.compactMap { $0["Id"]?.string } == ["Kajal"])
    let standard = try list(emulator, "?Engine=long-form")
    #expect(standard.json?["Voices"]?.array?.compactMap { $0["Id"]?.string } == ["Danielle"])
    let first = try list(emulator, "")
    let next = try #require(first.json?["NextToken"]?.string)
    let second = try list(emulator, "?NextToken=\(next)")
    #expect(first.json?["Voices"]?.array?.count == 4 && second.json?["Voices"]?[0]?["Id"]?.string == "Daniel")
    for token in ["99", "x", "-1"] {
      let refused = try list(emulator, "?NextToken=\(token)")
      #expect(refused.status == 400 && refused.header("x-amzn-errortype") == "InvalidNextTokenException")
    }
  }
}
