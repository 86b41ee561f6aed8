import AWS
import Assistant
import Core

/// Text printed after an answer: sources and usage.
enum AskText {
  /// `Sources:`, then name and URL of each story; `Found:` where the answer names no source.
  static func stories(of answer: AskAnswer) -> StyledText {
    let isSourced = !answer.sources.isEmpty
    let stories = isSourced ? answer.sources.map(\.story) : answer.found
    guard !stories.isEmpty else { return StyledText() }
    var text = StyledText("\n") + StyledText(isSourced ? "Sources:" : "Found:", .bold) + "\n"
    for story in stories {
      text += StyledText("- " + OneLine.joined(story.name))
      text += StyledText("  " + OneLine.joined(story.url ?? story.editorURL ?? story.slug), .cyan) + "\n"
    }
    return text
  }

  /// `tokens: 812 in (600 from cache), 64 out; 2 requests; about $0.0034 (prices of 2026-07-02)`.
  static func usage(_ answer: AskAnswer) -> StyledText {
    let usage = answer.usage
    var cached: [String] = []
    if usage.cacheRead > 0 { cached.append("\(usage.cacheRead) from cache") }
    if usage.cacheWrite > 0 { cached.append("\(usage.cacheWrite) to cache") }
    var line = "tokens: \(usage.input + usage.cacheRead + usage.cacheWrite) in"
    if !cached.isEmpty { line += " (" + cached.joined(separator: ", ") + ")" }
    line += ", \(usage.output) out; \(answer.requests) request\(answer.requests == 1 ? "" : "s")"
    if let tier = answer.serviceTier, tier != .default { line += "; service tier \(tier.rawValue)" }
    if let cost = answer.cost {
      line += "; about $\(dollars(cost)), an estimate by the prices of \(ModelTable.date)"
      if let saved = answer.savedByCache { line += "; the cache " + saving(saved) }
    }
    return StyledText(line + "\n", .dim)
  }

  private static func saving(_ amount: Double) -> String {
    amount < 0 ? "cost $\(dollars(-amount)) more than it saved" : "saved about $\(dollars(amount))"
  }

  /// `listening: 2.6 s of sound (15 s billed); about $0.0060, an estimate`.
  static func usage(_ transcript: Transcript) -> StyledText {
    let tenths = Int((min(transcript.seconds, 1e6) * 10).rounded())
    return StyledText(
      "listening: \(tenths / 10).\(tenths % 10) s of sound (\(Int(min(transcript.billedSeconds, 1e6))) s billed); about "
        + "$\(dollars(transcript.cost)), an estimate\n", .dim)
  }

  /// `speaking: 312 characters, neural; about $0.0050, an estimate`.
  static func usage(_ speech: SpeechReport) -> StyledText {
    StyledText(
      "speaking: \(speech.characters) characters, \(speech.plan.voice.engine.rawValue); about $\(dollars(speech.cost)), "
        + "an estimate\n", .dim)
  }

  /// Dollars with four decimals; with seven if four would show zero.
  static func dollars(_ amount: Double) -> String {
    guard amount.isFinite, amount >= 0, amount < 1e9 else { return "?" }
    let places = amount > 0 && amount < 0.00005 ? 7 : 4
    var unit = 1.0
    for _ in 0..<places { unit *= 10 }
    let units = Int64((amount * unit).rounded())
    let fraction = String(units % Int64(unit))
    return "\(units / Int64(unit))." + String(repeating: "0", count: places - fraction.count) + fraction
  }
}
