/// Edit distance, for suggesting the name that was meant.
public enum EditDistance {
  /// The number of insertions, removals, replacements and swaps of neighbours that turn `a` into `b` (optimal string
  /// alignment: no part is edited twice). Time and memory grow with the product of the lengths, so callers limit them
  /// first.
  public static func between<Element: Equatable>(_ a: [Element], _ b: [Element]) -> Int {
    var before: [Int] = []
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var next = [i + 1]
      for (j, y) in b.enumerated() {
        var least = min(row[j + 1] + 1, next[j] + 1, row[j] + (x == y ? 0 : 1))
        if i > 0, j > 0, x == b[j - 1], a[i - 1] == y { least = min(least, before[j - 1] + 1) }
        next.append(least)
      }
      (before, row) = (row, next)
    }
    return row[b.count]
  }
}
