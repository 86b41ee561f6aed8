import Assistant
import Core

/// The document of an update of the index, and its line.
enum IndexRecord {
  /// The document of an update, or of an estimate.
  static func document(_ report: IndexReport) -> Record {
    var index: Record = [
      "path": .text(report.path), "stories": .integer(report.stories), "passages": .integer(report.passages),
      "model": .text(report.model), "dimensions": .integer(report.dimensions), "updated_at": .text(report.updatedAt),
      "bytes": .integer(report.bytes), "version": .text(report.version), "language": .text(report.language),
      "changed": .integer(report.changed), "removed": .integer(report.removed), "cost_usd": .number(report.cost),
    ]
    if let estimate = report.estimate {
      index =
        index + [
          "requests": .integer(estimate.requests), "seconds": .number(estimate.seconds.rounded(.up)),
          "sampled_stories": .integer(estimate.sample),
        ]
    }
    return ["status": .text(report.estimate == nil ? "success" : "estimate"), "index": .record(index)]
  }

  /// `5,017 stories, 40,100 passages (published), by words and meaning (amazon.titan-embed-text-v2:0, 256); 12 changed, 3
  /// removed; 84 MB; $0.29`.
  static func sentence(_ report: IndexReport) -> String {
    let counts = "\(stories(report.stories)), \(number(report.passages)) passages"
    let changes = "\(number(report.changed)) changed, \(number(report.removed)) removed"
    let kind =
      " (" + [report.version, report.language.map { "in " + $0 }].compactMap { $0 }.joined(separator: ", ") + ")"
    guard let estimate = report.estimate else {
      let meaning = report.model.map { " and meaning (\($0), \(report.dimensions ?? 0))" } ?? ""
      return "\(counts)\(kind), by words\(meaning); \(changes); \(size(report.bytes))"
        + (report.cost > 0 ? "; \(IndexReport.dollars(report.cost))" : "")
    }
    let sampled = estimate.sample.map { ", judged by \(number($0)) of them" } ?? ""
    var parts = ["\(counts)\(kind), \(changes)\(sampled)", "by words: free"]
    if let model = report.model {
      parts.append(
        "by meaning with \(model): \(IndexReport.about(report.cost)), \(number(estimate.requests)) requests")
    }
    return parts.joined(separator: "; ") + "; \(IndexReport.span(estimate.seconds)) or more"
  }

  private static func stories(_ count: Int) -> String { "\(number(count)) \(count == 1 ? "story" : "stories")" }

  private static func number(_ count: Int) -> String { IndexReport.grouped(count) }

  /// A size in its largest unit: `84 MB`.
  private static func size(_ bytes: Int) -> String {
    if bytes >= 1 << 20 { return "\(number((bytes + (1 << 19)) >> 20)) MB" }
    return "\(max(1, bytes >> 10)) kB"
  }
}
