import AWS
import Core
import Testing

@testable import Assistant

@Suite struct VoiceLanguageTests {
  private func settings(_ variables: [String: String], option: String? = nil) -> Settings {
    Settings(
      options: option.map { [.voiceLanguage: $0] } ?? [:], environment: Environment(variables: variables),
      keys: SettingKey.voiceSettings)
  }

  @Test(
    arguments: [
      ([:], "en-US"), (["LANG": "de_DE.UTF-8"], "de-DE"), (["LANG": "C.UTF-8"], "en-US"), (["LANG": "POSIX"], "en-US"),
      (["LANG": "de_DE", "LC_ALL": "fr_FR@euro"], "fr-FR"), (["LANG": "de_DE", "LC_MESSAGES": "it_IT.UTF-8"], "it-IT"),
      (["LANG": "de_DE", "LC_ALL": "C"], "en-US"), (["LANG": "de_LU.UTF-8"], "en-US"), (["LANG": "pt"], "pt-BR"),
      (["LANG": "nb_NO.UTF-8"], "no-NO"), (["LANG": "de_DE", "SVA_VOICE_LANGUAGE": "es-US"], "es-US"),
    ] as [([String: String], String)])
  func voiceLanguages_areThoseOfSettingOrLocale(variables: [String: String], code: String) throws {
    #expect(try VoiceLanguages(settings(variables)).all.map(\.code) == [code])
  }

  @Test(arguments: [
    ("de-DE,en-US", ["de-DE", "en-US"]), ("de , EN", ["de-DE", "en-US"]), ("zh-cn", ["zh-CN"]), ("cmn-CN", ["zh-CN"]),
    ("sq-AL", ["sq-AL"]), ("en-US,en_us", ["en-US"]), ("en-GB-WLS", ["en-WL"]),
  ]) func voiceLanguages_readAList(text: String, codes: [String]) throws {
    let languages = try VoiceLanguages(settings([:], option: text))
    #expect(languages.all.map(\.code) == codes)
    #expect(languages.first.code == codes[0])
  }

  @Test(arguments: ["deutsch, bitte", "x", "en US", ",", "de-DE;en", "ÄÖ-ÜX", "a-b-c-d"])
  func voiceLanguages_refuseWhatIsNoCode(text: String) {
    do throws(Failure) {
      _ = try VoiceLanguages(settings(["SVA_VOICE_LANGUAGE": text]))
      Issue.record("accepted")
    } catch {
      #expect(error.code == .badConfig)
      #expect(error.sentence == "SVA_VOICE_LANGUAGE is no language code")
    }
    do throws(Failure) {
      _ = try VoiceLanguages(settings([:], option: text))
      Issue.record("accepted")
    } catch { #expect(error.code == .usage) }
  }

  /// Each row has a code of its own, and its voice where Polly has one.
  @Test func voiceTable_isSound() {
    #expect(Set(VoiceTable.rows.map(\.code)).count == VoiceTable.rows.count)
    for row in VoiceTable.rows {
      #expect((row.polly == nil) == (row.voice == nil))
      #expect(row.isHeard || row.voice != nil)
      #expect(VoiceLanguage(known: row.code)?.code == row.code)
    }
  }
}
