/// Values read tolerantly: what is null or of another kind is stepped over and is nil, so that one odd member never
/// costs the whole item. Storyblok sends numbers as strings here and there.
extension JSONReader {
  /// A string; a number's own text.
  package mutating func text() throws(JSONFault) -> String? {
    switch try kind() {
    case .string: return try string()
    case .number: return String(decoding: try slice(), as: UTF8.self)
    default:
      try skip()
      return nil
    }
  }

  /// A whole number, or a string that holds one.
  package mutating func integer() throws(JSONFault) -> Int64? { try text().flatMap { Int64($0) } }

  /// A number, or a string that holds one.
  package mutating func number() throws(JSONFault) -> Double? {
    guard let value = try text().flatMap({ Double($0) }), value.isFinite else { return nil }
    return value
  }

  /// A truth value, as such, as 0 or 1, or spelled out.
  package mutating func flag() throws(JSONFault) -> Bool? {
    if try kind() == .bool { return try slice().first == UInt8(ascii: "t") }
    return switch try text() {
    case "1", "true": true
    case "0", "false": false
    default: nil
    }
  }

  /// The strings of an array; other elements are left out.
  package mutating func texts() throws(JSONFault) -> [String] {
    var found: [String] = []
    guard try kind() == .array else {
      try skip()
      return []
    }
    try elements { (reader) throws(JSONFault) in if let text = try reader.text() { found.append(text) } }
    return found
  }

  /// The bytes of an object; nil for anything else.
  package mutating func object() throws(JSONFault) -> ArraySlice<UInt8>? {
    let isObject = try kind() == .object
    let bytes = try slice()
    return isObject ? bytes : nil
  }

  /// As `members`, where the value is an object; anything else is stepped over.
  package mutating func membersIfObject(
    _ body: (inout JSONReader, String) throws(JSONFault) -> Void
  ) throws(JSONFault) {
    if try kind() == .object { try members(body) } else { try skip() }
  }

  /// As `elements`, where the value is an array; anything else is stepped over.
  package mutating func elementsIfArray(_ body: (inout JSONReader) throws(JSONFault) -> Void) throws(JSONFault) {
    if try kind() == .array { try elements(body) } else { try skip() }
  }
}
