public import Core

extension VoiceLanguages {
  /// The codes for a transcription. For a locale that only Polly speaks, such as `de_AT`, it is the language as the
  /// service hears it, else English. Codes that the table does not have are passed on.
  ///
  /// - Throws: `Failure` `usage` for an option, `bad_config` for a variable that names a language which is only spoken.
  func heard() throws(Failure) -> [String] {
    guard areNamed else { return [(Self.heardVariants(of: first).first ?? .english).code] }
    for language in all where VoiceTable.row(language)?.isHeard == false {
      let others = Self.heardVariants(of: language).map(\.code)
      let hint: Remedy =
        others.isEmpty ? "name a language that it hears, such as en-US" : "it hears \(others.joined(separator: ", "))"
      throw Failure(
        origin.isOption ? .usage : .badConfig,
        "\(origin.place) names \(language.code), which Amazon Transcribe does not hear",
        hint: hint)
    }
    return all.map(\.code)
  }

  /// The languages that the service hears among the variants of one: the language itself alone if it is among them.
  private static func heardVariants(of language: VoiceLanguage) -> [VoiceLanguage] {
    guard let row = VoiceTable.row(language), !row.isHeard else { return [language] }
    let name = language.code.prefix { $0 != "-" }
    return VoiceTable.rows.filter { $0.isHeard && $0.code.prefix { $0 != "-" } == name }
      .map { VoiceLanguage(code: $0.code) }
  }

  /// The codes for a transcription, among which the service identifies the spoken one.
  ///
  /// - Throws: `Failure` `usage` for an option, `bad_config` for a variable, if one is not heard, or two are variants of one
  ///   language: the service tells languages apart, not their variants.
  public func identifiable() throws(Failure) -> [String] {
    let codes = try heard()
    for (index, code) in codes.enumerated() {
      let language = code.prefix { $0 != "-" }
      guard let other = codes[..<index].first(where: { $0.prefix { $0 != "-" } == language }) else { continue }
      throw Failure(
        origin.isOption ? .usage : .badConfig,
        "\(origin.place) names two variants of one language, \(other) and \(code); Amazon Transcribe tells only languages "
          + "apart",
        hint: "name one of them")
    }
    return codes
  }
}
