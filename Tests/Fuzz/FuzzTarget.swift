#if DEBUG || FUZZING
  import TestSupport

  /// `Fuzz` generates inputs: a seeded engine (`SeededRandom`, `Mutator`, `FuzzRun`) and one file for each target in
  /// `Targets`. It uses internal API, so it is compiled in debug builds and by `make fuzz` only.
  ///
  /// The same engine runs for a second in the process of the tests, and without a limit in `sva-fuzz`, which survives a
  /// trap.

  /// One parser of untrusted bytes, with samples and rules for fuzzing.
  public struct FuzzTarget: Sendable {
    /// The outcome of an input as a few numbers. An input with a new outcome is mutated further.
    public typealias Outcome = [Int]

    /// The name on the command line and of the folder of stored inputs.
    public let name: String
    /// Valid inputs to start with.
    let samples: [[UInt8]]
    /// Tokens of the format, which random changes would not produce.
    let words: [[UInt8]]
    /// Repairs checksums, because an invalid one hides all other errors.
    let repair: @Sendable ([UInt8], inout SeededRandom) -> [UInt8]
    /// Parses the input and checks the rules that hold for every input.
    let check: @Sendable ([UInt8]) async throws -> Outcome

    init(
      _ name: String, samples: [[UInt8]], words: [String] = [],
      repair: @escaping @Sendable ([UInt8], inout SeededRandom) -> [UInt8] = { bytes, _ in bytes },
      check: @escaping @Sendable ([UInt8]) async throws -> Outcome
    ) {
      self.name = name
      self.samples = samples
      self.words = words.map { Array($0.utf8) }
      self.repair = repair
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
      time, citations, terminal, tokenFile, modelName, conversation, toolInput, terms, sound,
      transcript, indexFile, spokenText, sentences, ogg, jsonSchema, fileKind,
    ]

    /// The target of that name.
    public static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
  }

  /// A rule that an input broke.
  public struct Broken: Error, Sendable, Equatable, CustomStringConvertible {
    /// The rule, as text.
    public var rule: String
    /// The rule, as text.
    public var description: String { rule }
  }

  /// Fails the input if `condition` is false.
  func must(_ condition: Bool, _ rule: @autoclosure () -> String) throws(Broken) {
    if !condition { throw Broken(rule: rule()) }
  }

  extension FuzzTarget {
    /// Runs one input.
    ///
    /// - Throws: `Broken`.
    public func tryInput(_ input: [UInt8]) async throws -> Outcome { try await check(input) }
  }
#endif
