#if DEBUG || FUZZING
  import TestSupport

  /// Runs generated inputs through one target. An input with a new outcome is added to the inputs that are mutated.
  /// This replaces coverage feedback.
  public struct FuzzRun: Sendable {
    private let target: FuzzTarget
    private let mutator: Mutator
    private var random: SeededRandom
    private var corpus: [[UInt8]]
    private var seen: Set<[Int]> = []
    private static let maxCorpus = 4000

    /// A run of `target`. The same seed gives the same inputs.
    public init(_ target: FuzzTarget, seed: UInt64) {
      self.target = target
      mutator = Mutator(words: target.words)
      random = SeededRandom(seed: seed)
      corpus = target.samples + [[]]
    }

    /// The number of inputs in the corpus.
    public var kept: Int { corpus.count }

    /// The next input.
    public mutating func input() -> [UInt8] {
      let base = corpus[random.below(corpus.count)]
      let other = corpus[random.below(corpus.count)]
      let changed = mutator.changed(base, with: other, &random)
      return random.oneIn(8) ? changed : target.repair(changed, &random)
    }

    /// Adds `input` to the corpus if its outcome is new.
    public mutating func learn(_ input: [UInt8], _ outcome: FuzzTarget.Outcome) {
      guard corpus.count < Self.maxCorpus, input.count <= 4096 else { return }
      // Counts of the same order of magnitude are the same outcome.
      let rough = outcome.map { $0 < 4 ? $0 : 3 + (Int.bitWidth - $0.leadingZeroBitCount) }
      if seen.insert(rough).inserted { corpus.append(input) }
    }

    /// Runs `count` inputs.
    ///
    /// - Throws: `Finding` for the first input that breaks a rule or takes longer than `longest`.
    public mutating func run(_ count: Int, longest: Duration = .seconds(2)) async throws {
      let clock = ContinuousClock()
      for _ in 0..<count {
        let input = input()
        let start = clock.now
        do {
          let outcome = try await target.tryInput(input)
          learn(input, outcome)
        } catch {
          throw Finding(target: target.name, rule: "\(error)", input: input)
        }
        guard clock.now - start <= longest else {
          throw Finding(target: target.name, rule: "takes more than \(longest)", input: input)
        }
      }
    }
  }

  /// An input that broke a rule.
  public struct Finding: Error, Sendable, CustomStringConvertible {
    /// The target.
    public var target: String
    /// The rule that it broke.
    public var rule: String
    /// The input.
    public var input: [UInt8]
    /// Target, rule and input, for a test's report.
    public var description: String {
      "\(target): \(rule); input: \(String(decoding: input.prefix(400), as: UTF8.self).debugDescription)"
    }
  }
#endif
