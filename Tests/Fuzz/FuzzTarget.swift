#if DEBUG || FUZZING
  import TestSupport

  /// `Fuzz` owns the generated inputs: a small seeded engine (`SeededRandom`, `Mutator`, `Corpus`, `FuzzRun`) and one file a
  /// target below `Targets`. It looks inside the modules, so it is compiled in debug builds and by `make fuzz` only.
  ///
  /// The same engine runs for a second in the tests, in their process, and for as long as wanted in `sva-fuzz`, which
  /// also survives a trap.

  /// One reader of foreign bytes, with what a fuzzer must know to try it.
  public struct FuzzTarget: Sendable {
    /// What an input came to, in a few figures: an input that leads to new ones is worth varying further.
    public typealias Outcome = [Int]

    /// The name on the command line and of the folder of kept inputs.
    public let name: String
    /// Valid inputs to begin with.
    let samples: [[UInt8]]
    /// Words of the format, put in where blind changes would never write them.
    let words: [[UInt8]]
    /// Puts right what a blind change nearly always breaks and what hides all the rest: checksums.
    let mend: @Sendable ([UInt8], inout SeededRandom) -> [UInt8]
    /// Reads the input and checks what must hold whatever it is.
    let check: @Sendable ([UInt8]) async throws -> Outcome

    init(
      _ name: String, samples: [[UInt8]], words: [String] = [],
      mend: @escaping @Sendable ([UInt8], inout SeededRandom) -> [UInt8] = { bytes, _ in bytes },
      check: @escaping @Sendable ([UInt8]) async throws -> Outcome
    ) {
      self.name = name
      self.samples = samples
      self.words = words.map { Array($0.utf8) }
      self.mend = mend
      self.check = check
    }

    init(
      _ name: String, texts: [String], words: [String] = [],
      check: @escaping @Sendable ([UInt8]) async throws -> Outcome
    ) {
      self.init(name, samples: texts.map { Array($0.utf8) }, words: words, check: check)
    }

    /// Every target.
    public static let all: [FuzzTarget] = [
      dotenv, ini, eventStream, stsXML, arguments, richText, errorBody, json, listAnswer, arn, processArguments, webURL,
      time, citations, terminal, tokenFile, modelName, conversation, toolInput, terms,
    ]

    /// The target of that name.
    public static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
  }

  /// A rule that an input broke.
  public struct Broken: Error, Sendable, Equatable, CustomStringConvertible {
    /// The rule, in words.
    public var rule: String
    /// The rule, in words.
    public var description: String { rule }
  }

  /// Fails the input where `condition` does not hold.
  func must(_ condition: Bool, _ rule: @autoclosure () -> String) throws(Broken) {
    if !condition { throw Broken(rule: rule()) }
  }

  extension FuzzTarget {
    /// Tries one input.
    ///
    /// - Throws: `Broken`.
    public func tryInput(_ input: [UInt8]) async throws -> Outcome { try await check(input) }
  }
#endif
