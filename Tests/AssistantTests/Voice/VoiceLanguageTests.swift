import AWS
import Core
import TestSupport
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
      (["LANG": "de_DE", "LC_ALL": "C"], "en-US"), (["LANG": "de_LU.UTF-8"], "de-DE"), (["LANG": "pt"], "pt-BR"),
      (["LANG": "de_AT.UTF-8"], "de-AT"), (["LANG": "C.UTF-8", "LC_MESSAGES": "es_AR"], "es-ES"),
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
      #expect(
        error.sentence
          == (text == "ÄÖ-ÜX"
            ? "SVA_VOICE_LANGUAGE holds a character that is not ASCII (U+00C4)"
            : "SVA_VOICE_LANGUAGE is no language code"))
    }
    do throws(Failure) {
      _ = try VoiceLanguages(settings([:], option: text))
      Issue.record("accepted")
    } catch { #expect(error.code == .usage) }
  }

  /// A locale that is only spoken is heard as its language, where that is heard at all.
  @Test(arguments: [
    ("es_MX", "es-ES"), ("de_AT.UTF-8", "de-DE"), ("fr_BE@euro", "fr-FR"), ("nl_BE", "nl-NL"), ("en_SG", "en-US"),
    ("tr_TR.UTF-8", "en-US"), ("is_IS", "en-US"), ("cy_GB", "en-US"), ("de_CH", "de-CH"), ("C", "en-US"),
  ]) func voiceLanguages_ofALocaleAreHeard(locale: String, code: String) throws {
    #expect(try VoiceLanguages(settings(["LANG": locale])).identifiable() == [code])
  }

  /// A language that is named is not replaced: the service would refuse it.
  @Test(arguments: [
    ("de-AT", "it hears de-DE, de-CH"), ("en-US,tr-TR", "name a language that it hears, such as en-US"),
  ]) func voiceLanguages_refuseWhatIsOnlySpoken(text: String, hint: String) throws {
    let code = text.suffix(5)
    for (settings, place) in [
      (settings([:], option: text), "--voice-language"),
      (settings(["SVA_VOICE_LANGUAGE": text]), "SVA_VOICE_LANGUAGE"),
    ] {
      let languages = try VoiceLanguages(settings)
      let refused = try #require(failure { try languages.identifiable() })
      #expect(refused.code == (place.hasPrefix("--") ? .usage : .badConfig))
      #expect(refused.sentence == "\(place) names \(code), which Amazon Transcribe does not hear")
      #expect(refused.hints.map(\.description) == [hint])
    }
    #expect(try VoiceLanguages(settings([:], option: "sq-AL,en-US")).identifiable() == ["sq-AL", "en-US"])
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
