import Core
import Synchronization

/// `json`: one document. Fields before the records, such as `total`, are known after the last record, so the records
/// are collected as bytes.
final class RecordJSON: RecordPrinter {
  private let items: SpilledBytes

  /// - Parameter folder: for temporary files.
  init(folder: String = "/tmp") { items = SpilledBytes(folder: folder) }

  func print(_ records: [Record], to output: Output) throws(Failure) {
    for record in records {
      var json = JSONWriter()
      json.record(record)
      do throws(FileProblem) {
        try items.append((items.isEmpty ? [] : [UInt8(ascii: ",")]) + json.bytes)
      } catch { throw Self.failure(error) }
    }
  }

  func finish(_ summary: RecordSummary, to output: Output) throws(Failure) {
    try output.write(document: summary.document) { () throws(Failure) in
      var start = 0
      while true {
        let piece: [UInt8]
        do throws(FileProblem) { piece = try items.piece(from: start) } catch { throw Self.failure(error) }
        if piece.isEmpty { return }
        try output.write(bytes: piece)
        start += piece.count
      }
    }
  }

  private static func failure(_ problem: FileProblem) -> Failure {
    Failure(
      .io, "the result cannot be kept until it is whole: \(problem.sentence)",
      hint: "make room in the folder for temporary files, TMPDIR, or use --format jsonl, which needs none")
  }
}

extension Output {
  /// Writes one record as a JSON document and ends its line. Long texts are written in pieces, so that no copy of the
  /// whole document is made.
  ///
  /// - Parameter items: writes the elements of the array that `items` stands for, separated by commas.
  func write(document: Record, items: () throws(Failure) -> Void = {}) throws(Failure) {
    try write(bytes: [UInt8(ascii: "{")])
    var isFirst = true
    for field in document.fields {
      if case .absent = field.value { continue }
      try write(bytes: JSONWriter.name(of: field, isFirst: isFirst))
      isFirst = false
      if case .items = field.value {
        try write(bytes: [UInt8(ascii: "[")])
        try items()
        try write(bytes: [UInt8(ascii: "]")])
      } else if case .text(let text?) = field.value, text.utf8.count > Self.piece {
        try write(bytes: [UInt8(ascii: "\"")])
        var rest = text[...]
        while !rest.isEmpty {
          let part = rest.prefix(bytes: Self.piece)
          try write(bytes: JSONWriter.escaped(part))
          rest = rest[part.endIndex...]
        }
        try write(bytes: [UInt8(ascii: "\"")])
      } else {
        try write(bytes: JSONWriter.value(of: field))
      }
    }
    try write(bytes: Array("}\n".utf8))
  }

  /// The bytes of a long text that are written at once.
  private static let piece = 64 << 10
}

extension JSONWriter {
  /// A field's name and colon, after a comma unless it is the first.
  fileprivate static func name(of field: Record.Field, isFirst: Bool) -> [UInt8] {
    var json = JSONWriter()
    json.string(field.name)
    return (isFirst ? [] : [UInt8(ascii: ",")]) + json.bytes + [UInt8(ascii: ":")]
  }

  /// A field's value.
  fileprivate static func value(of field: Record.Field) -> [UInt8] {
    var json = JSONWriter()
    json.value(field.value)
    return json.bytes
  }

  /// A record as an object.
  mutating func record(_ record: Record) {
    object { json in
      for field in record.fields {
        if case .absent = field.value { continue }
        json.key(field.name)
        json.value(field.value)
      }
    }
  }

  private mutating func value(_ value: Record.Value) {
    switch value {
    case .text(let text): string(text)
    case .integer(let value): integer(value)
    case .number(let value): number(value)
    case .bool(let value): bool(value)
    case .texts(let texts): array { json in for text in texts { json.string(text) } }
    case .record(let value):
      if let value { record(value) } else { null() }
    case .records(let records): array { json in for value in records { json.record(value) } }
    case .content(let json, _): raw(json())
    // Only a document has them, and it is written in pieces.
    case .items: array { _ in }
    case .absent: null()
    }
  }
}
