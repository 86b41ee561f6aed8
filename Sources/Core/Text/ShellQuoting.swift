/// Quotes a value so that a shell reads it as one word.
public enum ShellQuoting {
  /// A word of `sh`, `bash` and `zsh`, in single quotes unless it is plain.
  public static func posix(_ value: String) -> String {
    if isPlain(value) { return value }
    return quoted(value) { $0 == "'" ? #"'\''"# : nil }
  }

  /// A word of `fish`. Within single quotes only the backslash and the quote are special.
  public static func fish(_ value: String) -> String {
    if isPlain(value) { return value }
    return quoted(value) { $0 == "'" || $0 == "\\" ? "\\" + String($0) : nil }
  }

  /// A string of PowerShell. PowerShell treats the typographic single quotes as quotes too; each is doubled.
  public static func powerShell(_ value: String) -> String {
    quoted(value) { $0 == "'" || (0x2018...0x201B).contains($0.value) ? String($0) + String($0) : nil }
  }

  /// Works on scalars: a quote followed by a combining mark is one `Character`, but a shell sees the quote.
  private static func quoted(_ value: String, _ escape: (Unicode.Scalar) -> String?) -> String {
    var out = "'"
    for scalar in value.unicodeScalars {
      if let escaped = escape(scalar) { out += escaped } else { out.unicodeScalars.append(scalar) }
    }
    return out + "'"
  }

  private static func isPlain(_ value: String) -> Bool {
    !value.isEmpty
      && value.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "-_./:@+".utf8.contains(byte)
        }
      }
  }
}
