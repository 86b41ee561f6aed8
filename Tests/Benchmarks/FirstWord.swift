import Emulator

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Measures the time until the first word of a grounded answer: with the first look, which brings the stories with the
/// question, against the same question from a pipe, which the model must search for.
enum FirstWord {
  private static let question = "What about hiking boots?"
  private static let limit = 0.6

  /// `sva-bench first-word SVA`; the exit status is 1 if a run failed or the ratio is above its limit.
  static func run(_ words: [String]) -> Int32 {
    var scenario = Scenario()
    scenario.keepsLog = false
    scenario.bedrock.thinkingTime = 1500
    scenario.storyblok.latency = 200
    guard let sva = words.first, let emulator = try? Emulator.start(scenario) else {
      print("usage: sva-bench first-word SVA")
      return 2
    }
    defer { emulator.stop() }
    Conversations.point(at: emulator)
    var status: Int32 = 0
    for token in [StoryblokToken.personal, .preview] {
      setenv("STORYBLOK_TOKEN", token.value, 1)
      var one: [Double] = []
      var two: [Double] = []
      for _ in 0..<3 {
        guard let a = delay([sva, "ask", "-q", "--no-save", question], input: ""),
          let b = delay([sva, "ask", "-q", "--no-save", "-"], input: question)
        else {
          print("the first word of an answer: a run failed")
          return 1
        }
        one.append(a)
        two.append(b)
      }
      let ratio = median(one) / median(two)
      let remark = ratio > limit ? "   above its limit of \(decimal(limit))" : ""
      print("first word, one round / two rounds (\(token.kind) token)".padded + "time × \(decimal(ratio))\(remark)")
      if ratio > limit { status = 1 }
    }
    return status
  }

  /// The seconds until a command writes its first byte; nil if it writes none or fails.
  private static func delay(_ words: [String], input: String) -> Double? {
    let start = ContinuousClock.now
    guard let child = Conversations.spawn(words, input: input) else { return nil }
    var byte: UInt8 = 0
    let isWritten = read(child.output, &byte, 1) == 1
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    guard Conversations.rest(of: child) != nil, isWritten else { return nil }
    return elapsed
  }
}
