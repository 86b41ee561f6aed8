import Core

/// An option with the type of its value. A command declares it once and reads it back through the same constant
/// (`arguments[AskCommand.maxTokens]`), so there is no second list of names and the type comes with it.
struct Flag<Value: Sendable>: Sendable {
  /// The option as data, for the parser, help, man pages and completions.
  let spec: FlagSpec
  /// The value of a text that `spec` accepts.
  let decode: @Sendable (String) -> Value?
}

/// An option as data.
struct FlagSpec: Sendable {
  /// What a shell offers for its value.
  enum Completion: Sendable, Equatable { case none, file, textOrFile, profile, model, region, choices }

  /// The long name, without dashes.
  let long: String
  /// The short name, where it has one.
  let short: Character?
  /// What stands for its value in help (`NAME`); nil for a switch, which takes none.
  let placeholder: String?
  /// The only values it takes, where they are few.
  let choices: [String]
  /// The setting it makes; its variables and default are shown with it.
  let key: SettingKey?
  /// One line for help, without a full stop.
  let summary: String
  /// Whole sentences for the man page.
  let detail: String
  /// What a shell offers for its value.
  let completion: Completion
  /// Long names of options that it replaces when it comes after them.
  let overrides: [String]
  /// The value with which the result, and with it every error, is one JSON document; the empty one for a switch.
  let jsonValue: String?
  /// Options for our own machinery are accepted and tested, but not shown.
  let isHidden: Bool
  /// What its value must be, to follow `takes`.
  let wanted: String
  /// Whether a value is acceptable.
  let accepts: @Sendable (String) -> Bool

  /// Whether it takes no value.
  var isSwitch: Bool { placeholder == nil }
}

/// The long name of a flag, and the setting it makes, where it makes one.
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

  /// The name of the option that makes this setting.
  static func setting(_ key: SettingKey) -> FlagName {
    FlagName(String((key.option ?? key.name).drop { $0 == "-" }), key)
  }
}

/// What a flag is besides its name and type: its documentation, and what it means to others.
struct FlagText: Sendable {
  /// One line; nil for that of the setting.
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

  /// The documentation of a flag whose line is that of its setting.
  init(detail: String, completion: FlagSpec.Completion = .none, overrides: [String] = []) {
    self.init(nil, detail, completion: completion, overrides: overrides)
  }
}

extension Flag {
  fileprivate init(
    _ name: FlagName, _ short: Character?, _ placeholder: String?, _ text: FlagText, choices: [String] = [],
    wanted: String, decode: @escaping @Sendable (String) -> Value?
  ) {
    self.decode = decode
    self.spec = FlagSpec(
      long: name.long, short: short, placeholder: placeholder, choices: choices, key: name.key,
      summary: text.summary ?? name.key?.summary ?? "", detail: text.detail,
      completion: choices.isEmpty ? text.completion : .choices, overrides: text.overrides,
      jsonValue: text.jsonValue, isHidden: text.isHidden, wanted: wanted, accepts: { decode($0) != nil })
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

  /// An option with any text but the empty one as its value.
  static func name(
    _ name: FlagName, short: Character? = nil, _ placeholder: String, _ text: FlagText
  ) -> Flag {
    Flag(name, short, placeholder, text, wanted: "a value that is not empty") { $0.isEmpty ? nil : $0 }
  }
}

extension Flag<String> {
  /// An option with one of a few words as its value.
  static func word(
    _ name: FlagName, short: Character? = nil, _ placeholder: String, among words: [String], _ text: FlagText
  ) -> Flag {
    Flag(name, short, placeholder, text, choices: words, wanted: "one of \(words.joined(separator: ", "))") {
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

/// `Double` also reads ` 1`, `nan`, `0x1p3` and `.5`; what begins with a digit or a minus is a number to anyone.
private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

extension Flag where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// An option with one of a few words as its value.
  ///
  /// - Parameter cases: the cases it takes; all of them by default.
  static func choice(
    _ name: FlagName, short: Character? = nil, _ placeholder: String, among cases: [Value] = Array(Value.allCases),
    _ text: FlagText
  ) -> Flag {
    let words = cases.map(\.rawValue)
    return Flag(
      name, short, placeholder, text, choices: words, wanted: "one of \(words.joined(separator: ", "))"
    ) { words.contains($0) ? Value(rawValue: $0) : nil }
  }
}
