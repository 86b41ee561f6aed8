/// The labels that editors see for the stored values of option fields.
///
/// The management API tells which datasource a field uses. The delivery API has no schema: there, a value has a label if
/// it is a value of one datasource alone.
public struct OptionLabels: Sendable, Equatable {
  /// The labels by value, for the fields that the schema tells of.
  public var fields: [OptionField: [String: String]] = [:]
  /// The labels by value, for values of one datasource alone.
  public var values: [String: String] = [:]

  /// No labels.
  public init() {}

  /// Labels by value for any field.
  init(ofOne datasources: [[DatasourceEntry]]) {
    var uses: [String: Int] = [:]
    for entries in datasources {
      for value in Set(entries.map(\.value)) { uses[value, default: 0] += 1 }
    }
    for entry in datasources.joined() where uses[entry.value] == 1 && Self.isTelling(entry.value) {
      values[entry.value] = entry.name
    }
  }

  /// The label of a value; nil if there is none, or if it says no more than the value.
  func label(of value: String, in field: OptionField) -> String? {
    guard let label = fields[field]?[value] ?? values[value], !label.isEmpty else { return nil }
    return label.lowercased() == value.lowercased() ? nil : label
  }

  /// Whether a value alone tells that a field holds an option: a word, not a number and no prose.
  static func isTelling(_ value: String) -> Bool {
    value.utf8.count <= OptionField.longestValue && value.contains(where: \.isLetter)
      && !value.contains(where: \.isWhitespace)
  }
}

/// A field of a block.
public struct OptionField: Sendable, Hashable {
  /// The technical name of the block.
  public var component: String
  /// The field, without a language.
  public var field: String
  /// The longest value that can be an option, in bytes.
  static let longestValue = 200

  /// Names a field.
  public init(_ component: String, _ field: String) {
    self.component = component
    self.field = field
  }
}
