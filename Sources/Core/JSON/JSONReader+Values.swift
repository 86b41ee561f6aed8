/// Tolerant reading: a value that is null or of another type is skipped and returned as nil, so that one bad member
/// does not lose the whole item. Storyblok sends some numbers as strings.
extension JSONReader {
  /// A string, or the text of a number.
  package mutating func text() throws(JSONFault) -> String? {
    switch try kind() {
    case .string: return try string()
    case .number: return String(decoding: try slice(), as: UTF8.self)
    default:
      try skip()
      return nil
    }
  }

  /// A whole number, or a string that contains one.
  package mutating func integer() throws(JSONFault) -> Int64? { try text().flatMap { Int64($0) } }

  /// A number, or a string that contains one.
  package mutating func number() throws(JSONFault) -> Double? {
    guard let value = try text().flatMap({ Double($0) }), value.isFinite else { return nil }
    return value
  }

  /// A boolean: `true`, `false`, 0, 1, or such a string.
  package mutating func flag() throws(JSONFault) -> Bool? {
    if try kind() == .bool { return try slice().first == UInt8(ascii: "t") }
    return switch try text() {
    case "1", "true": true
    case "0", "false": false
    default: nil
    }
  }

  /// The strings of an array. Other elements are left out.
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

  /// Like `members` if the value is an object. Any other value is skipped.
  package mutating func membersIfObject(
    _ body: (inout JSONReader, String) throws(JSONFault) -> Void
  ) throws(JSONFault) {
    if try kind() == .object { try members(body) } else { try skip() }
  }

  /// Like `elements` if the value is an array. Any other value is skipped.
  package mutating func elementsIfArray(_ body: (inout JSONReader) throws(JSONFault) -> Void) throws(JSONFault) {
    if try kind() == .array { try elements(body) } else { try skip() }
  }
}
