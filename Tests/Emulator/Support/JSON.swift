/// A JSON value; objects keep their order, numbers their spelling.
public enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSON])
  case object([Member])

  /// One member of an object.
  public struct Member: Sendable, Equatable {
    public var key: String
    public var value: JSON

    public init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .number(String(value)) }
  public init(floatLiteral value: Double) { self = .number("\(value)") }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }

  /// A whole number.
  public static func int(_ value: Int) -> JSON { .number(String(value)) }
  /// A string, or null.
  public static func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
  /// An array of strings.
  public static func texts(_ values: [String]) -> JSON { .array(values.map { .string($0) }) }
}

extension JSON {
  /// The value of a member.
  public subscript(_ key: String) -> JSON? { members?.first { $0.key == key }?.value }
  /// The value at an index.
  public subscript(_ index: Int) -> JSON? {
    guard let array, array.indices.contains(index) else { return nil }
    return array[index]
  }
  /// The string; nil for another value.
  public var string: String? { if case .string(let value) = self { value } else { nil } }
  /// The whole number; nil for another value.
  public var int: Int? { if case .number(let text) = self { Int(text) } else { nil } }
  /// The number; nil for another value.
  public var double: Double? { if case .number(let text) = self { Double(text) } else { nil } }
  /// The truth value; nil for another value.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  /// The elements; empty for another value.
  public var array: [JSON]? { if case .array(let values) = self { values } else { nil } }
  /// The members; empty for another value.
  public var members: [Member]? { if case .object(let values) = self { values } else { nil } }

  /// The same object with one more member.
  func adding(_ key: String, _ value: JSON) -> JSON {
    .object((members ?? []) + [Member(key, value)])
  }

  /// The same object with further members.
  func adding(_ others: [Member]) -> JSON { .object((members ?? []) + others) }

  /// The value as compact text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The value as compact UTF-8.
  public var bytes: [UInt8] {
    var output: [UInt8] = []
    write(to: &output)
    return output
  }

  private func write(to output: inout [UInt8]) {
    switch self {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let text): output.append(contentsOf: text.utf8)
    case .string(let value): JSON.quote(value, to: &output)
    case .array(let values):
      output.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        value.write(to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        JSON.quote(member.key, to: &output)
        output.append(UInt8(ascii: ":"))
        member.value.write(to: &output)
      }
      output.append(UInt8(ascii: "}"))
    }
  }

  private static func quote(_ text: String, to output: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    output.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case 0x22: output.append(contentsOf: [0x5C, 0x22])
      case 0x5C: output.append(contentsOf: [0x5C, 0x5C])
      case 0x0A: output.append(contentsOf: [0x5C, 0x6E])
      case 0x0D: output.append(contentsOf: [0x5C, 0x72])
      case 0x09: output.append(contentsOf: [0x5C, 0x74])
      case 0..<0x20:
        output.append(contentsOf: [0x5C, 0x75, 0x30, 0x30, digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}
