/// Keeps the best of many hits: a heap with the worst of the kept ones on top.
struct BestHits {
  private let count: Int
  private var heap: [VectorScan.Hit] = []

  /// Keeps `count` hits.
  init(_ count: Int) {
    self.count = count
    heap.reserveCapacity(min(count, 4096))
  }

  /// Whether `a` is worse than `b`: less near, or as near with a higher id.
  private static func isWorse(_ a: VectorScan.Hit, _ b: VectorScan.Hit) -> Bool {
    a.score == b.score ? a.passage > b.passage : a.score < b.score
  }

  /// Adds a hit, if it is among the best.
  mutating func add(_ hit: VectorScan.Hit) {
    if heap.count < count {
      heap.append(hit)
      var index = heap.count - 1
      while index > 0, Self.isWorse(heap[index], heap[(index - 1) / 2]) {
        heap.swapAt(index, (index - 1) / 2)
        index = (index - 1) / 2
      }
    } else if Self.isWorse(heap[0], hit) {
      heap[0] = hit
      sink()
    }
  }

  private mutating func sink() {
    var index = 0
    while true {
      var worst = index
      for child in [2 * index + 1, 2 * index + 2] where child < heap.count && Self.isWorse(heap[child], heap[worst]) {
        worst = child
      }
      if worst == index { return }
      heap.swapAt(index, worst)
      index = worst
    }
  }

  /// The hits, the best first.
  var sorted: [VectorScan.Hit] { heap.sorted { Self.isWorse($1, $0) } }
}
