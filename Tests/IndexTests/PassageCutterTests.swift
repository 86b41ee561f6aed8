import TestSupport
import Testing

@testable import Index

@Suite struct PassageCutterTests {
  private func texts(_ text: String, _ length: Int) -> [String] {
    PassageCutter(length: length).pieces(of: text).map(\.text)
  }

  @Test func passageCutter_shortTextIsOnePassage() {
    #expect(texts("Boots.", 20) == ["Boots."])
    #expect(texts(" \n\t ", 20) == [])
    #expect(texts("", 20) == [])
    #expect(
      PassageCutter().pieces(of: "\n\n  Boots fit.\n")
        == [PassageCutter.Piece(start: 4, end: 14, text: "Boots fit.")])
  }

  @Test func passageCutter_cutsAtBlocksThenLinesThenSentencesThenWords() {
    #expect(
      texts("One two three.\n\nFour five six seven.", 20) == ["One two three.", "Four five six seven."])
    #expect(texts("One. Two three\nfour five six seven eight nine", 20).first == "One. Two three")
    #expect(texts("One two. Three four five six seven eight", 20).first == "One two.")
    #expect(texts("One two three four five six seven eight", 20).first == "One two three four")
    let word = String(repeating: "x", count: 44)
    #expect(texts(word, 20) == [String(word.prefix(20)), String(word.prefix(24))])
  }

  @Test func passageCutter_cutsChineseAtItsFullStops() {
    let sentence = String(repeating: "山", count: 14) + "。"
    #expect(texts(sentence + sentence + sentence, 20) == [sentence, sentence, sentence])
  }

  @Test func passageCutter_piecesAreTheTextAtTheirPlaces() {
    var random = SeededRandom(seed: 7)
    let alphabet: [Unicode.Scalar] = ["a", "b", " ", " ", "\n", ".", "é", "山", "。", "😀", "\u{301}"]
    for _ in 0..<300 {
      var view = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...400, using: &random) {
        view.append(alphabet.randomElement(using: &random) ?? "a")
      }
      let scalars = Array(view)
      let pieces = PassageCutter(length: 40).pieces(of: String(view))
      var end = 0
      for piece in pieces {
        #expect(piece.start >= end)
        #expect(piece.end - piece.start <= 48)
        #expect(Array(piece.text.unicodeScalars) == Array(scalars[piece.start..<piece.end]))
        // What is left out is white space.
        #expect(scalars[end..<piece.start].allSatisfy { $0 == " " || $0 == "\n" })
        end = piece.end
      }
      #expect(scalars[end...].allSatisfy { $0 == " " || $0 == "\n" })
    }
  }

  @Test func passageCutter_readsTenMegabytes() {
    let text = String(repeating: "Ein Satz über Hütten. ", count: 500_000)
    let pieces = PassageCutter().pieces(of: text)
    #expect(pieces.count > 7000)
    #expect(pieces.allSatisfy { $0.text.unicodeScalars.count <= 1800 })
    // Neither blank nor break: cut in the middle.
    #expect(PassageCutter().pieces(of: String(repeating: "x", count: 10_000_000)).count == 6667)
  }
}
