/// Codes of languages as people and APIs write them: `de-AT`, `de_at` and `de-at` are one.
public enum LanguageCode {
  /// The longest code, in bytes.
  private static let longest = 35

  /// The code in the form that is compared and that the APIs take: lower case, `_` for `-`
  /// (github.com/storyblok/storyblok-swift, URLSessionExtension.swift).
  static func normal(_ code: String) -> String { code.lowercased().replacing("-", with: "_") }

  /// Whether the code means the default language of any space.
  public static func isDefault(_ code: String) -> Bool {
    let word = normal(code)
    return word == "default" || word == "[default]"
  }

  /// Whether the text can be a code: letters, digits, `-` and `_`.
  static func isPossible(_ code: String) -> Bool {
    isDefault(code)
      || (!code.isEmpty && code.utf8.count <= longest
        && code.utf8.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
          default: false
          }
        })
  }
}
