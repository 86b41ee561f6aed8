public import Core

extension VoiceLanguages {
  /// The codes for a transcription, among which the service identifies the spoken one.
  ///
  /// - Throws: `Failure` `usage` for an option, `bad_config` for a variable, if two are variants of one language: the
  ///   service tells languages apart, not their variants.
  public func identifiable() throws(Failure) -> [String] {
    let codes = all.map(\.code)
    for (index, code) in codes.enumerated() {
      let language = code.prefix { $0 != "-" }
      guard let other = codes[..<index].first(where: { $0.prefix { $0 != "-" } == language }) else { continue }
      let isOption = if case .option = origin { true } else { false }
      throw Failure(
        isOption ? .usage : .badConfig,
        "\(origin.place) names two variants of one language, \(other) and \(code); Amazon Transcribe tells only languages "
          + "apart",
        hint: "name one of them")
    }
    return codes
  }
}
