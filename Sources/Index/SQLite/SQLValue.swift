/// A value of a parameter of a statement.
enum SQLValue: Sendable, Equatable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])
  /// As many zero bytes.
  case zeros(Int)

  /// A text, or null.
  static func text(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
  /// A number, or null.
  static func real(_ number: Double?) -> SQLValue { number.map { .real($0) } ?? .null }
  /// An integer, or null.
  static func integer(_ number: Int?) -> SQLValue { number.map { .integer(Int64($0)) } ?? .null }
  /// 1, 0 or null.
  static func flag(_ flag: Bool?) -> SQLValue { flag.map { .integer($0 ? 1 : 0) } ?? .null }
}
