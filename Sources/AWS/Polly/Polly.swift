public import Core
import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Amazon Polly: text to speech.
public struct Polly: Sendable {
  private let client: AWSClient
  /// The region that is called.
  public let region: String
  private let clock: WallClock
  private let origin: @Sendable () async -> CredentialOrigin?

  /// A client of Polly in `region`.
  ///
  /// - Parameter origin: the origin of the credentials, for the hint if they are refused.
  public init(
    client: AWSClient, region: String, clock: WallClock, origin: @escaping @Sendable () async -> CredentialOrigin?
  ) {
    self.client = client
    self.region = region
    self.clock = clock
    self.origin = origin
  }

  /// The most bytes of sound: Polly ends speech after ten minutes, which is 19 MB of samples.
  public static let mostSound = 24 << 20
  /// The most characters of a text that Polly takes, and therefore the most that it counts.
  private static let mostCharacters = 6_000
  /// More pages of voices than there can be.
  private static let mostPages = 20

  /// The sound of a text.
  ///
  /// - Throws: `Failure` by the table of error codes, with the reason `voiceRefused` if another voice, engine or language
  ///   may be spoken with; `bad_response` if the answer is not sound.
  public func synthesize(_ text: String, _ voice: SpeechVoice, _ format: SpeechFormat) async throws(Failure)
    -> SpeechSound
  {
    var call = AWSCall(
      .polly, "SynthesizeSpeech", method: "POST", path: "/v1/speech", headers: ["Content-Type": "application/json"],
      body: Self.body(text, voice, format))
    call.limits.body = Self.mostSound
    let response = try await answer(to: call, speaker: voice.description)
    let type = response.headers["Content-Type"]?.lowercased() ?? ""
    guard type.hasPrefix("audio/"), !response.body.isEmpty else {
      throw Failure(
        .badResponse,
        "Amazon Polly answered without sound" + (type.isEmpty ? "" : " (\(OneLine.first(type, limit: 80)))"),
        hint: "check \(option: .endpoint) and AWS_ENDPOINT_URL_POLLY; \(switch: .debug) shows the answer",
        service: AWSService.polly.id, requestID: response.headers["x-amzn-RequestId"], attempts: response.attempts)
    }
    let counted = response.headers.count("x-amzn-RequestCharacters").flatMap { $0 <= Self.mostCharacters ? $0 : nil }
    let characters = counted ?? text.utf16.count
    return SpeechSound(bytes: response.body, characters: characters, attempts: response.attempts)
  }

  /// The body of a request: the members in Polly's own order, those alone that are needed.
  static func body(_ text: String, _ voice: SpeechVoice, _ format: SpeechFormat) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("Engine", voice.engine.rawValue)
      if let language = voice.language { json.member("LanguageCode", language) }
      json.member("OutputFormat", format.outputFormat)
      if let rate = format.sampleRate { json.member("SampleRate", String(rate)) }
      json.member("Text", text)
      json.member("VoiceId", voice.id)
    }
    return json.bytes
  }

  /// The voices of a language, or all.
  ///
  /// - Parameter language: Polly's code; nil for every language.
  /// - Throws: `Failure` by the table of error codes.
  public func voices(of language: String? = nil) async throws(Failure) -> [PollyVoice] {
    var all: [PollyVoice] = []
    var token: String?
    var tokens: Set<String> = []
    for _ in 0..<Self.mostPages {
      var call = AWSCall(.polly, "DescribeVoices", method: "GET", path: "/v1/voices")
      if let language {
        call.query = [("IncludeAdditionalLanguageCodes", "true"), ("LanguageCode", language)]
      }
      if let token { call.query.append(("NextToken", token)) }
      let response = try await answer(to: call, speaker: nil)
      guard let page = try? JSONDecoder().decode(Page.self, from: Data(response.body)), let voices = page.Voices else {
        throw Failure(
          .badResponse, "DescribeVoices answered with something that is not what the API promises",
          hint: "check \(option: .endpoint) and AWS_ENDPOINT_URL_POLLY; \(switch: .debug) shows the answer",
          service: AWSService.polly.id, attempts: response.attempts)
      }
      all += voices.compactMap(PollyVoice.init)
      // A service that gives a token again would never end the list.
      guard let next = page.NextToken, !next.isEmpty, tokens.insert(next).inserted else { return all }
      token = next
    }
    return all
  }

  private func answer(to call: AWSCall, speaker: String?) async throws(Failure) -> Response {
    let response: Response
    do throws(Failure) { response = try await client.send(call) } catch { throw withRegions(error) }
    guard (200..<300).contains(response.status) else {
      var context = AWSErrorContext(
        service: .polly, operation: call.operation, region: region, now: clock.now().timeIntervalSince1970,
        origin: await origin())
      context.attempts = response.attempts
      context.speaker = speaker
      throw Failure(from: AWSServiceError(response), in: context)
    }
    return response
  }

  /// A host that does not exist is most often that of a region without Polly.
  private func withRegions(_ failure: Failure) -> Failure {
    guard failure.reason == .unresolvedHost, let region = AWSRegion(region) else { return failure }
    let near = VoiceRegions.nearest(to: region, with: .polly).map(\.name)
    guard !near.isEmpty else { return failure }
    var failure = failure
    failure.hints.append(
      "regions near \(region.name) with Amazon Polly: \(near.joined(separator: ", ")); "
        + "choose one with \(option: .voiceRegion)")
    return failure
  }

  private struct Page: Decodable {
    var Voices: [Entry]?
    var NextToken: String?
  }

  /// A voice as it is listed, each member optional.
  struct Entry: Decodable {
    var Id: String?
    var LanguageCode: String?
    var AdditionalLanguageCodes: [String]?
    var SupportedEngines: [String]?
  }
}

/// The sound of one request.
public struct SpeechSound: Sendable, Equatable {
  /// The bytes, in the format that was asked for.
  public var bytes: [UInt8]
  /// The characters that are billed.
  public var characters: Int
  /// The requests that were sent for it.
  public var attempts: Int
}
