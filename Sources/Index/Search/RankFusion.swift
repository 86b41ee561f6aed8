/// Reciprocal rank fusion: joins rankings whose scores cannot be compared (Cormack, Clarke and Büttcher, 2009).
public enum RankFusion {
  /// How much the first places count more than later ones.
  public static let k = 60.0
  /// The places of each ranking that count, unless more results are wanted.
  public static let depth = 100

  /// The items of the rankings, the best first, each with the sum of `1 / (k + place)` over the rankings; places count
  /// from 1. Items of equal score keep the order of the first ranking that has them.
  public static func fuse<Item: Hashable>(_ rankings: [[Item]]) -> [(item: Item, score: Double)] {
    var scores: [Item: Double] = [:]
    var order: [Item] = []
    for ranking in rankings {
      for (place, item) in ranking.enumerated() {
        if scores[item] == nil { order.append(item) }
        scores[item, default: 0] += 1 / (k + Double(place + 1))
      }
    }
    let places = order.indices.sorted { (a: Int, b: Int) -> Bool in
      let (one, other) = (scores[order[a]] ?? 0, scores[order[b]] ?? 0)
      return one == other ? a < b : one > other
    }
    return places.map { (item: order[$0], score: scores[order[$0]] ?? 0) }
  }
}
