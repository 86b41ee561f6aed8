import Core

/// One page of the delivery API's links: every story and folder of a space, by uuid, without content.
struct LinkPage {
  /// The paths by uuid: the real path, else the slug.
  private(set) var paths: [String: String] = [:]
  /// The number of links on the page.
  private(set) var items = 0

  /// Reads `{"links":{"<uuid>":{…},…}}`.
  init(_ body: [UInt8]) throws(JSONFault) {
    var page = Self()
    var isList = false
    var reader = JSONReader(body)
    try reader.members { (reader, name) throws(JSONFault) in
      guard name == "links" else { return try reader.skip() }
      // A page past the end may be an empty array instead of an object.
      isList = true
      try reader.membersIfObject { (reader, uuid) throws(JSONFault) in try page.add(uuid, &reader) }
    }
    try reader.finish()
    guard isList else { throw JSONFault(offset: 0) }
    self = page
  }

  private init() {}

  private mutating func add(_ uuid: String, _ reader: inout JSONReader) throws(JSONFault) {
    items += 1
    var real: String?
    var slug: String?
    try reader.membersIfObject { (reader, name) throws(JSONFault) in
      switch name {
      case "real_path": real = try reader.text()
      case "slug": slug = try reader.text()
      default: try reader.skip()
      }
    }
    if let path = [real, slug].compactMap({ $0 }).first(where: { !$0.isEmpty }) { paths[uuid] = path }
  }
}
