import Emulator
import Testing

/// `test-bedrock --voice`: a word spoken by Polly, and that very sound written down by Transcribe.
struct VoiceStageTests {
  private func stage(_ document: JSON?, _ name: String) -> JSON? {
    document?["stages"]?.array?.first { $0["name"]?.string == name }
  }

  @Test func testBedrock_testsBothVoices() throws {
    let sandbox = try Sandbox {
      $0.script = [.text("Hello!"), .text("Hello!")]
      $0.transcribe.anything = "Hello."
    }
    let run = try sandbox.sva(["test-bedrock", "--voice"])
    #expect(run.status == 0, "\(run.stdout)")
    let names = run.document?["stages"]?.array?.compactMap { $0["name"]?.string }
    #expect(names == ["credentials", "identity", "model", "converse", "stream", "speech", "transcription"])
    #expect(stage(run.document, "transcription")?["detail"]?.string == "“Hello.”, en-US, from us-east-1")
    // What was spoken is what was heard.
    let received = try #require(sandbox.emulator.transcriptions.first)
    #expect(PollySound.text(pcm: received.sound) == "Hello.")
    let plain = try sandbox.sva(["test-bedrock", "-q"])
    #expect(stage(plain.document, "transcription") == nil)
  }

  /// It fails apart from Bedrock's stages.
  @Test func testBedrock_failsWhereTranscribeIsNotAllowed() throws {
    let sandbox = try Sandbox {
      $0.faults = [
        Fault(.error(status: 403, code: "AccessDeniedException", message: "no"), on: "StartStreamTranscription")
      ]
    }
    let run = try sandbox.sva(["test-bedrock", "--voice"])
    let error = try ErrorOutput(json: run)
    #expect(run.status == 5 && error.code == "access_denied")
    #expect(error.text.contains(#""Action":["transcribe:StartStreamTranscription"]"#))
    #expect(stage(run.document, "stream")?["status"]?.string == "ok")
    #expect(stage(run.document, "speech")?["status"]?.string == "ok")
    #expect(stage(run.document, "transcription")?["status"]?.string == "failed")
  }

  @Test func testBedrock_skipsTheTranscriptionOfNoSound() throws {
    let sandbox = try Sandbox {
      $0.faults = [Fault(.error(status: 403, code: "AccessDeniedException", message: "no"), on: "SynthesizeSpeech")]
    }
    let run = try sandbox.sva(["test-bedrock", "--voice"])
    #expect(run.status == 5)
    #expect(stage(run.document, "transcription")?["status"]?.string == "skipped")
    #expect(sandbox.emulator.requests("StartStreamTranscription").isEmpty)
  }
}
