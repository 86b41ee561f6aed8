import Core
import Emulator
import Foundation
import HTTP
import TestSupport
import Testing

@testable import AWS
@testable import Assistant

/// Second opinions on what is known about Polly and Transcribe (`Scripts/validate_voice.py`): botocore on requests,
/// responses, names and regions, moto on the voices, AWS's own client on the header fields of a transcription.
@Suite(.enabled(if: ExternalProgram("python3").isTried, "python3 is not installed"))
struct VoiceBotocoreTests {
  private static let text = "Grüße aus dem \"Space\"."

  @Test func voice_isWhatBotocoreSays() async throws {
    let parts = [
      #""bodies":[\#(bodies.joined(separator: ","))],"speech_path":"/v1/speech""#,
      #""query":[["IncludeAdditionalLanguageCodes","true"],["LanguageCode","de-DE"],["NextToken","t"]]"#,
      #""voices_path":"/v1/voices","page_members":["Voices","NextToken"]"#,
      #""voice_members":["Id","LanguageCode","AdditionalLanguageCodes","SupportedEngines"]"#,
      #""response_headers":["Content-Type","x-amzn-RequestCharacters"]"#,
      #""engines":\#(list(SpeechEngine.allCases.map(\.rawValue)))"#,
      #""rows":[\#(rows.joined(separator: ","))],"bilingual":{\#(bilingual.joined(separator: ","))}"#,
      #""regions":{"polly":\#(regions(.polly)),"transcribestreaming":\#(regions(.transcribe))}"#,
      #""transcriptions":[\#(transcriptions.joined(separator: ","))],"transcription_path":"/stream-transcription""#,
    ]
    let ran = try await ExternalProgram("python3").run(
      [Fixture.project + "/Tests/Scripts/validate_voice.py", "{" + parts.joined(separator: ",") + "}"],
      environment: ProcessInfo.processInfo.environment)
    if ran.output.hasPrefix("skipped: ") {
      print("botocore's validation of the voice services was skipped: \(ran.output)")
      return
    }
    #expect(ran.status == 0, "\(ran.output)\(ran.error)")
    #expect(ran.output.hasPrefix("judged by botocore"), "\(ran.output)")
  }

  /// What Transcribe's streaming service hears is what its model lists (botocore has the service for files only).
  @Test func voiceTable_hearsTheLanguagesOfTheStreamingService() {
    #expect(Set(VoiceTable.rows.filter(\.isHeard).map(\.code)) == TranscribeWorld.languages)
  }

  private var bodies: [String] {
    SpeechFormat.allCases.map {
      String(decoding: Polly.body(Self.text, SpeechVoice(id: "Vicki", engine: .neural), $0), as: UTF8.self)
    }
      + SpeechEngine.allCases.map {
        let voice = SpeechVoice(id: "Kajal", engine: $0, language: "hi-IN")
        return String(decoding: Polly.body(Self.text, voice, .mp3), as: UTF8.self)
      }
  }

  private var rows: [String] {
    VoiceTable.rows.map { row in
      let (polly, voice) = (row.polly.map { "\"\($0)\"" } ?? "null", row.voice.map { "\"\($0)\"" } ?? "null")
      return #"{"code":"\#(row.code)","polly":\#(polly),"voice":\#(voice),"engine":"\#(row.engine.rawValue)","#
        + #""heard":\#(row.isHeard)}"#
    }
  }

  private var bilingual: [String] {
    VoiceTable.bilingual.sorted { $0.key < $1.key }.map { #""\#($0.key)":\#(list($0.value.sorted()))"# }
  }

  private func regions(_ service: AWSService) -> String {
    list(AWSRegion.known.filter { AWSRegion($0).map { VoiceRegions.contains($0, service) } ?? false })
  }

  /// The parameters of AWS's client for Python, and our header fields.
  private var transcriptions: [String] {
    let one = TranscriptionParameters(encoding: .pcm, rate: 16_000, languages: ["de-DE"], vocabulary: "names")
    let flac = TranscriptionParameters(encoding: .flac, rate: 44_100, languages: ["en-US"])
    let several = TranscriptionParameters(
      encoding: .oggOpus, rate: 48_000, languages: ["de-DE", "en-US"], vocabulary: "names")
    return [
      transcription(
        #""language_code":"de-DE","media_sample_rate_hz":16000,"media_encoding":"pcm","vocabulary_name":"names""#, one),
      transcription(#""language_code":"en-US","media_sample_rate_hz":44100,"media_encoding":"flac""#, flac),
      transcription(
        #""identify_language":true,"language_options":["de-DE","en-US"],"preferred_language":"de-DE","#
          + #""media_sample_rate_hz":48000,"media_encoding":"ogg-opus","vocabulary_names":["names"]"#, several),
    ]
  }

  private func transcription(_ parameters: String, _ ours: TranscriptionParameters) -> String {
    let fields = ours.headers.fields.filter { $0.name.hasPrefix("x-amzn-transcribe-") }
      .map { #""\#($0.name)":"\#($0.value)""# }
    return #"{"parameters":{\#(parameters)},"headers":{\#(fields.joined(separator: ","))}}"#
  }

  private func list(_ names: [String]) -> String { "[" + names.map { "\"\($0)\"" }.joined(separator: ",") + "]" }
}
