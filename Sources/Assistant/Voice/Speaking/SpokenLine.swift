/// What the beginning of a line of Markdown makes of the line.
enum SpokenLine: Equatable {
  /// The beginning does not tell yet.
  case undecided
  /// An empty line.
  case blank
  /// Nothing of the line is spoken: a rule, the line under a heading, a row of a table, the address of a link.
  case skipped
  /// A code block opens, with that many of the character.
  case fence(Unicode.Scalar, Int)
  /// A heading; its text follows.
  case heading([Unicode.Scalar])
  /// An item of a list, with its number if it has one; its text follows.
  case item(label: String?, [Unicode.Scalar])
  /// A quotation; what follows is a line of its own.
  case quote([Unicode.Scalar])
  /// A line of running text.
  case text([Unicode.Scalar])

  /// How much of a line is looked at, in scalars. A longer beginning of marks alone is a rule.
  static let longestBeginning = 200

  /// What the scalars of a line up to here tell. `isWhole`: whether the line ends behind them.
  init(_ scalars: [Unicode.Scalar], isWhole: Bool) {
    let line = scalars[...].drop(while: \.isSpace)
    guard let first = line.first else {
      self = isWhole ? .blank : .undecided
      return
    }
    let all = Array(line)
    let run = all.prefix { $0 == first }.count
    switch first {
    case "`", "~": self = Self.fence(all, run, isWhole)
    case "#":
      if run < all.count {
        self = run <= 6 && all[run].isSpace ? .heading(Self.trimmed(all[run...])) : .text(all)
      } else {
        self = isWhole && run <= 6 ? .skipped : isWhole || run > 6 ? .text(all) : .undecided
      }
    case ">": self = .quote(Array(all.dropFirst()))
    case "|": self = .skipped
    case "-", "*", "+", "_", "=": self = Self.marks(all, isWhole)
    case "0"..."9": self = Self.number(all, isWhole)
    case "[": self = Self.bracket(all, isWhole)
    default: self = .text(all)
    }
  }

  private static func fence(_ all: [Unicode.Scalar], _ run: Int, _ isWhole: Bool) -> SpokenLine {
    if run >= 3, run < all.count || isWhole { return .fence(all[0], run) }
    if run < all.count || isWhole { return .text(all) }
    return run > longestBeginning ? .skipped : .undecided
  }

  private static func marks(_ all: [Unicode.Scalar], _ isWhole: Bool) -> SpokenLine {
    let first = all[0]
    let isRule = all.allSatisfy { $0 == first || $0.isSpace || first == "-" && ($0 == "|" || $0 == ":") }
    if isRule {
      return isWhole || all.count > longestBeginning ? .skipped : .undecided
    }
    guard all.count > 1, all[1].isSpace, first == "-" || first == "*" || first == "+" else { return .text(all) }
    var rest = trimmed(all[1...])
    // The box of a task.
    if rest.count < 4, rest.first == "[", !isWhole { return .undecided }
    if rest.count >= 3, rest[0] == "[", rest[2] == "]", rest[1] == " " || rest[1] == "x" || rest[1] == "X" {
      rest = trimmed(rest[3...])
    }
    return .item(label: nil, rest)
  }

  private static func number(_ all: [Unicode.Scalar], _ isWhole: Bool) -> SpokenLine {
    let digits = all.prefix { ("0"..."9").contains($0) }.count
    guard digits <= 9 else { return .text(all) }
    guard digits < all.count else { return isWhole ? .text(all) : .undecided }
    guard all[digits] == "." || all[digits] == ")" else { return .text(all) }
    guard digits + 1 < all.count else { return isWhole ? .text(all) : .undecided }
    guard all[digits + 1].isSpace else { return .text(all) }
    var label = String.UnicodeScalarView()
    label.append(contentsOf: all[..<digits])
    return .item(label: String(label), trimmed(all[(digits + 1)...]))
  }

  /// `[name]: address` is the address of a link.
  private static func bracket(_ all: [Unicode.Scalar], _ isWhole: Bool) -> SpokenLine {
    guard let end = all.firstIndex(of: "]") else {
      return isWhole || all.count > longestBeginning ? .text(all) : .undecided
    }
    guard end + 1 < all.count else { return isWhole ? .text(all) : .undecided }
    return all[end + 1] == ":" ? .skipped : .text(all)
  }

  private static func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    Array(scalars.drop(while: \.isSpace))
  }
}

extension Unicode.Scalar {
  /// Whether it separates words: white space of any kind.
  var isSpace: Bool { self == " " || self == "\t" || properties.isWhitespace }
}
