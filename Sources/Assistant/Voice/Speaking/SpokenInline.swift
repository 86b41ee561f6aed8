import Core

/// The text of one block of Markdown without its marks: emphasis, code marks, addresses of links and images, bare
/// addresses, HTML tags. Entities are decoded.
struct SpokenInline: Sendable {
  private enum Mode: Sendable {
    case text
    /// Inside the parentheses of a link, with how many are open.
    case target(Int)
    /// Inside the second brackets of a link, or a footnote's mark.
    case reference
    /// Inside an address that stands in the text.
    case address
  }

  /// What is not read yet, because what follows decides about it.
  private var waiting: [Unicode.Scalar] = []
  private var mode = Mode.text
  /// The scalar read last, spoken or not.
  private var before: Unicode.Scalar?
  private var openBrackets = 0
  /// Punctuation at the end of an address, which may belong to the sentence.
  private var tail: [Unicode.Scalar] = []
  /// How far is looked ahead, in scalars.
  private static let longestLook = 200
  private static let addresses = ["https://", "http://", "www."].map { Array($0.unicodeScalars) }

  /// Adds a scalar of the block (white space for a line end); returns what is spoken.
  mutating func add(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    waiting.append(scalar)
    return read(isWhole: false)
  }

  /// Ends the block; returns the rest of what is spoken.
  mutating func finish() -> [Unicode.Scalar] {
    var rest = read(isWhole: true)
    rest += sentenceEnd()
    self = SpokenInline()
    return rest
  }

  private mutating func read(isWhole: Bool) -> [Unicode.Scalar] {
    var spoken: [Unicode.Scalar] = []
    var index = 0
    loop: while index < waiting.count {
      let scalar = waiting[index]
      switch mode {
      case .target(let depth):
        if scalar == ")" {
          mode = depth == 1 ? .text : .target(depth - 1)
        } else if scalar == "(" {
          mode = .target(depth + 1)
        }
        advance(&index, 1)
      case .reference:
        if scalar == "]" { mode = .text }
        advance(&index, 1)
      case .address:
        if scalar.isSpace || scalar == "<" || scalar == ">" || scalar == "\"" || scalar == "]" || scalar == "`"
          || scalar == "|" || scalar.value >= 0x3000
        {
          spoken += sentenceEnd()
          mode = .text
        } else {
          if Self.mayEndAddress(scalar) { tail.append(scalar) } else { tail = [] }
          advance(&index, 1)
        }
      case .text:
        guard let (count, text) = step(waiting[index...], isWhole) else { break loop }
        spoken += text
        advance(&index, count)
      }
    }
    waiting.removeFirst(min(index, waiting.count))
    return spoken
  }

  private mutating func advance(_ index: inout Int, _ count: Int) {
    index += count
    before = waiting[min(index, waiting.count) - 1]
  }

  private mutating func sentenceEnd() -> [Unicode.Scalar] {
    defer { tail = [] }
    return tail.filter { $0 != "*" && $0 != "_" && $0 != ")" && $0 != "'" }
  }

  private static func mayEndAddress(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", ",", ";", ":", "!", "?", ")", "'", "*", "_": true
    default: false
    }
  }

  /// How many scalars the next mark or letter has, and what of it is spoken; nil if more is needed to tell.
  private mutating func step(
    _ rest: ArraySlice<Unicode.Scalar>, _ isWhole: Bool
  ) -> (Int, [Unicode.Scalar])? {
    let scalar = rest[rest.startIndex]
    let next = rest.dropFirst().first
    switch scalar {
    case "\\":
      guard let next else { return isWhole ? (1, []) : nil }
      return next.isMark ? (2, [next]) : next.isSpace ? (1, []) : (1, [scalar])
    case "`": return (1, [])
    case "*", "_", "~": return emphasis(rest, isWhole)
    case "!":
      guard let next else { return isWhole ? (1, [scalar]) : nil }
      return (1, next == "[" ? [] : [scalar])
    case "[":
      guard let next else { return isWhole ? (1, []) : nil }
      if next == "^" {
        mode = .reference
        return (2, [])
      }
      openBrackets += 1
      return (1, [])
    case "]":
      guard openBrackets > 0 else { return (1, []) }
      guard next != nil || isWhole else { return nil }
      openBrackets -= 1
      if next == "(" { mode = .target(1) } else if next == "[" { mode = .reference } else { return (1, []) }
      return (2, [])
    case "<": return tag(rest, isWhole)
    case "&": return entity(rest, isWhole)
    case "|": return (1, [",", " "])
    case "h", "H", "w", "W": return address(rest, isWhole)
    default: return (1, scalar.isSpace ? [" "] : scalar.isUnsafeToDisplay ? [] : [scalar])
    }
  }

  /// A run of `*`, `_` or `~` is a mark unless it stands alone, or between digits (`2*3`) or inside a name (`a_b`).
  private func emphasis(_ rest: ArraySlice<Unicode.Scalar>, _ isWhole: Bool) -> (Int, [Unicode.Scalar])? {
    let mark = rest[rest.startIndex]
    let run = rest.prefix { $0 == mark }
    let after = rest.dropFirst(run.count).first
    guard after != nil || isWhole || run.count > Self.longestLook else { return nil }
    let isAlone = before?.isSpace ?? true && after?.isSpace ?? true
    let isInside: Bool
    switch mark {
    case "*": isInside = isAlone && run.count == 1 || before.isDigit && after.isDigit
    case "_": isInside = before.isWordPart && after.isWordPart
    default: isInside = run.count == 1
    }
    return (run.count, isInside ? Array(run) : [])
  }

  /// `<br>`, `</b>`, `<https://…>`; anything else that begins with `<` is spoken.
  private func tag(_ rest: ArraySlice<Unicode.Scalar>, _ isWhole: Bool) -> (Int, [Unicode.Scalar])? {
    guard let next = rest.dropFirst().first else { return isWhole ? (1, ["<"]) : nil }
    guard next.properties.isAlphabetic || next == "/" || next == "!" else { return (1, ["<"]) }
    for (offset, scalar) in rest.dropFirst().prefix(Self.longestLook).enumerated() {
      if scalar == ">" { return (offset + 2, []) }
      if scalar == "<" { return (1, ["<"]) }
    }
    return isWhole || rest.count > Self.longestLook ? (1, ["<"]) : nil
  }

  private func entity(_ rest: ArraySlice<Unicode.Scalar>, _ isWhole: Bool) -> (Int, [Unicode.Scalar])? {
    let look = rest.dropFirst().prefix(12)
    guard let end = look.firstIndex(where: { !$0.isASCII || !($0.properties.isAlphabetic || $0 == "#" || $0.isDigit) })
    else { return isWhole || look.count == 12 ? (1, ["&"]) : nil }
    guard look[end] == ";" else { return (1, ["&"]) }
    let text = String(String.UnicodeScalarView(rest[...end]))
    let count = rest.distance(from: rest.startIndex, to: end) + 1
    if text == "&nbsp;" { return (count, [" "]) }
    let decoded = String(decoding: XMLEntities.decoded(Array(text.utf8)[...]), as: UTF8.self)
    return decoded == text ? (1, ["&"]) : (count, decoded.unicodeScalars.filter { !$0.isUnsafeToDisplay })
  }

  private mutating func address(_ rest: ArraySlice<Unicode.Scalar>, _ isWhole: Bool) -> (Int, [Unicode.Scalar])? {
    let scalar = rest[rest.startIndex]
    guard !before.isWordPart else { return (1, [scalar]) }
    for address in Self.addresses {
      let begins = zip(rest, address).allSatisfy { $0.properties.lowercaseMapping == String($1) }
      guard begins else { continue }
      if rest.count < address.count { return isWhole ? (1, [scalar]) : nil }
      mode = .address
      return (address.count, [])
    }
    return (1, [scalar])
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
  /// Whether a backslash before it makes it ordinary.
  fileprivate var isMark: Bool {
    switch value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}

extension Unicode.Scalar? {
  fileprivate var isDigit: Bool { self?.isDigit ?? false }
  fileprivate var isWordPart: Bool {
    guard let self else { return false }
    return self.properties.isAlphabetic || self.properties.numericType != nil
  }
}
