/// A condition on a field of the content: Storyblok's `filter_query`
/// (storyblok.com/docs/api/content-delivery/v2/filter-queries).
public struct FieldCondition: Sendable, Equatable {
  /// The operations.
  public enum Operation: String, Sendable, CaseIterable {
    case `in`, like, `is`, exists
    case notIn = "not_in"
    case notLike = "not_like"
    case inArray = "in_array"
    case allInArray = "all_in_array"
    case afterDate = "gt_date"
    case beforeDate = "lt_date"
    case greaterInteger = "gt_int"
    case lessInteger = "lt_int"
    case greaterNumber = "gt_float"
    case lessNumber = "lt_float"
  }

  /// Why a text is no condition.
  public enum Fault: Error, Equatable {
    /// It has not the form `FIELD[OPERATION]=VALUE`.
    case form
    /// The field has a character that no field has.
    case field(String)
    /// There is no such operation.
    case operation(String)
  }

  /// The name of the field; fields of nested objects are joined with `.`.
  public let field: String
  /// The operation.
  public let operation: Operation
  /// The value; several are joined with `,`.
  public let value: String

  /// Reads `FIELD[OPERATION]=VALUE`. The form of Storyblok's own documentation, `filter_query[FIELD][OPERATION]=VALUE`,
  /// is read too.
  public init(_ text: String) throws(Fault) {
    guard let equals = text.firstIndex(of: "=") else { throw .form }
    var name = text[..<equals]
    value = String(text[text.index(after: equals)...])
    if name.hasPrefix("filter_query["), let end = name.firstIndex(of: "]") {
      name = name.dropFirst("filter_query[".count)[..<end] + name[name.index(after: end)...]
    }
    guard name.hasSuffix("]"), let open = name.firstIndex(of: "[") else { throw .form }
    let field = String(name[..<open])
    let word = String(name[name.index(after: open)...].dropLast())
    guard !field.isEmpty, !word.isEmpty else { throw .form }
    guard Self.isField(field) else { throw .field(field) }
    guard let operation = Operation(rawValue: word) else { throw .operation(word) }
    self.field = field
    self.operation = operation
  }

  /// Whether a field can have this name: letters, digits, `_`, `-`, and `.` between names.
  static func isField(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || "_-.".unicodeScalars.contains($0)
      }
  }
}
