/// The encodings in which a secret could appear.
enum Disguise {
  static func occurs(_ secret: String, in text: String) -> Bool {
    guard !secret.isEmpty else { return false }
    return forms(secret).contains { text.contains($0) }
  }

  static func forms(_ secret: String) -> Set<String> {
    let bytes = Array(secret.utf8)
    var forms: Set = [
      secret, percent(bytes, upper: true), percent(bytes, upper: false), base64(bytes),
      secret.replacing("/", with: #"\/"#),
    ]
    // Every character, and only those that are neither letter nor digit.
    for isWhole in [true, false] {
      for (prefix, suffix, radix) in [("%", "", 16), (#"\u00"#, "", 16), ("&#x", ";", 16), ("&#", ";", 10)] {
        for upper in [true, false] {
          forms.insert(escaped(bytes, prefix, suffix, radix: radix, upper: upper, isWhole: isWhole))
        }
      }
    }
    return forms
  }

  private static func escaped(
    _ bytes: [UInt8], _ prefix: String, _ suffix: String, radix: Int, upper: Bool, isWhole: Bool
  ) -> String {
    bytes.map { byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      if isPlain, !isWhole { return String(scalar) }
      let digits = String(byte, radix: radix, uppercase: upper)
      return prefix + (digits.count < 2 ? "0" : "") + digits + suffix
    }.joined()
  }

  private static func percent(_ bytes: [UInt8], upper: Bool) -> String {
    var text = ""
    for byte in bytes {
      let scalar = Unicode.Scalar(byte)
      if ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
        || "-._~".unicodeScalars.contains(scalar)
      {
        text.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: upper)
        text += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return text
  }

  /// Without the end, which depends on what follows.
  private static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count - bytes.count % 3, by: 3) {
      let group = Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
      for shift in [18, 12, 6, 0] { text.append(alphabet[group >> shift & 63]) }
    }
    return text
  }
}
