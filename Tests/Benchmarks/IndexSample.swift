import Core
import Index

/// An index of about eight passages a story, made without a space. Words are as frequent as in languages: the
/// frequency falls with the rank.
struct IndexSample {
  /// The token's family and space that searches name.
  static let subject = IndexSubject(space: 1_023_456, version: .published, family: .delivery)
  /// Words of four ranks: about half of the passages have one of them.
  static let question = [40, 150, 600, 2500].map(word).joined(separator: " ")
  private static let dimensions = 256
  private static let vocabulary = 20_000.0

  /// The path of the file.
  let path: String

  /// Builds the index in a state folder, with vectors and that of the question if wanted.
  init(_ state: String, passages: Int, hasVectors: Bool) throws {
    let folder = IndexFolder(state + "/index")
    path = folder.path(of: Self.subject)
    guard let lock = try IndexLock.take(Self.subject, in: folder) else {
      throw Failure(.internal, "\(path) is locked", hint: "remove it")
    }
    var random = Numbers(state: 7)
    let writer = try IndexWriter.open(lock, in: folder, builder: "bench", random: 1, log: .silent)
    try writer.choose(.english)
    var id: Int64 = 0
    while try writer.information().passages < passages {
      _ = try writer.write(
        (0..<200).map { _ in
          id += 1
          let story = IndexStory(id: id, slug: "guides/guide-\(id)", name: "Guide \(id)", state: "published")
          return IndexDocument(story, text: Self.text(&random), stamp: "1")
        })
    }
    if hasVectors {
      try writer.useVectors(model: "amazon.titan-embed-text-v2:0", dimensions: Self.dimensions)
      var last: Int64 = 0
      while case let waiting = try writer.waiting(after: last, limit: 1000), let end = waiting.last {
        _ = try writer.store(waiting.map { ($0.id, random.vector(Self.dimensions)) })
        last = end.id
      }
    }
    try writer.finish(at: "2026-11-26T08:00:00Z", cacheVersion: 1)
    guard hasVectors else { return }
    let reader = try IndexReader.open(Self.subject, in: folder, log: .silent)
    reader.keep(random.vector(Self.dimensions), of: Self.question, at: 1_790_000_000, in: folder, log: .silent)
  }

  /// A word by its rank: two to four syllables.
  private static func word(_ rank: Int) -> String {
    let (consonants, vowels) = (Array("bdfgklmnprstvz"), Array("aeiou"))
    var rest = rank + 70
    var word = ""
    while rest > 0 {
      word.append(consonants[rest % 14])
      word.append(vowels[rest / 14 % 5])
      rest /= 70
    }
    return word
  }

  /// A text of about 12,000 characters, in sentences.
  private static func text(_ random: inout Numbers) -> String {
    var text = ""
    while text.utf8.count < 12_000 {
      for _ in 0..<(6 + Int(random.next() * 10)) {
        text += word(Int(expOfLog(random.next()))) + " "
      }
      text += "so. "
    }
    return text
  }

  /// A rank: each has the frequency of 1 / rank.
  private static func expOfLog(_ share: Double) -> Double {
    // vocabulary to the power of `share`, by squaring, so that no function of libm is needed.
    var (result, base, rest) = (1.0, vocabulary, share)
    for _ in 0..<24 {
      base = base.squareRoot()
      rest *= 2
      if rest >= 1 {
        result *= base
        rest -= 1
      }
    }
    return result
  }
}

/// Numbers that are the same in every run.
struct Numbers {
  var state: UInt64

  /// The next bits (SplitMix64).
  mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// The next number from 0 to below 1.
  mutating func next() -> Double { Double(bits() >> 11) / Double(1 << 53 as UInt64) }

  /// A vector of numbers from -1 to 1.
  mutating func vector(_ count: Int) -> [Float] { (0..<count).map { _ in Float(next() * 2 - 1) } }
}
