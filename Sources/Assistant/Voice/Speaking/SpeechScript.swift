import Core

/// Makes the texts of requests for speech out of an answer, while it arrives: its prose, in sentences, up to a limit.
struct SpeechScript: Sendable {
  /// The most characters of an answer that are spoken.
  static let longest = 3000

  private var prose = SpokenText()
  private var cutter = SentenceCutter()
  /// The characters given so far.
  private(set) var characters = 0
  /// Whether the answer is longer than what is spoken of it.
  private(set) var isCut = false
  /// What is said instead of the rest; nil for nothing.
  private let rest: String?

  /// - Parameter rest: the sentence that says where the rest is, in the language of the voice.
  init(rest: String? = nil) { self.rest = rest }

  /// Adds a piece of the answer; returns the texts that are complete now.
  mutating func add(_ text: String) -> [String] {
    guard !isCut else { return [] }
    return limited(cutter.add(prose.add(text)))
  }

  /// Ends a part of the answer, after which nothing may come for a while; returns the texts that are complete with it.
  mutating func pause() -> [String] {
    guard !isCut else { return [] }
    return limited(cutter.add(prose.finish()) + cutter.finish())
  }

  private mutating func limited(_ texts: [String]) -> [String] {
    var given: [String] = []
    for text in texts where !isCut {
      let left = Self.longest - characters
      if text.utf16.count <= left {
        characters += text.utf16.count
        given.append(text)
        continue
      }
      isCut = true
      if let beginning = Self.sentences(of: text, within: left) {
        characters += beginning.utf16.count
        given.append(beginning)
      }
      if let rest { given.append(rest) }
    }
    return given
  }

  /// The whole sentences at the beginning of a text that have at most `limit` characters; nil if none has.
  private static func sentences(of text: String, within limit: Int) -> String? {
    var scalars: [Unicode.Scalar] = []
    var count = 0
    var end: Int?
    // Behind what may be the end of a sentence.
    var possible: Int?
    for scalar in text.unicodeScalars {
      if let found = possible, !scalar.isSpace {
        if !SentenceEnd.goesOn(scalars[...], with: scalar) { end = found }
        possible = nil
      }
      count += scalar.value > 0xFFFF ? 2 : 1
      if count > limit + 1 { break }
      if scalar.isSpace, SentenceEnd.isBehind(scalars[...]) { possible = scalars.count }
      scalars.append(scalar)
      if scalar.endsSentenceAlone, count <= limit { end = scalars.count }
    }
    return end.map { String(String.UnicodeScalarView(scalars[..<$0])) }
  }
}
