/// A command line of a document, and its documented output.
struct ConsoleExample: Equatable {
  /// The words after `$ `.
  var line: String
  /// The output lines: `…` in a line stands for any text, a line `…` for any lines.
  var expected: [String]
  /// The position, for messages.
  var number: Int
}

/// Reads the fenced ```` ```console ```` blocks of a document.
enum ConsoleBlocks {
  /// Every command line of a text, in order.
  static func examples(in text: String) -> [ConsoleExample] {
    var found: [ConsoleExample] = []
    var isInside = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("```") {
        isInside = !isInside && line == "```console"
        if !isInside { trimLast(&found) }
        continue
      }
      guard isInside else { continue }
      if line.hasPrefix("$ ") {
        trimLast(&found)
        found.append(ConsoleExample(line: String(line.dropFirst(2)), expected: [], number: index + 1))
      } else if !found.isEmpty {
        found[found.count - 1].expected.append(String(line))
      }
    }
    return found
  }

  /// An empty line before the next command is not part of the output.
  private static func trimLast(_ found: inout [ConsoleExample]) {
    guard let last = found.indices.last else { return }
    while found[last].expected.last?.isEmpty == true { found[last].expected.removeLast() }
  }

  /// Whether an output matches the documented one.
  static func matches(_ output: [String], _ expected: [String]) -> Bool {
    guard let first = expected.first else { return output.isEmpty }
    let rest = Array(expected.dropFirst())
    if first == "…" {
      return (0...output.count).contains { matches(Array(output.dropFirst($0)), rest) }
    }
    guard let line = output.first, matches(line: line, first) else { return false }
    return matches(Array(output.dropFirst()), rest)
  }

  private static func matches(line: String, _ pattern: String) -> Bool {
    let parts = pattern.split(separator: "…", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 else { return line == pattern }
    guard line.hasPrefix(parts[0]) else { return false }
    var rest = line.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(parts[parts.count - 1])
  }
}
