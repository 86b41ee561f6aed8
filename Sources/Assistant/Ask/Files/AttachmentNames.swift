import AWS
import Core

/// Names of documents that the service accepts: letters, digits, single spaces, hyphens, parentheses and brackets, and no
/// name twice in a request.
struct AttachmentNames {
  private var taken: Set<String> = []
  /// The number that follows the last one given to a name, so that many equal names take no longer each.
  private var next: [String: Int] = [:]
  private static let longest = 100

  /// Names that differ from those of the files in a conversation: the model knows those by name too.
  /// Equal ones had numbers then, in the same order.
  init(history: [Message] = []) {
    for message in history {
      for block in message.content { for file in Self.marked(block) { _ = name(for: file) } }
    }
  }

  /// The name for a file, which is taken then.
  mutating func name(for file: String) -> String {
    let bare = Self.safe(file)
    let key = bare.lowercased()
    var name = bare
    var number = next[key] ?? 2
    while !taken.insert(name.lowercased()).inserted {
      name = "\(bare) (\(number))"
      number += 1
    }
    next[key] = number
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
    let bytes = Array(text.utf8)
    let (opening, closing) = (Array("[file ".utf8), Array(" bytes]".utf8))
    var names: [String] = []
    for start in bytes.indices where bytes[start...].starts(with: opening) {
      // Not the rest of the line: a text may hold many openings.
      let rest = bytes[(start + opening.count)...].prefix(longestMark).prefix { $0 != 0x0A && $0 != 0x0D }
      guard let end = rest.firstRange(of: closing)?.lowerBound,
        let comma = rest[..<end].lastIndex(of: UInt8(ascii: ","))
      else { continue }
      names.append(String(String(decoding: rest[..<comma], as: UTF8.self).prefix(scalars: 200)))
    }
    return names
  }

  /// The longest mark in bytes: a name of at most 200 scalars, a number and a few words.
  private static let longestMark = 1000
}
