import Core
import Foundation
import HTTP
import TestSupport
import Testing

@testable import AWS

@Suite struct PollyTests {
  /// The request that botocore makes and signs for the same text, key and time.
  @Test func polly_sendsTheRequestOfBotocore() async throws {
    let scripted = ScriptedPolly([.sound()])
    let sound = try await scripted.polly.synthesize("Grüße aus dem Space.", ScriptedPolly.voice, .mp3)
    #expect(sound == SpeechSound(bytes: [0xFF, 0xF3, 0x64, 0xC4], characters: 21, attempts: 1))
    let request = try #require(scripted.transport.requests.first)
    #expect(request.method == "POST")
    #expect(request.url.text == "https://polly.eu-central-1.amazonaws.com/v1/speech")
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == #"{"Engine":"neural","OutputFormat":"mp3","Text":"Grüße aus dem Space.","VoiceId":"Vicki"}"#)
    #expect(
      request.headers["Authorization"]
        == "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260115/eu-central-1/polly/aws4_request, "
        + "SignedHeaders=content-type;host;x-amz-date, "
        + "Signature=6ebb85f58eb61b171a80f4d2458fd1e6350c1b94b74a022c315686e54d559ac3")
  }

  @Test(arguments: [
    (SpeechFormat.mp3, #""OutputFormat":"mp3","Text""#), (.pcm, #""OutputFormat":"pcm","SampleRate":"16000","Text""#),
    (.wav, #""OutputFormat":"pcm","SampleRate":"16000","Text""#),
    (.ogg, #""OutputFormat":"ogg_opus","SampleRate":"48000","Text""#),
  ]) func polly_asksForTheFormat(format: SpeechFormat, part: String) {
    #expect(String(decoding: Polly.body("a", ScriptedPolly.voice, format), as: UTF8.self).contains(part))
  }

  @Test func polly_namesTheLanguageOfAVoiceThatHasSeveral() {
    let voice = SpeechVoice(id: "Kajal", engine: .neural, language: "hi-IN")
    #expect(
      String(decoding: Polly.body("\"\n", voice, .mp3), as: UTF8.self)
        == #"{"Engine":"neural","LanguageCode":"hi-IN","OutputFormat":"mp3","Text":"\"\n","VoiceId":"Kajal"}"#)
  }

  /// Throttling is HTTP 400: its name decides.
  @Test func polly_isAskedAgainWhenItThrottles() async throws {
    let throttled = StubAnswer.polly(400, "ThrottlingException", "Rate exceeded")
    let scripted = ScriptedPolly([throttled, throttled, .sound()])
    let sound = try await scripted.polly.synthesize("a", ScriptedPolly.voice, .mp3)
    #expect(sound.attempts == 3)
    #expect(scripted.clock.waits.count == 2)
    let never = ScriptedPolly([throttled, throttled, throttled])
    let refused = await failure { try await never.polly.synthesize("a", ScriptedPolly.voice, .mp3) }
    #expect(refused?.code == .throttled)
    #expect(refused?.sentence == "Request throttled. Please try again in a moment.")
    #expect(refused?.attempts == 3)
  }

  @Test(arguments: [
    StubAnswer(headers: ["Content-Type": "application/json"], text: "{}"), StubAnswer(headers: [:], text: "sound"),
    StubAnswer(headers: ["Content-Type": "audio/mpeg"]),
  ]) func polly_refusesWhatIsNoSound(answer: StubAnswer) async {
    let refused = await failure {
      try await ScriptedPolly([answer]).polly.synthesize("a", ScriptedPolly.voice, .mp3)
    }
    #expect(refused?.code == .badResponse)
    #expect(refused?.service == "polly")
  }

  /// Without the header, or with one that is no number of characters, the characters are counted here.
  @Test(arguments: ["", "x", "-1", "6001", "9223372036854775807"])
  func polly_countsCharactersWithoutTheHeader(header: String) async throws {
    var answer = StubAnswer.sound()
    answer.headers["x-amzn-RequestCharacters"] = header.isEmpty ? nil : header
    let sound = try await ScriptedPolly([answer]).polly.synthesize("äöü\u{1F600}", ScriptedPolly.voice, .mp3)
    #expect(sound.characters == 5)
  }

  @Test func polly_listsVoicesPageByPage() async throws {
    let scripted = ScriptedPolly([
      StubAnswer(
        text: #"{"Voices":[{"Id":"Vicki","LanguageCode":"de-DE","SupportedEngines":["neural"]},{"Name":"x"}],"#
          + #""NextToken":"t 1"}"#),
      StubAnswer(
        text: #"{"Voices":[{"Id":"Kajal","LanguageCode":"en-IN","AdditionalLanguageCodes":["hi-IN"]}],"NextToken":""}"#),
    ])
    let voices = try await scripted.polly.voices(of: "de-DE")
    #expect(voices.map(\.id) == ["Vicki", "Kajal"])
    #expect(voices.map(\.engines) == [["neural"], []])
    #expect(voices.map(\.otherLanguages) == [[], ["hi-IN"]])
    #expect(
      scripted.transport.targets == [
        "/v1/voices?IncludeAdditionalLanguageCodes=true&LanguageCode=de-DE",
        "/v1/voices?IncludeAdditionalLanguageCodes=true&LanguageCode=de-DE&NextToken=t%201",
      ])
  }

  /// A token that comes again ends the list; what is no list is refused.
  @Test func polly_endsAListThatRepeatsItself() async throws {
    let page = StubAnswer(text: #"{"Voices":[{"Id":"A","LanguageCode":"de-DE"}],"NextToken":"t"}"#)
    #expect(try await ScriptedPolly([page, page]).polly.voices().count == 2)
    let refused = await failure { try await ScriptedPolly([StubAnswer(text: "{}")]).polly.voices() }
    #expect(refused?.code == .badResponse)
  }

  @Test func polly_namesRegionsWhereTheHostIsUnknown() async {
    let scripted = ScriptedPolly([.failure(.unresolved), .failure(.unresolved), .failure(.unresolved)])
    let refused = await failure { try await scripted.polly.synthesize("a", ScriptedPolly.voice, .mp3) }
    #expect(refused?.code == .network)
    #expect(
      refused?.hints.last?.description
        == "regions near eu-central-1 with Amazon Polly: eu-central-2, eu-west-1, eu-west-2; choose one with "
        + "--voice-region")
  }
}
