/// Runs two commands alternately, A B A B …, and compares each pair, so that changes of the machine's speed do not
/// favour either. Only ratios are printed, because absolute times depend on the machine.
enum Pair {
  /// `sva-bench pair LABEL RUNS [--goal TIME] A… --vs B…`; the exit status is 1 if a command failed or the ratio of times
  /// is above the goal.
  static func run(_ words: [String]) -> Int32 {
    var words = words
    var goal: Double?
    if words.count > 4, words[2] == "--goal" {
      goal = Double(words[3])
      words.removeSubrange(2...3)
    }
    guard words.count > 4, let runs = Int(words[1]), let divider = words.firstIndex(of: "--vs"), divider > 2,
      divider + 1 < words.count
    else {
      print("usage: sva-bench pair LABEL RUNS COMMAND… --vs COMMAND…")
      return 2
    }
    let ours = Array(words[2..<divider])
    let theirs = Array(words[(divider + 1)...])
    var a: [Measurement] = []
    var b: [Measurement] = []
    for round in 0...runs {
      guard let first = Measurement.run(ours), let second = Measurement.run(theirs) else {
        print("\(words[0]): a command could not be started")
        return 1
      }
      guard first.status == 0, second.status == 0 else {
        print("\(words[0]): a command failed (\(first.status >> 8) and \(second.status >> 8))")
        return 1
      }
      // The first round only fills the caches.
      if round > 0 {
        a.append(first)
        b.append(second)
      }
    }
    func ratio(_ figure: (Measurement) -> Double) -> Double {
      median(zip(a, b).map { figure($0) / max(figure($1), 1e-6) })
    }
    let isAbove = goal.map { ratio(\.wall) > $0 } ?? false
    let remark = goal.map { "   goal \(decimal($0))" + (isAbove ? ": missed" : "") } ?? ""
    print(
      words[0].padded + "time × \(decimal(ratio(\.wall)))   cpu × \(decimal(ratio(\.cpu)))   "
        + "peak memory × \(decimal(ratio(\.memory)))   faults × \(decimal(ratio(\.faults)))\(remark)")
    return isAbove ? 1 : 0
  }
}
