/// How far two words are apart, for finding the name that was meant.
public enum EditDistance {
  /// How many elements must be inserted, removed, replaced or swapped with their neighbour to make `b` of `a` (optimal
  /// string alignment: no part is edited twice). Takes time and memory by the product of the lengths: bound them first.
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
