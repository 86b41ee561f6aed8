import Assistant
import Core
import Index

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The documents of the local index, and its lines.
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
    let passages = "\(number(report.passages)) \(report.passages == 1 ? "passage" : "passages")"
    let counts = "\(stories(report.stories)), \(passages)"
    let changes = "\(number(report.changed)) changed, \(number(report.removed)) removed"
    let kind =
      " (" + [report.version, report.language.map { "in " + $0 }].compactMap { $0 }.joined(separator: ", ") + ")"
    guard let estimate = report.estimate else {
      let meaning = report.model.map { " and meaning (\($0), \(report.dimensions ?? 0))" } ?? ""
      return "\(counts)\(kind), by words\(meaning); \(changes); \(NumberText.size(report.bytes))"
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

  private static func number(_ count: Int) -> String { NumberText.grouped(count) }

  /// What an index holds, for `whoami`.
  static func record(_ index: IndexInformation) -> Record {
    [
      "path": .text(index.path),
      "stories": .integer(index.stories),
      "passages": .integer(index.passages),
      "model": .text(index.vectors > 0 ? index.model : nil),
      "dimensions": .integer(index.vectors > 0 ? index.dimensions : nil),
      "updated_at": .text(index.updatedAt),
      "bytes": .integer(index.bytes),
      "version": .text(index.subject.version.rawValue),
      "language": .text(index.subject.language),
    ]
  }

  /// The document of `search --drop-index`.
  static func removed(_ removed: IndexRemoval.Removed) -> Record {
    [
      "status": .text("success"),
      "removed": .record([
        "path": .text(removed.path), "version": .text(removed.subject.version.rawValue),
        "language": .text(removed.subject.language), "bytes": .integer(removed.bytes),
      ]),
    ]
  }

  /// What an index holds, in one line: `5,017 stories, by words and meaning (MODEL, 256), 3 h old, 84 MB`.
  static func line(_ index: IndexInformation, now: Date) -> String {
    let drafts = index.subject.version == .draft ? "drafts of " : ""
    let language = index.subject.language.map { " in \($0)" } ?? ""
    let count = "\(drafts)\(NumberText.grouped(index.stories)) \(index.stories == 1 ? "story" : "stories")\(language)"
    var manner = "by words"
    if let model = index.model, let dimensions = index.dimensions, index.vectors > 0 {
      manner += " and meaning (\(model), \(dimensions))"
      if index.vectors < index.passages {
        manner += " of \(NumberText.grouped(index.vectors)) of \(NumberText.grouped(index.passages)) passages"
      }
    }
    let updated = index.updatedAt.flatMap(Timestamp.parse)
    let age = updated.map { "\(RelativeTime.span(now.timeIntervalSince($0))) old" } ?? "not finished"
    return [count, manner, age, NumberText.size(index.bytes)].joined(separator: ", ")
  }
}
