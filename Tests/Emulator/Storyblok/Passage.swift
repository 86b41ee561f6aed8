/// A passage of a story, as the index holds it.
struct Passage: Sendable {
  let text: String
  private let words: Set<String>

  init(_ text: String) {
    self.text = text
    words = Set(Self.words(text))
  }

  /// The significant words of a text, in base form.
  static func words(_ text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map { stem(String($0)) }.filter {
      !stopWords.contains($0)
    }
  }

  /// The part of a query that it answers: 0 to 1.
  func score(_ query: [String]) -> Double {
    guard !query.isEmpty else { return 0 }
    let sum = query.reduce(0.0) { sum, word in
      if words.contains(word) { return sum + 1 }
      let near = synonyms[word] ?? []
      return near.contains { words.contains($0) } ? sum + 0.85 : sum
    }
    return sum / Double(query.count)
  }

  private static func stem(_ word: String) -> String {
    if word.hasSuffix("ies"), word.count > 5 { return word.dropLast(3) + "y" }
    if word.hasSuffix("s"), !word.hasSuffix("ss"), word.count > 3 { return String(word.dropLast()) }
    return word
  }

  private static let stopWords: Set<String> = [
    "a", "an", "the", "is", "are", "was", "what", "which", "who", "where", "when", "how", "do", "doe", "i",
    "my", "me",
    "we", "you", "your", "our", "it", "of", "to", "in", "on", "at", "for", "with", "about", "and", "or",
    "should",
    "can", "could", "there", "any", "some", "tell", "show", "find", "need", "have", "has", "not", "that",
    "thi",
  ]
}

/// Synonyms, in place of an embedding.
private let synonyms: [String: [String]] = {
  let groups = [
    ["avalanche", "slide", "snowslide"], ["boot", "shoe", "footwear", "schuhe"], ["foot", "feet", "boot"],
    ["refund", "money", "return"], ["cost", "price", "euro"], ["guide", "guided"],
    ["backpack", "pack", "rucksack"],
    ["cook", "cooking", "food", "meal"], ["delivery", "shipping", "parcel"], ["lamp", "headlamp", "torch"],
    ["gear", "equipment", "kit"], ["hut", "lodge", "refuge"], ["danger", "safety", "rescue"],
  ]
  var table: [String: [String]] = [:]
  for group in groups {
    for word in group { table[word, default: []] += group.filter { $0 != word } }
  }
  return table
}()
