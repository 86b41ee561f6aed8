import Core

/// Finds the text of elements in the flat XML of STS responses. No document is built, because the element names are
/// known and unique, and there are no entities to expand.
///
/// Works on bytes: a bracket followed by a combining mark is one `Character`, but two characters in XML.
struct XMLText {
  private let bytes: [UInt8]

  init(_ bytes: some Collection<UInt8>) { self.bytes = Array(bytes) }

  /// The text of the first element of that name that contains only text, entities decoded.
  func first(_ name: String) -> String? {
    guard let rest = bytes.cut(at: Array("<\(name)>".utf8))?.after else { return nil }
    guard let end = rest.firstIndex(of: UInt8(ascii: "<")), rest[end...].starts(with: "</\(name)>".utf8) else {
      return nil
    }
    return String(decoding: XMLEntities.decoded(rest[..<end]), as: UTF8.self)
  }
}
