import Core

/// A space, as far as it concerns a reader.
public struct Space: Sendable, Equatable {
  /// The id.
  public var id: Int64
  /// The name.
  public var name: String
  /// The URL the visual editor previews stories under, where one is configured; often a developer's own machine.
  public var domain: String?

  init(id: Int64, name: String, domain: String?) {
    self.id = id
    self.name = name
    self.domain = domain
  }

  /// Reads `{"space":{…}}`; nil where no id is in it.
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

/// The person a management token acts for.
public struct StoryblokUser: Sendable, Equatable {
  /// The id.
  public var id: Int64?
  /// The name shown in Storyblok.
  public var name: String?
  /// The address.
  public var email: String?

  /// Reads `{"user":{…}}`; nil where nothing useful is in it.
  init?(_ body: [UInt8]) throws(JSONFault) {
    var user: (id: Int64?, friendly: String?, first: String?, last: String?, email: String?) = (
      nil, nil, nil, nil, nil
    )
    var reader = JSONReader(body)
    try reader.membersIfObject { (reader, member) throws(JSONFault) in
      guard member == "user" else { return try reader.skip() }
      try reader.membersIfObject { (reader, member) throws(JSONFault) in
        switch member {
        case "id": user.id = try reader.integer()
        case "friendly_name": user.friendly = try reader.text()
        case "firstname": user.first = try reader.text()
        case "lastname": user.last = try reader.text()
        case "email": user.email = try reader.text()
        default: try reader.skip()
        }
      }
    }
    let full = [user.first, user.last].compactMap { $0 }.joined(separator: " ")
    id = user.id
    name = user.friendly ?? (full.isEmpty ? nil : full)
    email = user.email
    if id == nil, name == nil, email == nil { return nil }
  }
}
