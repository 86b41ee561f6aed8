/// The screen of a terminal after a program's output: lines without colours and without erased text.
struct TerminalScreen {
  private(set) var lines: [String] = []
  /// Whether anything was coloured.
  private(set) var hasColour = false
  /// Everything that was drawn and erased.
  private(set) var erased: [String] = []
  /// Escape sequences other than colours and erasing a line.
  private(set) var strange: [String] = []
  private var line: [Unicode.Scalar] = []
  private var column = 0

  var text: String { lines.joined(separator: "\n") }

  init(_ bytes: [UInt8]) {
    var scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\n": endLine()
      case "\r": column = 0
      case "\u{1B}": sequence(&scalars)
      default: put(scalar)
      }
    }
    if !line.isEmpty { endLine() }
  }

  private mutating func sequence(_ scalars: inout Substring.UnicodeScalarView) {
    guard scalars.first == "[" else { return strange.append("ESC") }
    scalars.removeFirst()
    var text = ""
    while let scalar = scalars.popFirst() {
      text.unicodeScalars.append(scalar)
      guard (0x40...0x7E).contains(scalar.value) else { continue }
      if scalar == "m" { return hasColour = true }
      if text == "2K" { return erase() }
      return strange.append("ESC[" + text)
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    if column < line.count { line[column] = scalar } else { line.append(scalar) }
    column += 1
  }

  private mutating func erase() {
    if !line.isEmpty { erased.append(Self.text(line)) }
    line = []
    column = 0
  }

  private mutating func endLine() {
    lines.append(Self.text(line))
    line = []
    column = 0
  }

  private static func text(_ scalars: [Unicode.Scalar]) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }
}
