import AWS
import Assistant

/// What voice contributed to a run of `ask`.
struct AskVoice {
  /// What was heard.
  var heard: Heard?
  /// What was spoken.
  var speech: SpeechReport?

  /// The cost of both in US dollars, an estimate; nil if neither was asked for.
  var cost: Double? {
    let costs = [heard?.transcript?.cost, speech?.cost].compactMap(\.self)
    return costs.isEmpty ? nil : costs.reduce(0, +)
  }
}
