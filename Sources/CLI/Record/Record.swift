import Core

/// Named fields of one thing (a story, a model, an identity) or of a whole run, in the order of the documentation. A
/// renderer turns records into JSON, lines, columns or text without knowledge of field names.
struct Record: Sendable, ExpressibleByDictionaryLiteral {
  /// A field's value. Nil is null in JSON and empty in other formats.
  enum Value: Sendable {
    /// Text.
    case text(String?)
    /// A whole number.
    case integer(Int64?)
    /// Any other number.
    case number(Double?)
    /// A truth value.
    case bool(Bool?)
    /// Several texts.
    case texts([String])
    /// A nested record.
    case record(Record?)
    /// Several records.
    case records([Record])
    /// JSON that is written unchanged, and its form in text. Each closure runs when a renderer needs the value.
    case content(json: @Sendable () -> [UInt8], text: @Sendable () -> String)
    /// The position of a list's records in the document around them.
    case items
    /// A field that is not written at all.
    case absent
  }

  /// A name and its value.
  struct Field: Sendable {
    /// The name in JSON and in header lines.
    let name: String
    /// The value.
    let value: Value
  }

  /// The fields, in order.
  private(set) var fields: [Field]

  init(dictionaryLiteral elements: (String, Value)...) {
    fields = elements.map { Field(name: $0.0, value: $0.1) }
  }

  /// A record of the given fields. Names must be unique.
  init(_ fields: [Field]) { self.fields = fields }

  /// The value of a field; `absent` if there is no such field.
  subscript(name: String) -> Value { fields.first { $0.name == name }?.value ?? .absent }

  /// The text of a field; nil if it is not text.
  func text(_ name: String) -> String? { if case .text(let text) = self[name] { text } else { nil } }

  /// The record with `transform` applied to its texts, those of nested records included. JSON that is written unchanged
  /// is left as it is.
  func mapTexts(_ transform: (String) -> String) -> Record {
    Record(fields.map { Field(name: $0.name, value: $0.value.mapTexts(transform)) })
  }

  static func + (a: Record, b: Record) -> Record {
    var sum = a
    sum.fields += b.fields
    return sum
  }
}

extension Record.Value {
  /// Converts a JSON value of another module.
  init(_ value: JSONValue) {
    switch value {
    case .null: self = .text(nil)
    case .bool(let value): self = .bool(value)
    case .integer(let number): self = .integer(number)
    case .number(let number): self = .number(number)
    case .string(let text): self = .text(text)
    case .array(let values): self = .texts(values.compactMap(\.string))
    case .object(let members):
      let names = members.keys.sorted()
      self = .record(Record(names.map { Record.Field(name: $0, value: Record.Value(members[$0] ?? .null)) }))
    }
  }

  fileprivate func mapTexts(_ transform: (String) -> String) -> Record.Value {
    switch self {
    case .text(let text): .text(text.map(transform))
    case .texts(let texts): .texts(texts.map(transform))
    case .record(let record): .record(record?.mapTexts(transform))
    case .records(let records): .records(records.map { $0.mapTexts(transform) })
    case .integer, .number, .bool, .content, .items, .absent: self
    }
  }

  /// A whole number.
  static func integer(_ number: Int?) -> Record.Value { .integer(number.map(Int64.init)) }

  /// The value as one text; nil if it is null or composed.
  var plain: String? {
    switch self {
    case .text(let text): text
    case .integer(let number): number.map { String($0) }
    case .number(let number): number.map { String($0) }
    case .bool(let value): value.map { $0 ? "yes" : "no" }
    case .texts(let texts): texts.joined(separator: ", ")
    case .content(_, let text): text()
    case .record, .records, .items, .absent: nil
    }
  }
}
