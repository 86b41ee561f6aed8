import Core

/// Which options the fields of a space's blocks have: the part of the blocks' schemas that labels need
/// (storyblok.com/docs/api/management/components/the-component-schema-field-object).
struct OptionSchema: Sendable, Equatable {
  /// The datasource of each field whose options are the entries of one (`source: internal`).
  var datasources: [OptionField: String] = [:]
  /// The labels of fields with a list of their own, by value.
  var own: [OptionField: [String: String]] = [:]

  /// Reads `{"components":[{"name":"article","schema":{"topic":{"type":"options",…},…}},…]}`.
  init(_ body: [UInt8]) throws(JSONFault) {
    var schema = Self()
    var isList = false
    var reader = JSONReader(body)
    try reader.members { (reader, name) throws(JSONFault) in
      guard name == "components" else { return try reader.skip() }
      isList = try reader.kind() == .array
      try reader.elementsIfArray { (reader) throws(JSONFault) in try schema.addComponent(&reader) }
    }
    try reader.finish()
    guard isList else { throw JSONFault(offset: 0) }
    self = schema
  }

  private init() {}

  private mutating func addComponent(_ reader: inout JSONReader) throws(JSONFault) {
    var component: String?
    var fields: ArraySlice<UInt8>?
    try reader.membersIfObject { (reader, name) throws(JSONFault) in
      switch name {
      case "name": component = try reader.text()
      case "schema": fields = try reader.object()
      default: try reader.skip()
      }
    }
    guard let component, let fields else { return }
    var schema = JSONReader(fields)
    var found = self
    try schema.members { (reader, field) throws(JSONFault) in
      try found.add(OptionField(component, field), &reader)
    }
    self = found
  }

  private mutating func add(_ field: OptionField, _ reader: inout JSONReader) throws(JSONFault) {
    var type, source, slug: String?
    var labels: [String: String] = [:]
    try reader.membersIfObject { (reader, name) throws(JSONFault) in
      switch name {
      case "type": type = try reader.text()
      case "source": source = try reader.text()
      case "datasource_slug": slug = try reader.text()
      case "options":
        try reader.elementsIfArray { (reader) throws(JSONFault) in
          if let option = try DatasourceEntry(&reader) { labels[option.value] = option.name }
        }
      default: try reader.skip()
      }
    }
    guard type == "option" || type == "options" else { return }
    if source == "internal", let slug, !slug.isEmpty {
      datasources[field] = slug
    } else if source ?? "" == "" || source == "self", !labels.isEmpty {
      own[field] = labels
    }
  }
}
