import Core

/// The input of a tool call, checked against the tool's parameters. Null and unknown members are ignored.
struct ToolInput: Sendable {
  private let members: [String: JSONValue]
  /// The most scalars of a text and of a text in a list; the rest is cut.
  private static let longestText = 2000
  private static let longestItem = 200

  /// Checks the model's input.
  ///
  /// - Throws: `ToolError.wrongInput`.
  init(_ input: JSONValue, _ parameters: [ToolParameter]) throws(ToolError) {
    guard case .object(let members) = input else { throw .wrongInput("the input must be a JSON object") }
    for parameter in parameters where parameter.isRequired && members[parameter.name] ?? .null == .null {
      throw .wrongInput("\(parameter.name) is required")
    }
    for parameter in parameters.sorted(by: { $0.name < $1.name }) {
      guard let value = members[parameter.name], value != .null, let wanted = parameter.mismatch(value) else {
        continue
      }
      throw .wrongInput("\(parameter.name) must be \(wanted)")
    }
    self.members = members
  }

  /// A string that must not be blank.
  func text(_ name: String) throws(ToolError) -> String {
    guard let text = optional(name) else { throw .wrongInput("\(name) must not be empty") }
    return text
  }

  /// A string that is not blank; nil if there is none.
  func optional(_ name: String) -> String? {
    guard let text = members[name]?.string, !text.isBlank else { return nil }
    return String(text.prefix(scalars: Self.longestText))
  }

  /// A whole number.
  func integer(_ name: String) -> Int? { members[name]?.integer.flatMap { Int(exactly: $0) } }

  /// The whole numbers of a list.
  func integers(_ name: String) -> [Int64] { (members[name]?.array ?? []).compactMap(\.integer) }

  /// The strings of a list that are not empty, each cut to 200 scalars.
  func texts(_ name: String) -> [String] {
    (members[name]?.array ?? []).compactMap(\.string).filter { !$0.isEmpty }
      .map { String($0.prefix(scalars: Self.longestItem)) }
  }
}
