import Core

/// Finds the nearest valid words for a mistyped one.
enum Suggestion {
  /// The candidates nearest to `word`, nearest first: those with this prefix, else those within a small edit distance.
  static func nearest(to word: String, among candidates: [String]) -> [String] {
    let typed = Array(word.lowercased().unicodeScalars.prefix(64))
    guard !typed.isEmpty else { return [] }
    let begun = candidates.filter { typed.count > 1 && $0.unicodeScalars.starts(with: typed) }
    if !begun.isEmpty { return Array(begun.prefix(3)) }
    let allowed = max(1, typed.count / 3)
    let ranked = candidates.map { ($0, EditDistance.between(typed, Array($0.unicodeScalars))) }.filter {
      $0.1 <= allowed
    }
    guard let best = ranked.map(\.1).min() else { return [] }
    return ranked.filter { $0.1 == best }.prefix(3).map(\.0)
  }

  /// `'ask'`, `'ask' or 'models'`.
  static func list(_ words: [String]) -> String {
    words.map { "'\($0)'" }.listed("or")
  }
}

extension [String] {
  /// The words as a sentence lists them: `a, b or c`.
  func listed(_ conjunction: String) -> String {
    guard let last, count > 1 else { return first ?? "" }
    // Not `dropLast().joined`: the command table builds lists at every start, and that is generic code.
    var text = self[0]
    for word in self[1..<count - 1] { text += ", " + word }
    return text + " " + conjunction + " " + last
  }
}
