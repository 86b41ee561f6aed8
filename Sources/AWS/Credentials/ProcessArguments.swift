/// Splits the value of `credential_process` into words as botocore does: POSIX shell quoting only. Variables, globs,
/// pipes, `~` and `#` are ordinary characters.
public enum ProcessArguments {
  /// The words of `text`; empty for blank text; nil if a quote is not closed or a backslash ends the text.
  public static func split(_ text: String) -> [String]? {
    var words: [String] = []
    var word: [UInt8]?
    var quote: UInt8?
    var isEscaped = false
    for byte in text.utf8 {
      if isEscaped {
        // Within double quotes a backslash is literal unless a double quote or a backslash follows.
        if let quote, byte != quote, byte != backslash { word?.append(backslash) }
        word?.append(byte)
        isEscaped = false
      } else if byte == backslash, quote != singleQuote {
        word = word ?? []
        isEscaped = true
      } else if byte == quote {
        quote = nil
      } else if quote != nil {
        word?.append(byte)
      } else if byte == singleQuote || byte == doubleQuote {
        word = word ?? []
        quote = byte
      } else if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
        if let word { words.append(String(decoding: word, as: UTF8.self)) }
        word = nil
      } else {
        word = word ?? []
        word?.append(byte)
      }
    }
    if quote != nil || isEscaped { return nil }
    if let word { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  /// The first word that only a shell would understand: a pipe, a redirection, a list of commands. Nil if there is none.
  static func shellSyntax(in words: [String]) -> String? {
    words.first { ["|", "||", "&&", "&", ";", ">", ">>", "<", "2>", "2>&1", "2>/dev/null"].contains($0) }
  }

  /// Whether a backslash outside quotes stands before a letter or digit, as in a path of Windows. It is then lost.
  static func losesBackslash(_ text: String) -> Bool {
    var quote: UInt8?
    var isEscaped = false
    for byte in text.utf8 {
      if isEscaped {
        isEscaped = false
        if quote == nil, Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber {
          return true
        }
      } else if byte == backslash, quote != singleQuote {
        isEscaped = true
      } else if byte == quote {
        quote = nil
      } else if quote == nil, byte == singleQuote || byte == doubleQuote {
        quote = byte
      }
    }
    return false
  }

  private static let backslash = UInt8(ascii: "\\")
  private static let singleQuote = UInt8(ascii: "'")
  private static let doubleQuote = UInt8(ascii: "\"")
}
