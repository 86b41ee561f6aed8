import AWS
import Core
import Testing

@testable import Assistant

@Suite struct SpeechPlanTests {
  private func plan(_ variables: [String: String], options: [SettingKey: String] = [:]) throws(Failure) -> SpeechPlan {
    try SpeechPlan(
      Settings(options: options, environment: Environment(variables: variables), keys: SettingKey.voiceSettings),
      format: .mp3)
  }

  @Test(
    arguments: [
      ([:], "Joanna", SpeechEngine.neural, nil), (["LANG": "de_DE"], "Vicki", .neural, nil),
      (["LANG": "ru_RU"], "Tatyana", .standard, nil), (["LANG": "hi_IN"], "Kajal", .neural, "hi-IN"),
      (["SVA_VOICE_LANGUAGE": "zh-CN"], "Zhiyu", .neural, nil), (["SVA_VOICE": "marlene"], "Marlene", .neural, nil),
      (["SVA_VOICE": "Ruth", "SVA_SPEECH_ENGINE": "Long-Form"], "Ruth", .longForm, nil),
      (["LANG": "ru_RU", "SVA_SPEECH_ENGINE": "neural"], "Tatyana", .neural, nil),
      (["SVA_VOICE": "Vicki", "LANG": "uk_UA"], "Vicki", .neural, nil),
    ] as [([String: String], String, SpeechEngine, String?)])
  func speechPlan_choosesVoiceAndEngine(
    variables: [String: String], voice: String, engine: SpeechEngine, language: String?
  ) throws {
    #expect(try plan(variables).voice == SpeechVoice(id: voice, engine: engine, language: language))
  }

  @Test(
    arguments: [
      (["LANG": "uk_UA"], Failure.Code.badConfig, "Amazon Polly has no voice for uk-UA"),
      (["SVA_VOICE_LANGUAGE": "he-IL"], .badConfig, "Amazon Polly has no voice for he-IL"),
      (["SVA_VOICE_LANGUAGE": "xx-YY"], .badConfig, "Amazon Polly has no voice for xx-YY"),
      (["SVA_SPEECH_ENGINE": "fast"], .badConfig, "SVA_SPEECH_ENGINE is no engine of Amazon Polly"),
      (["SVA_VOICE": "Jo anna"], .badConfig, "SVA_VOICE is no name of a voice"),
      (["SVA_VOICE": "Vicki\""], .badConfig, "SVA_VOICE is no name of a voice"),
    ] as [([String: String], Failure.Code, String)])
  func speechPlan_refusesWhatCannotBe(variables: [String: String], code: Failure.Code, sentence: String) {
    do throws(Failure) {
      _ = try plan(variables)
      Issue.record("accepted")
    } catch {
      #expect(error.code == code)
      #expect(error.sentence == sentence)
      #expect(!error.hints.isEmpty)
    }
  }

  @Test func speechPlan_ofAnOptionIsAUsageError() {
    do throws(Failure) {
      _ = try plan([:], options: [.voiceLanguage: "uk-UA"])
      Issue.record("accepted")
    } catch { #expect(error.code == .usage) }
  }
}
