import Core

/// The user of a management token.
public struct StoryblokUser: Sendable, Equatable {
  /// The id.
  public var id: Int64?
  /// The name shown in Storyblok.
  public var name: String?
  /// The address.
  public var email: String?

  /// Reads `{"user":{…}}`; nil without id, name and address.
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
