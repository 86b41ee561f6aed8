import Core

/// The fields of a space that are used.
public struct Space: Sendable, Equatable {
  /// The id.
  public var id: Int64
  /// The name.
  public var name: String
  /// The URL under which the visual editor previews stories, if configured; often on a developer's machine.
  public var domain: String?
  /// The region: that of the response, else of the id.
  public var region: StoryblokRegion?
  /// The languages of its stories.
  public var languages = SpaceLanguages()
  /// The version of the published content, which grows with each publication; nil from the management API.
  public var cacheVersion: Int64?

  init(id: Int64, name: String, domain: String?) {
    self.id = id
    self.name = name
    self.domain = domain
    region = StoryblokRegion(spaceID: id)
  }

  /// Reads `{"space":{…}}`; nil without an id.
  init?(_ body: [UInt8]) throws(JSONFault) {
    var space: Space?
    var reader = JSONReader(body)
    try reader.membersIfObject { (reader, member) throws(JSONFault) in
      if member == "space" { space = try Space(&reader) } else { try reader.skip() }
    }
    guard let space else { return nil }
    self = space
  }

  /// Reads `{"spaces":[…]}`; items without an id are left out.
  static func list(_ body: [UInt8]) throws(JSONFault) -> [Space] {
    var spaces: [Space] = []
    var isList = false
    var reader = JSONReader(body)
    try reader.members { (reader, member) throws(JSONFault) in
      guard member == "spaces" else { return try reader.skip() }
      isList = try reader.kind() == .array
      try reader.elementsIfArray { (reader) throws(JSONFault) in
        if let space = try Space(&reader) { spaces.append(space) }
      }
    }
    guard isList else { throw JSONFault(offset: 0) }
    return spaces
  }

  private init?(_ reader: inout JSONReader) throws(JSONFault) {
    var id, version: Int64?
    var name, domain, region: String?
    var languages = SpaceLanguages()
    try reader.membersIfObject { (reader, member) throws(JSONFault) in
      switch member {
      case "id": id = try reader.integer()
      case "name": name = try reader.text()
      case "domain": domain = try reader.text().flatMap { $0.isEmpty ? nil : $0 }
      case "region": region = try reader.text()
      case "version": version = try reader.integer()
      // The delivery API has codes alone, the management API names too.
      case "language_codes": languages.codes += try reader.texts()
      case "languages": try languages.read(&reader)
      case "default_lang_name": languages.fallback = try reader.text().flatMap { $0.isEmpty ? nil : $0 }
      default: try reader.skip()
      }
    }
    guard let id else { return nil }
    self.init(id: id, name: name ?? String(id), domain: domain)
    if let region = region.flatMap(StoryblokRegion.init(rawValue:)) { self.region = region }
    self.languages = languages
    cacheVersion = version
  }
}

extension SpaceLanguages {
  /// Reads `[{"code":"de","name":"German"},…]`.
  fileprivate mutating func read(_ reader: inout JSONReader) throws(JSONFault) {
    var languages = self
    try reader.elementsIfArray { (reader) throws(JSONFault) in
      var code, name: String?
      try reader.membersIfObject { (reader, member) throws(JSONFault) in
        switch member {
        case "code": code = try reader.text()
        case "name": name = try reader.text()
        default: try reader.skip()
        }
      }
      guard let code, !code.isEmpty else { return }
      languages.codes.append(code)
      languages.names[code] = name
    }
    self = languages
  }
}
