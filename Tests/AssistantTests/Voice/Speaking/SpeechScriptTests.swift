import TestSupport
import Testing

@testable import Assistant

@Suite struct SpeechScriptTests {
  private let sentence = "This sentence has exactly fifty characters, I say."

  @Test func speechScript_speaksTheProseOfAnAnswer() {
    var script = SpeechScript(rest: "The rest is in the text.")
    let answer = "**Three** stories. See [one](https://e.com/1):\n\n- First\n- Second\n\n```\ncode\n```\nEnd"
    #expect(script.add(answer) == ["Three stories."])
    #expect(script.pause() == ["See one: First. Second. End."])
    #expect(!script.isCut)
    #expect(script.characters == 42)
  }

  /// At most 3,000 characters in whole sentences, then the sentence about the rest.
  @Test func speechScript_endsAfterThreeThousandCharacters() {
    var script = SpeechScript(rest: "The rest is in the text.")
    var texts: [String] = []
    for _ in 0..<100 { texts += script.add(sentence + " ") }
    #expect(script.isCut)
    #expect(texts.last == "The rest is in the text.")
    let spoken = texts.dropLast().joined(separator: " ")
    #expect(spoken.hasPrefix(sentence) && spoken.hasSuffix(sentence))
    #expect(script.characters == texts.dropLast().reduce(0) { $0 + $1.count })
    #expect((2900...3000).contains(script.characters))
    #expect(script.add("More. ") + script.pause() == [])
  }

  @Test func speechScript_withoutASentenceForTheRestJustEnds() {
    var script = SpeechScript()
    let texts = script.add(String(repeating: sentence + "\n", count: 100)) + script.pause()
    #expect(script.isCut)
    #expect(texts.allSatisfy { $0.hasSuffix("I say.") })
  }

  /// An answer of exactly the limit is not cut.
  @Test func speechScript_atTheLimitIsWhole() {
    var script = SpeechScript(rest: "The rest is in the text.")
    // 59 sentences with a space behind each, and one without.
    let answer = Array(repeating: String(sentence.dropLast(2)) + "y.", count: 60).joined(separator: "\n\n")
    let texts = script.add(answer) + script.pause()
    #expect(!script.isCut || script.characters <= 3000)
    #expect(texts.joined(separator: " ").count <= 3000 + 24)
  }

  @Test func speechScript_hasASentenceForTheRestInEachLanguageThatPollySpeaks() {
    for row in VoiceTable.rows where row.voice != nil && row.code != "is-IS" && row.code != "cy-GB" {
      let sentence = SpeechRest.sentence(in: VoiceLanguage(known: row.code)!)
      #expect(sentence?.isEmpty == false, "\(row.code)")
    }
  }
}
