import Core

/// An option with the type of its value. A command declares it once and reads its value with the same constant
/// (`arguments[AskCommand.maxTokens]`).
struct Flag<Value: Sendable>: Sendable {
  /// The description, for parser, help, man pages and completions.
  let spec: FlagSpec
  /// Converts a text that `spec` accepts to the value.
  let decode: @Sendable (String) -> Value?
}

/// The description of an option.
struct FlagSpec: Sendable {
  /// What a shell completes as the value.
  enum Completion: Sendable, Equatable { case none, file, textOrFile, profile, model, region, choices }

  /// The long name, without dashes.
  let long: String
  /// The short name, if there is one.
  let short: Character?
  /// The placeholder of the value in help (`NAME`); nil for a switch, which has no value.
  let placeholder: String?
  /// The allowed values; empty for any.
  let choices: [String]
  /// The setting that the option sets; help shows its variables and default.
  let key: SettingKey?
  /// One line for help, without a full stop.
  let summary: String
  /// Sentences for the man page.
  let detail: String
  /// What a shell completes as the value.
  let completion: Completion
  /// Long names of options that this one replaces if it comes after them.
  let overrides: [String]
  /// The value that makes the result and every error a JSON document; empty for a switch.
  let jsonValue: String?
  /// Whether help and completions leave the option out.
  let isHidden: Bool
  /// Whether the option may be given several times, so that its values add up.
  let isRepeatable: Bool
  /// Whether the value may be left out. Then it is given only after `=`.
  let isValueOptional: Bool
  /// A description of valid values; nil if the choices are one.
  let range: String?
  /// The valid values nearest to one that is not valid.
  let nearest: @Sendable (String) -> [String]
  /// Whether a value is valid.
  let accepts: @Sendable (String) -> Bool

  /// Whether the word after the option is its value.
  var takesNextWord: Bool { placeholder != nil && !isValueOptional }
  /// The name with its value, as it is written: `--limit N`, `--embed[=MODEL]`.
  func form(_ name: String) -> String {
    placeholder.map { isValueOptional ? "\(name)[=\($0)]" : "\(name) \($0)" } ?? name
  }

  /// A description of valid values, to follow `takes`.
  var wanted: String { range ?? "one of \(choices.joined(separator: ", "))" }

  /// Whether the option has no value.
  var isSwitch: Bool { placeholder == nil }
}

/// The long name of a flag, and the setting that it sets, if any.
struct FlagName: Sendable, ExpressibleByStringLiteral {
  /// The long name, without dashes.
  let long: String
  /// The setting.
  let key: SettingKey?

  private init(_ long: String, _ key: SettingKey?) {
    self.long = long
    self.key = key
  }

  init(stringLiteral long: String) { self.init(long, nil) }

  /// The name of the option that sets `key`.
  static func setting(_ key: SettingKey) -> FlagName {
    FlagName(String((key.option ?? key.name).drop { $0 == "-" }), key)
  }
}

/// The documentation of a flag, and its relation to other flags.
struct FlagText: Sendable {
  /// One line; nil for the summary of the setting.
  var summary: String?
  var detail: String
  var completion: FlagSpec.Completion = .none
  var overrides: [String] = []
  var jsonValue: String?
  var isHidden = false

  init(
    _ summary: String?, _ detail: String, completion: FlagSpec.Completion = .none, overrides: [String] = [],
    jsonValue: String? = nil, isHidden: Bool = false
  ) {
    self.summary = summary
    self.detail = detail
    self.completion = completion
    self.overrides = overrides
    self.jsonValue = jsonValue
    self.isHidden = isHidden
  }

  /// The documentation of a flag that uses the summary of its setting.
  init(detail: String, completion: FlagSpec.Completion = .none, overrides: [String] = []) {
    self.init(nil, detail, completion: completion, overrides: overrides)
  }
}

extension Flag {
  /// An option of any type of value.
  init(
    _ name: FlagName, _ short: Character?, _ placeholder: String?, _ text: FlagText, words choices: [String] = [],
    wanted: String? = nil, isRepeatable: Bool = false, isValueOptional: Bool = false,
    nearest: (@Sendable (String) -> [String])? = nil, decode: @escaping @Sendable (String) -> Value?
  ) {
    self.decode = decode
    self.spec = FlagSpec(
      long: name.long, short: short, placeholder: placeholder, choices: choices, key: name.key,
      summary: text.summary ?? name.key?.summary ?? "", detail: text.detail,
      completion: choices.isEmpty ? text.completion : .choices, overrides: text.overrides,
      jsonValue: text.jsonValue, isHidden: text.isHidden, isRepeatable: isRepeatable,
      isValueOptional: isValueOptional, range: wanted,
      nearest: nearest ?? { Suggestion.nearest(to: $0, among: choices) },
      accepts: { decode($0) != nil })
  }
}

extension Flag<Bool> {
  /// An option without a value.
  static func toggle(_ name: FlagName, short: Character? = nil, _ text: FlagText) -> Flag {
    Flag(name, short, nil, text, wanted: "no value") { _ in true }
  }
}

extension Flag<String> {
  /// An option with any text as its value.
  static func text(
    _ name: FlagName, short: Character? = nil, _ placeholder: String, _ text: FlagText
  ) -> Flag { Flag(name, short, placeholder, text, wanted: "a value") { $0 } }

  /// An option with a text that is not empty as its value.
  static func name(
    _ name: FlagName, short: Character? = nil, _ placeholder: String, _ text: FlagText
  ) -> Flag {
    Flag(name, short, placeholder, text, wanted: "a value that is not empty") { $0.isBlank ? nil : $0 }
  }
}

extension Flag<String> {
  /// An option whose value may be left out: it is empty then.
  static func optional(_ name: FlagName, _ placeholder: String, _ text: FlagText) -> Flag {
    Flag(name, nil, placeholder, text, wanted: "a value after =, or none", isValueOptional: true) { $0 }
  }
}

extension Flag<String> {
  /// An option with one of a few words as its value.
  static func word(
    _ name: FlagName, short: Character? = nil, _ placeholder: String, among words: [String], _ text: FlagText
  ) -> Flag {
    Flag(name, short, placeholder, text, words: words) {
      words.contains($0) ? $0 : nil
    }
  }
}

extension Flag<Int> {
  /// An option with a whole number as its value.
  static func integer(
    _ name: FlagName, short: Character? = nil, _ placeholder: String, in range: ClosedRange<Int>,
    _ text: FlagText
  ) -> Flag {
    let upper = range.upperBound == .max ? "up" : "to \(range.upperBound)"
    return Flag(
      name, short, placeholder, text, wanted: "a whole number from \(range.lowerBound) \(upper)"
    ) { Int($0).flatMap { range.contains($0) ? $0 : nil } }
  }
}

extension Flag<Double> {
  /// An option with a number as its value.
  static func number(
    _ name: FlagName, short: Character? = nil, _ placeholder: String, wanted: String, _ text: FlagText,
    where isAllowed: @escaping @Sendable (Double) -> Bool
  ) -> Flag {
    Flag(name, short, placeholder, text, wanted: wanted) {
      guard let first = $0.utf8.first, first == UInt8(ascii: "-") || isDigit(first),
        let number = Double($0), number.isFinite, isAllowed(number)
      else { return nil }
      return number
    }
  }
}

extension Flag<Double> {
  /// An option with an age as its value, such as `7d`; the value is in seconds.
  static func age(_ name: FlagName, _ placeholder: String, _ text: FlagText) -> Flag {
    Flag(name, nil, placeholder, text, wanted: "an age such as 12h, 7d or 8w") {
      if case .age(let seconds) = TimeText($0) { seconds } else { nil }
    }
  }
}

/// Whether a number may begin with this byte: `Double` also reads ` 1`, `nan`, `0x1p3` and `.5`.
private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

extension Flag where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// An option with one of a few words as its value.
  ///
  /// - Parameter cases: the allowed cases; all by default.
  static func choice(
    _ name: FlagName, short: Character? = nil, _ placeholder: String, among cases: [Value] = Array(Value.allCases),
    _ text: FlagText
  ) -> Flag {
    let words = cases.map(\.rawValue)
    return Flag(name, short, placeholder, text, words: words) { words.contains($0) ? Value(rawValue: $0) : nil }
  }
}
