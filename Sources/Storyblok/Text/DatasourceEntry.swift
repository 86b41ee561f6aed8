import Core

/// One value of a datasource and its label.
struct DatasourceEntry: Sendable, Equatable {
  /// The label that editors see.
  var name: String
  /// The value that stories hold.
  var value: String
  /// The longest label, in scalars.
  private static let longest = 200

  /// An entry; the label becomes one line and is shortened if it is long.
  init(name: String, value: String) {
    self.name = OneLine.first(name, limit: Self.longest)
    self.value = value
  }

  /// Reads `{"datasource_entries":[{"name":"…","value":"…"},…]}` of either API.
  static func list(_ body: [UInt8]) throws(JSONFault) -> [DatasourceEntry] {
    var entries: [DatasourceEntry] = []
    try items("datasource_entries", of: body) { (reader) throws(JSONFault) in
      if let entry = try DatasourceEntry(&reader) { entries.append(entry) }
    }
    return entries
  }

  /// Reads the slugs of `{"datasources":[{"slug":"…"},…]}`.
  static func slugs(_ body: [UInt8]) throws(JSONFault) -> [String] {
    var slugs: [String] = []
    try items("datasources", of: body) { (reader) throws(JSONFault) in
      try reader.membersIfObject { (reader, name) throws(JSONFault) in
        guard name == "slug" else { return try reader.skip() }
        if let slug = try reader.text() { slugs.append(slug) }
      }
    }
    return slugs
  }

  /// Reads an entry or an option of a schema; nil without a value and a label.
  init?(_ reader: inout JSONReader) throws(JSONFault) {
    var name, value: String?
    try reader.membersIfObject { (reader, member) throws(JSONFault) in
      switch member {
      case "name": name = try reader.text()
      case "value": value = try reader.text()
      default: try reader.skip()
      }
    }
    guard let name, let value, !name.isEmpty, !value.isEmpty, value.utf8.count <= OptionField.longestValue else {
      return nil
    }
    self.init(name: name, value: value)
  }

  private static func items(
    _ list: String, of body: [UInt8], _ read: (inout JSONReader) throws(JSONFault) -> Void
  ) throws(JSONFault) {
    var isList = false
    var reader = JSONReader(body)
    try reader.members { (reader, name) throws(JSONFault) in
      guard name == list else { return try reader.skip() }
      isList = try reader.kind() == .array
      try reader.elementsIfArray(read)
    }
    try reader.finish()
    guard isList else { throw JSONFault(offset: 0) }
  }
}
