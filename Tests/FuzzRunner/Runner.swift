#if DEBUG || FUZZING
  import Fuzz

  #if canImport(FoundationEssentials)
    import FoundationEssentials
  #else
    import Foundation
  #endif

  /// The command line.
  ///
  /// A run takes place in a child process. The child writes each input to a mapped file before it runs it, so the input
  /// is available after a trap, a memory fault, more than two seconds of CPU time (SIGPROF) or a broken rule. The input
  /// is then minimised and stored as `fuzz-findings/TARGET-HASH`. After the fix, move it to
  /// `Tests/FuzzTests/Seeds/TARGET/`.
  enum Runner {
    private static let usage = """
      usage: sva-fuzz TARGET|all SECONDS [SEED]   vary inputs for so long; findings go to ./fuzz-findings
             sva-fuzz TARGET --input FILE         try one input
             sva-fuzz --list                      the targets
      """

    static func run(_ words: [String]) async -> Int32 {
      if words == ["--list"] {
        for target in FuzzTarget.all { print(target.name) }
        return 0
      }
      if words.first == "--child" { return await Child.run(Array(words.dropFirst())) }
      let targets = words.first.map { $0 == "all" ? FuzzTarget.all : FuzzTarget.named($0).map { [$0] } ?? [] } ?? []
      guard !targets.isEmpty, words.count >= 2 else { return fail() }
      if words[1] == "--input" {
        guard words.count == 3, targets.count == 1 else { return fail() }
        return await Child.tryFile(words[2], targets[0])
      }
      guard let seconds = Int(words[1]), seconds > 0 else { return fail() }
      let seed = words.count > 2 ? UInt64(words[2]) : UInt64.random(in: 0...999_999)
      guard let seed else { return fail() }
      var findings = 0
      for target in targets { findings += Campaign(target, seconds: seconds, seed: seed).run() }
      return findings == 0 ? 0 : 1
    }

    private static func fail() -> Int32 {
      print(usage)
      return 2
    }
  }
#endif
