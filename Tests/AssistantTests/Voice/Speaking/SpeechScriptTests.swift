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

  /// The limit does not tear a sentence apart at an abbreviation.
  @Test func speechScript_endsWithAWholeSentence() {
    var script = SpeechScript()
    let date =
      "It was on Dec. 5, 2020, as they say, and it still goes on today, as far as anyone can see, without any end in "
      + "sight, however long one waits for it."
    let answer = Array(repeating: sentence, count: 57) + [String(repeating: "X", count: 10) + sentence, date]
    let texts = script.add(answer.joined(separator: " ")) + script.pause()
    #expect(script.isCut)
    #expect(texts.last?.hasSuffix("I say.") == true, "\(texts.last ?? "")")
  }

  @Test func speechScript_withoutASentenceForTheRestJustEnds() {
    var script = SpeechScript()
    let texts = script.add(String(repeating: sentence + "\n", count: 100)) + script.pause()
    #expect(script.isCut)
    #expect(texts.allSatisfy { $0.hasSuffix("I say.") })
  }

  /// 59 sentences are one text of 50 characters, 14 of four sentences and one of two: 2,993 characters. With seven more the
  /// answer is whole; with eight it is cut.
  @Test(arguments: [(0, false), (7, false), (8, true)]) func speechScript_isWholeUpToTheLimit(more: Int, isCut: Bool) {
    var script = SpeechScript(rest: "The rest is in the text.")
    let answer = Array(repeating: sentence, count: 58) + [String(repeating: "X", count: more) + sentence]
    let texts = script.add(answer.joined(separator: " ")) + script.pause()
    #expect(script.isCut == isCut)
    #expect(script.characters == (isCut ? 2942 : 2993 + more))
    #expect((texts.last == "The rest is in the text.") == isCut)
  }

  @Test func speechScript_hasASentenceForTheRestInEachLanguageThatPollySpeaks() {
    for row in VoiceTable.rows where row.voice != nil && row.code != "is-IS" && row.code != "cy-GB" {
      let sentence = SpeechRest.sentence(in: VoiceLanguage(known: row.code)!)
      #expect(sentence?.isEmpty == false, "\(row.code)")
    }
  }
}
