import AWS
import Core
import HTTP
import TestSupport
import Testing

/// A client of Polly over a stub of the network, with the keys and the time of the known answer.
struct ScriptedPolly {
  let transport: StubTransport
  let clock = TestClock(1_768_478_400)

  init(_ script: [StubAnswer]) { transport = StubTransport(script) }

  var polly: Polly {
    let environment = Environment.still(clock: clock)
    let client = AWSClient(
      http: HTTPClient(transport: transport, environment: environment, log: .silent), environment: environment,
      endpoint: { service throws(Failure) in
        guard let region = AWSRegion("eu-central-1") else { throw Failure(.internal, "no region", hint: "-") }
        return try EndpointRules.endpoint(for: service, in: region)
      },
      authorize: { _ in
        .sigV4(
          Credentials(
            accessKeyID: "AKIDEXAMPLE", secretAccessKey: Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")))
      })
    return Polly(client: client, region: "eu-central-1", clock: environment.clock, origin: { nil })
  }

  static let voice = SpeechVoice(id: "Vicki", engine: .neural)
}

extension StubAnswer {
  static func sound(_ bytes: [UInt8] = [0xFF, 0xF3, 0x64, 0xC4], type: String = "audio/mpeg") -> StubAnswer {
    StubAnswer(headers: ["Content-Type": type, "x-amzn-RequestCharacters": "21"], body: bytes)
  }

  static func polly(_ status: Int, _ code: String, _ message: String) -> StubAnswer {
    StubAnswer(
      status: status, headers: ["x-amzn-ErrorType": code, "x-amzn-RequestId": "r-7"],
      text: #"{"message":"\#(message)"}"#)
  }
}
