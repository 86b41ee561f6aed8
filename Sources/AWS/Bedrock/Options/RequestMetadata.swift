/// A pair of request metadata, which the service writes into invocation logs. The limits are those of the service model.
public struct RequestMetadata: Sendable, Equatable {
  /// The key, 1 to 256 characters.
  public let key: String
  /// The value, at most 256 characters.
  public let value: String
  /// The most pairs of a request.
  public static let most = 16
  /// The longest key and the longest value, in characters.
  public static let longest = 256
  /// What keys and values may contain besides letters, digits and white space.
  public static let marks = ":_@$#=/+,-."

  /// Reads `KEY=VALUE`; nil if the API does not accept the pair.
  public init?(_ text: String) {
    guard let equals = text.firstIndex(of: "=") else { return nil }
    let (key, value) = (text[..<equals], text[text.index(after: equals)...])
    guard !key.isEmpty, Self.isAllowed(key), Self.isAllowed(value) else { return nil }
    self.key = String(key)
    self.value = String(value)
  }

  private static func isAllowed(_ text: Substring) -> Bool {
    text.utf8.count <= longest
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), 0x09...0x0D:
          true
        default: marks.utf8.contains(byte)
        }
      }
  }
}
