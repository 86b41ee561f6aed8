import AWS
import Core

/// Names of documents that the service accepts: letters, digits, single spaces, hyphens, parentheses and brackets, and no
/// name twice in a request.
struct AttachmentNames {
  private var taken: Set<String>
  private static let longest = 100

  /// Names that differ from those of the files in a conversation: the model knows those by name too.
  init(history: [Message] = []) {
    taken = Set(history.flatMap { $0.content.flatMap(Self.marked) }.map { Self.safe($0).lowercased() })
  }

  /// The name for a file, which is taken then.
  mutating func name(for file: String) -> String {
    let bare = Self.safe(file)
    var name = bare
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      name = "\(bare) (\(number))"
      number += 1
    }
    return name
  }

  /// A file's name without its ending, in the letters that the service accepts.
  static func safe(_ file: String) -> String {
    var base = file[...]
    if let dot = base.lastIndex(of: "."), dot > base.startIndex,
      base[dot...].dropFirst().allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
    {
      base = base[..<dot]
    }
    var name = ""
    for scalar in base.unicodeScalars.prefix(longest) {
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      if isPlain || "-()[]".unicodeScalars.contains(scalar) {
        name.unicodeScalars.append(scalar)
      } else if !name.isEmpty, name.last != " " {
        name += " "
      }
    }
    let trimmed = name.trimmed
    return trimmed.isEmpty ? "document" : trimmed
  }

  /// The names of the files that a block of a kept conversation marks.
  private static func marked(_ block: ContentBlock) -> [String] {
    guard case .text(let text) = block else { return [] }
    return text.ranges(of: "[file ").compactMap { mark in
      let rest = text[mark.upperBound...].prefix { !$0.isNewline }
      guard let end = rest.firstRange(of: " bytes]")?.lowerBound, let comma = rest[..<end].lastIndex(of: ",") else {
        return nil
      }
      return String(rest[..<comma].prefix(scalars: 200))
    }
  }
}
