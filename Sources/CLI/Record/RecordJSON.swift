import Core
import Synchronization

/// `json`: one document. Fields before the records, such as `total`, are known after the last record, so the records
/// are collected as bytes.
final class RecordJSON: RecordPrinter {
  private let items = Mutex<[UInt8]>([])

  func print(_ records: [Record], to output: Output) throws(Failure) {
    for record in records {
      var json = JSONWriter()
      json.record(record)
      items.withLock { items in
        if !items.isEmpty { items.append(UInt8(ascii: ",")) }
        items += json.bytes
      }
    }
  }

  func finish(_ summary: RecordSummary, to output: Output) throws(Failure) {
    var json = JSONWriter()
    json.record(summary.document, items: items.withLock { $0 })
    try output.write(document: json)
  }
}

extension Output {
  /// Writes one record as a JSON document and ends its line.
  func write(document: Record) throws(Failure) {
    var json = JSONWriter()
    json.record(document)
    try write(document: json)
  }
}

extension JSONWriter {
  /// A record as an object.
  ///
  /// - Parameter items: the elements of the array that `items` stands for, separated by commas.
  mutating func record(_ record: Record, items: [UInt8] = []) {
    object { json in
      for field in record.fields {
        if case .absent = field.value { continue }
        json.key(field.name)
        json.value(field.value, items)
      }
    }
  }

  private mutating func value(_ value: Record.Value, _ items: [UInt8]) {
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
    case .items: array { json in if !items.isEmpty { json.raw(items) } }
    case .absent: null()
    }
  }
}
