/// The grammar of `~/.aws/config` and `~/.aws/credentials`: Python's `RawConfigParser` (strict) with botocore's nested
/// blocks. It accepts and rejects the same files as the AWS CLI.
public enum INIParser {
  /// Parses the bytes of a file in linear time.
  ///
  /// - Parameters:
  ///   - bytes: the file's content; line ends may be LF, CRLF or CR.
  ///   - path: the file's name, as shown to the user.
  /// - Throws: `INIError` for the first line that the AWS CLI rejects.
  public static func parse(_ bytes: [UInt8], path: String) throws(INIError) -> INIFile {
    var reader = INIReader(path: path)
    let lines = TextBytes.universalNewlines(bytes).split(
      separator: TextBytes.newline, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where TextBytes.string(line) == nil {
      throw INIError(path: path, line: index + 1, kind: .notUTF8)
    }
    for (index, line) in lines.enumerated() { try reader.read(line, number: index + 1) }
    return try reader.finish()
  }
}

/// The parser's state between two lines.
private struct INIReader {
  struct Draft {
    var key: [UInt8]
    var line: Int
    /// The value's lines, trimmed, each with its line number. The first is on the key's line.
    var parts: [(text: ArraySlice<UInt8>, line: Int)]
  }

  struct DraftSection {
    var name: String
    var line: Int
    var entries: [Draft] = []
    var keys: [[UInt8]: Int] = [:]
  }

  let path: String
  /// The first section is `[DEFAULT]`, even if the file has none.
  var sections = [DraftSection(name: "DEFAULT", line: 0)]
  var names: [[UInt8]: Int] = [Array("DEFAULT".utf8): 0]
  var current: Int?
  /// Whether the last entry of the current section takes continuation lines.
  var isOpen = false
  var indentation = 0
  /// The first line that is not an assignment. As in Python, it is reported only if there is no duplicate.
  var malformed: INIError?

  init(path: String) { self.path = path }

  mutating func read(_ line: ArraySlice<UInt8>, number: Int) throws(INIError) {
    let text = TextBytes.trimmed(line)
    if text.first == UInt8(ascii: "#") || text.first == UInt8(ascii: ";") { return }
    if text.isEmpty { return continueValue(text, number) }
    let indent = TextBytes.indentation(line)
    if isOpen, indent > indentation { return continueValue(text, number) }
    indentation = indent
    if let name = header(text) {
      try begin(name, number)
    } else if current == nil {
      throw error(Self.kind(ofLineOutside: text, number), number)
    } else {
      try assign(text, number)
    }
  }

  /// The text between `[` at the start and the last `]`. It may contain brackets; text after the last `]` is ignored.
  private func header(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard text.first == UInt8(ascii: "["), let close = text.lastIndex(of: UInt8(ascii: "]")),
      close > text.startIndex + 1
    else { return nil }
    return text[(text.startIndex + 1)..<close]
  }

  private mutating func begin(_ name: ArraySlice<UInt8>, _ line: Int) throws(INIError) {
    isOpen = false
    let name = Array(name)
    let text = String(decoding: name, as: UTF8.self)
    if let known = names[name] {
      if known > 0 {
        throw INIError(
          path: path, line: line, section: text, kind: .duplicateSection(first: sections[known].line))
      }
      current = known
    } else {
      current = sections.count
      names[name] = sections.count
      sections.append(DraftSection(name: text, line: line))
    }
  }

  private mutating func assign(_ text: ArraySlice<UInt8>, _ line: Int) throws(INIError) {
    guard let current,
      let cut = text.firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") })
    else {
      malformed = malformed ?? error(Self.isOpenHeader(text) ? .openHeader : .noSeparator, line)
      return
    }
    let written = TextBytes.trimmedEnd(text[..<cut])
    if written.isEmpty { malformed = malformed ?? error(.noKey, line) }
    let key = Array(String(decoding: written, as: UTF8.self).lowercased().utf8)
    if let first = sections[current].keys[key] {
      throw gluedHeader(since: first) ?? error(.duplicateKey(first: first), line)
    }
    sections[current].keys[key] = line
    sections[current].entries.append(
      Draft(key: key, line: line, parts: [(TextBytes.trimmed(text[(cut + 1)...]), line)]))
    isOpen = !written.isEmpty
  }

  private static func kind(ofLineOutside text: ArraySlice<UInt8>, _ number: Int) -> INIError.Kind {
    if number == 1, text.starts(with: [0xEF, 0xBB, 0xBF]) { return .byteOrderMark }
    if isOpenHeader(text) { return .openHeader }
    return text.starts(with: "export ".utf8) ? .shellOutsideSection : .outsideSection
  }

  /// Whether a line begins like a header and lacks the closing bracket.
  private static func isOpenHeader(_ text: ArraySlice<UInt8>) -> Bool {
    text.first == UInt8(ascii: "[") && !text.contains(UInt8(ascii: "]")) && !text.contains(UInt8(ascii: "="))
  }

  /// The error of a header that stands at the end of a value, from the key on line `first` on. Without a line end
  /// before it, the keys of the next section belong to this one, and stand there twice.
  private func gluedHeader(since first: Int) -> INIError? {
    guard let current else { return nil }
    let parts = sections[current].entries.filter { $0.line >= first }.flatMap(\.parts)
    let glued = parts.last { part in
      guard let open = part.text.lastIndex(of: UInt8(ascii: "[")) else { return false }
      return part.text.last == UInt8(ascii: "]") && open > part.text.startIndex
    }
    return glued.map { error(.gluedHeader, $0.line) }
  }

  private mutating func continueValue(_ text: ArraySlice<UInt8>, _ line: Int) {
    guard isOpen, let current, let last = sections[current].entries.indices.last else { return }
    sections[current].entries[last].parts.append((text, line))
  }

  /// Makes the file after all lines are read.
  func finish() throws(INIError) -> INIFile {
    if let malformed { throw malformed }
    let defaults = try self.defaults()
    var result: [INIFile.Section] = []
    for section in sections.dropFirst() {
      var entries: [INIFile.Entry] = []
      for draft in section.entries { entries.append(try entry(draft, in: section.name)) }
      result.append(
        INIFile.Section(name: section.name, line: section.line, entries: entries, defaults: defaults))
    }
    return INIFile(path: path, sections: result)
  }

  /// The entries of `[DEFAULT]`. An entry that every section overrides is not parsed, so it may be malformed.
  private func defaults() throws(INIError) -> [INIFile.Entry] {
    var result: [INIFile.Entry] = []
    for draft in sections[0].entries
    where sections.dropFirst().contains(where: { $0.keys[draft.key] == nil }) {
      result.append(try entry(draft, in: "DEFAULT"))
    }
    return result
  }

  private func entry(_ draft: Draft, in section: String) throws(INIError) -> INIFile.Entry {
    var parts = draft.parts
    while let last = parts.last, last.text.isEmpty { parts.removeLast() }
    let key = String(decoding: draft.key, as: UTF8.self)
    let isBlock = parts.count > 1 && parts[0].text.isEmpty
    let value: INIFile.Value =
      isBlock
      ? .block(try block(parts, in: section))
      : .text(parts.map { String(decoding: $0.text, as: UTF8.self) }.joined(separator: "\n"))
    return INIFile.Entry(key: key, value: value, line: draft.line, swallowed: isBlock ? [] : swallowed(parts))
  }

  /// The continuation lines that look like `key = value`. A key has at most 64 letters, digits, `_` and `-`, so that no
  /// part of a secret is taken for one.
  private func swallowed(_ parts: [(text: ArraySlice<UInt8>, line: Int)]) -> [INIFile.SwallowedKey] {
    parts.dropFirst().compactMap { text, line in
      guard let cut = text.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      let key = String(decoding: TextBytes.trimmedEnd(text[..<cut]), as: UTF8.self).lowercased()
      guard (1...64).contains(key.utf8.count),
        key.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") })
      else { return nil }
      return INIFile.SwallowedKey(key: key, line: line)
    }
  }

  private func block(
    _ parts: [(text: ArraySlice<UInt8>, line: Int)], in section: String
  ) throws(INIError) -> [INIFile.BlockEntry] {
    var result: [INIFile.BlockEntry] = []
    for (text, line) in parts {
      for piece in TextBytes.splitLines(text).map(TextBytes.trimmed) where !piece.isEmpty {
        guard let cut = piece.firstIndex(of: UInt8(ascii: "=")) else {
          throw INIError(path: path, line: line, section: section, kind: .nestedWithoutEquals)
        }
        let key = TextBytes.trimmed(piece[..<cut])
        let value = TextBytes.trimmed(piece[(cut + 1)...])
        result.append(
          INIFile.BlockEntry(
            key: String(decoding: key, as: UTF8.self), value: String(decoding: value, as: UTF8.self),
            line: line))
      }
    }
    return result
  }

  private func error(_ kind: INIError.Kind, _ line: Int) -> INIError {
    INIError(path: path, line: line, section: current.map { sections[$0].name }, kind: kind)
  }
}
