import Core

/// Options that may be given several times. Their values add up.
extension Flag {
  /// An option whose value is a comma list of texts, each of which `element` converts.
  static func list<Element: Sendable>(
    _ name: FlagName, _ placeholder: String, choices: [String] = [], wanted: String, _ text: FlagText,
    element: @escaping @Sendable (String) -> Element?
  ) -> Flag where Value == [Element] {
    Flag(name, nil, placeholder, text, words: choices, wanted: wanted, isRepeatable: true) { text in
      let parts = text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
      let values = parts.compactMap(element)
      return values.isEmpty || values.count != parts.count ? nil : values
    }
  }

  /// An option with one value, which may hold commas.
  static func each<Element: Sendable>(
    _ name: FlagName, _ placeholder: String, wanted: String, _ text: FlagText,
    nearest: (@Sendable (String) -> [String])? = nil, element: @escaping @Sendable (String) -> Element?
  ) -> Flag where Value == [Element] {
    Flag(name, nil, placeholder, text, wanted: wanted, isRepeatable: true, nearest: nearest) {
      element($0).map { [$0] }
    }
  }
}

extension Flag<[String]> {
  /// An option with a comma list of texts that are not empty.
  static func names(_ name: FlagName, _ placeholder: String, _ text: FlagText) -> Flag {
    .list(name, placeholder, wanted: "a value that is not empty", text) { $0 }
  }
}

extension Flag<TimeText> {
  /// An option with a time or an age as its value.
  static func time(_ name: FlagName, _ placeholder: String, _ text: FlagText) -> Flag {
    Flag(name, nil, placeholder, text, wanted: "a date (2026-03-01), a time (2026-03-01T12:00Z) or an age (7d, 12h)") {
      TimeText($0)
    }
  }
}
