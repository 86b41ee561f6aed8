#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How good rankings are, as means over questions, each of the first ten places.
struct RetrievalScore {
  /// Normalised discounted cumulative gain.
  private(set) var ndcg = 0.0
  /// The part of the relevant stories that was found.
  private(set) var recall = 0.0
  /// The reciprocal of the first relevant place.
  private(set) var mrr = 0.0
  private var count = 0.0

  /// Adds a ranking.
  mutating func add(_ ranking: [String], relevant: Set<String>) {
    let hits = ranking.prefix(10).enumerated().filter { relevant.contains($0.element) }.map(\.offset)
    let gain = hits.reduce(0) { $0 + 1 / log2(Double($1) + 2) }
    let ideal = (0..<min(10, relevant.count)).reduce(0) { $0 + 1 / log2(Double($1) + 2) }
    let values = (gain / max(ideal, 1e-9), Double(hits.count) / Double(max(relevant.count, 1)))
    count += 1
    ndcg += (values.0 - ndcg) / count
    recall += (values.1 - recall) / count
    mrr += ((hits.first.map { 1 / (Double($0) + 1) } ?? 0) - mrr) / count
  }

  var text: String { [ndcg, recall, mrr].map(Self.thousandths).joined(separator: " / ") }

  static func thousandths(_ number: Double) -> String {
    let digits = String(Int((number * 1000).rounded()))
    return number >= 0.9995 ? "1.000" : "." + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }
}
