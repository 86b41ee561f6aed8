/// Writes a value so that a shell takes it back as one word and nothing else.
public enum ShellQuoting {
  /// A word of `sh`, `bash` and `zsh`. Single quotes keep every character but themselves; a plain word stays bare.
  public static func posix(_ value: String) -> String {
    if isPlain(value) { return value }
    return quoted(value) { $0 == "'" ? #"'\''"# : nil }
  }

  /// A word of `fish`: within its single quotes only the backslash and the quote are special.
  public static func fish(_ value: String) -> String {
    if isPlain(value) { return value }
    return quoted(value) { $0 == "'" || $0 == "\\" ? "\\" + String($0) : nil }
  }

  /// A string of PowerShell, which takes the typographic single quotes for quotes too; each is doubled.
  public static func powerShell(_ value: String) -> String {
    quoted(value) { $0 == "'" || (0x2018...0x201B).contains($0.value) ? String($0) + String($0) : nil }
  }

  /// Goes scalar by scalar: a quote that carries a combining mark is no `Character` of its own, but is one to a shell.
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
