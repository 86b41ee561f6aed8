import Core

/// The fields of a space that are used.
public struct Space: Sendable, Equatable {
  /// The id.
  public var id: Int64
  /// The name.
  public var name: String
  /// The URL under which the visual editor previews stories, if configured; often on a developer's machine.
  public var domain: String?

  init(id: Int64, name: String, domain: String?) {
    self.id = id
    self.name = name
    self.domain = domain
  }

  /// Reads `{"space":{…}}`; nil without an id.
  init?(_ body: [UInt8]) throws(JSONFault) {
    var id: Int64?
    var name, domain: String?
    var reader = JSONReader(body)
    try reader.membersIfObject { (reader, member) throws(JSONFault) in
      guard member == "space" else { return try reader.skip() }
      try reader.membersIfObject { (reader, member) throws(JSONFault) in
        switch member {
        case "id": id = try reader.integer()
        case "name": name = try reader.text()
        case "domain": domain = try reader.text().flatMap { $0.isEmpty ? nil : $0 }
        default: try reader.skip()
        }
      }
    }
    guard let id else { return nil }
    self.id = id
    self.name = name ?? String(id)
    self.domain = domain
  }
}
