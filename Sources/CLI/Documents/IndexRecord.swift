import Assistant
import Core
import Index

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The fields of the local index (contract §4 and §9).
enum IndexRecord {
  /// What an index holds, for `whoami`.
  static func record(_ index: IndexInformation) -> Record {
    [
      "path": .text(index.path),
      "stories": .integer(index.stories),
      "passages": .integer(index.passages),
      "model": .text(index.model),
      "dimensions": .integer(index.dimensions),
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
