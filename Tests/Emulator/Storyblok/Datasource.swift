/// A list of options: labels and the values that stories hold.
public struct Datasource: Sendable {
  public var slug: String
  public var name: String
  public var entries: [(name: String, value: String)]

  public init(_ slug: String, name: String, _ entries: [(name: String, value: String)]) {
    self.slug = slug
    self.name = name
    self.entries = entries
  }

  /// The datasource as both APIs list it.
  func json(_ index: Int) -> JSON {
    ["id": .int(9000 + index), "name": .string(name), "slug": .string(slug), "dimensions": []]
  }

  /// Its entries as both APIs list them.
  var items: [JSON] {
    entries.enumerated().map { index, entry in
      [
        "id": .int(700_000 + index), "name": .string(entry.name), "value": .string(entry.value),
        "dimension_value": .null,
      ]
    }
  }
}
