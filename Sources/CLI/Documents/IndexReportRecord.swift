import Assistant
import Core

/// The document of an update of the index, and its line.
enum IndexReportRecord {
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
    let counts = "\(stories(report.stories)), \(NumberText.grouped(report.passages)) passages"
    let changes = "\(NumberText.grouped(report.changed)) changed, \(NumberText.grouped(report.removed)) removed"
    let kind =
      " (" + [report.version, report.language.map { "in " + $0 }].compactMap { $0 }.joined(separator: ", ") + ")"
    guard let estimate = report.estimate else {
      let meaning = report.model.map { " and meaning (\($0), \(report.dimensions ?? 0))" } ?? ""
      return "\(counts)\(kind), by words\(meaning); \(changes); \(NumberText.size(report.bytes))"
        + (report.cost > 0 ? "; \(IndexReport.dollars(report.cost))" : "")
    }
    let sampled = estimate.sample.map { ", judged by \(NumberText.grouped($0)) of them" } ?? ""
    var parts = ["\(counts)\(kind), \(changes)\(sampled)", "by words: free"]
    if let model = report.model {
      parts.append(
        "by meaning with \(model): \(IndexReport.about(report.cost)), \(NumberText.grouped(estimate.requests)) requests")
    }
    return parts.joined(separator: "; ") + "; \(IndexReport.span(estimate.seconds)) or more"
  }

  private static func stories(_ count: Int) -> String { "\(NumberText.grouped(count)) \(count == 1 ? "story" : "stories")" }
}
