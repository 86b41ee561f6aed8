/// The rule for keys, tokens, ids, regions and URLs (contract §2): white space around one is no part of it, and a
/// control character or a character that is not ASCII inside one is a mistake.
public enum BareText {
  /// What is wrong with the characters of `text`, as words that follow its name; nil if nothing is. The text itself is
  /// not shown.
  public static func fault(in text: String) -> String? {
    text.unicodeScalars.first { !(0x20...0x7E).contains($0.value) }.map(words)
  }

  /// Checks the characters of `text`.
  ///
  /// - Parameter name: the place of the text, for the message: a variable, or a file and line.
  /// - Throws: `Failure` with code `bad_config`, or `usage` if `isOption`.
  public static func check(_ text: String, _ name: String, isOption: Bool = false) throws(Failure) {
    guard let fault = fault(in: text) else { return }
    throw Failure(
      isOption ? .usage : .badConfig, "\(name) \(fault)",
      hint: "copy the value again as plain text, in one line and without the characters around it")
  }

  /// Checks the characters of a setting's value.
  ///
  /// - Throws: `Failure` with code `usage` for an option, else `bad_config`; it names the origin.
  public static func check(_ setting: Setting<String>) throws(Failure) {
    try check(setting.value, setting.origin.place, isOption: setting.origin.isOption)
  }

  private static func words(_ scalar: Unicode.Scalar) -> String {
    let number = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - number.count)) + number
    switch scalar.value {
    case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: return "holds a line end inside (\(code))"
    case 0x00...0x1F, 0x7F...0x9F: return "holds a control character (\(code))"
    case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return "holds a blank that is not the space bar's (\(code))"
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xAD:
      return "holds a character that cannot be seen (\(code))"
    case 0x2018...0x201F, 0xAB, 0xBB: return "holds a typographic quotation mark (\(code))"
    default: return "holds a character that is not ASCII (\(code))"
    }
  }
}

extension Settings {
  /// The value of a setting that is an id, like `string`.
  ///
  /// - Throws: `Failure` with code `usage` for an option, else `bad_config`, for a value with a control character or a
  ///   character that is not ASCII.
  public func identifier(_ key: SettingKey) throws(Failure) -> Setting<String>? {
    guard let setting = string(key) else { return nil }
    try BareText.check(setting)
    return setting
  }

  /// The places of values that had white space around them, which was cut off: the names of variables, and of entries
  /// of the `.env` file with their lines.
  public func trimmedPlaces(_ keys: [SettingKey], _ variables: [Variable] = []) -> [String] {
    let names = keys.flatMap(\.variables) + variables.map(\.name)
    var seen: Set<String> = []
    let inEnvironment = names.filter { seen.insert($0).inserted && environment.hasTrimmed($0) }
    let inFile = keys.flatMap(\.dotenvVariables).compactMap { name -> String? in
      guard let dotenv, let entry = dotenv.entry(name), entry.value?.hasOuterSpace == true else { return nil }
      return Origin.dotenv(path: dotenv.path, line: entry.line, name: name).place
    }
    return inEnvironment + inFile
  }
}
