import HTTP
import Testing

@testable import AWS

struct TranscriptionParametersTests {
  private func fields(_ parameters: TranscriptionParameters) -> [String: String] {
    Dictionary(uniqueKeysWithValues: parameters.headers.fields.map { ($0.name, $0.value) })
  }

  @Test func transcriptionParameters_nameOneLanguage() {
    #expect(
      fields(TranscriptionParameters(encoding: .pcm, rate: 16_000, languages: ["de-DE"], vocabulary: "names")) == [
        "Content-Type": "application/vnd.amazon.eventstream",
        "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-EVENTS",
        "x-amzn-transcribe-media-encoding": "pcm", "x-amzn-transcribe-sample-rate": "16000",
        "x-amzn-transcribe-language-code": "de-DE", "x-amzn-transcribe-vocabulary-name": "names",
      ])
  }

  /// A language code and identification exclude each other.
  @Test func transcriptionParameters_haveSeveralLanguagesIdentified() {
    #expect(
      fields(TranscriptionParameters(encoding: .oggOpus, rate: 48_000, languages: ["de-DE", "en-US"])) == [
        "Content-Type": "application/vnd.amazon.eventstream",
        "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-EVENTS",
        "x-amzn-transcribe-media-encoding": "ogg-opus", "x-amzn-transcribe-sample-rate": "48000",
        "x-amzn-transcribe-identify-language": "true", "x-amzn-transcribe-language-options": "de-DE,en-US",
        "x-amzn-transcribe-preferred-language": "de-DE",
      ])
  }
}
