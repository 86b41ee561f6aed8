import Core

/// What is known of one thing (a story, a model, an identity) or of a whole run, as named fields in the order of the
/// documentation. A renderer turns records into JSON, lines, columns or text and knows no field by name.
struct Record: Sendable, ExpressibleByDictionaryLiteral {
  /// A field's value. What is nil is null in JSON and empty elsewhere.
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
    /// Fields of its own.
    case record(Record?)
    /// Several records.
    case records([Record])
    /// JSON passed through byte for byte, and what text shows in its place; each is made when a renderer asks for it.
    case content(json: @Sendable () -> [UInt8], text: @Sendable () -> String)
    /// The place of the records of a list in the document around them.
    case items
    /// Left out: not even null.
    case absent
  }

  /// A name and its value.
  struct Field: Sendable {
    /// The name in JSON, and in the header line of columns.
    let name: String
    /// The value.
    let value: Value
  }

  /// The fields, in order.
  private(set) var fields: [Field]

  init(dictionaryLiteral elements: (String, Value)...) {
    fields = elements.map { Field(name: $0.0, value: $0.1) }
  }

  /// A record of the given fields. A name may be given once only.
  init(_ fields: [Field]) { self.fields = fields }

  /// The value of a field; `absent` where there is no such field.
  subscript(name: String) -> Value { fields.first { $0.name == name }?.value ?? .absent }

  /// The text of a field; nil where it holds none.
  func text(_ name: String) -> String? { if case .text(let text) = self[name] { text } else { nil } }

  static func + (a: Record, b: Record) -> Record {
    var sum = a
    sum.fields += b.fields
    return sum
  }
}

extension Record.Value {
  /// The value of a member of another room's type.
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

  /// A whole number.
  static func integer(_ number: Int?) -> Record.Value { .integer(number.map(Int64.init)) }

  /// The value as one piece of text; nil where it is null, or has parts that one text cannot show.
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
