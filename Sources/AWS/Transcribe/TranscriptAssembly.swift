import Core

/// Puts the events of a transcription together. A part arrives several times under one id, each version replacing the
/// one before, until the version that is not partial. A pure value.
struct TranscriptAssembly: Sendable, Equatable {
  /// The stream holds more than any recording has.
  struct LimitExceeded: Error {}

  /// The most bytes of text that are kept: four hours of fast speech are a quarter of it.
  private static let limit = 2 << 20
  /// The most final parts that are kept: one a second of the longest recording, and some.
  private static let segmentLimit = 20_000
  /// The most parts that are not final at once. A recording with one channel has one.
  private static let openLimit = 64

  /// The final parts, in the order of their end.
  private(set) var segments: [Transcript.Segment] = []
  /// The last version of each part that is not final, in the order in which they began.
  private var open: [(id: String, text: String)] = []
  private var size = 0

  /// Whether anything was recognised.
  var hasText: Bool { !segments.isEmpty || open.contains { !$0.text.isEmpty } }
  /// Whether words were recognised that did not become final.
  var hasOpenText: Bool { open.contains { !$0.text.isEmpty } }
  /// The text so far: the final parts, then those that may change.
  var text: String {
    (segments.map(\.text) + open.map(\.text).filter { !$0.isEmpty }).joined(separator: " ")
  }
  /// The end of that text, which is of interest while it arrives: the last final part and what may change.
  var latest: String {
    let changing = open.map(\.text).filter { !$0.isEmpty }
    return (segments.suffix(changing.isEmpty ? 1 : 0).map(\.text) + changing).joined(separator: " ")
  }

  /// Adds an event. Returns whether the text has changed.
  ///
  /// - Throws: `LimitExceeded`.
  mutating func add(_ event: TranscriptEvent) throws(LimitExceeded) -> Bool {
    let before = open.map(\.text)
    let count = segments.count
    for result in event.results {
      guard let given = result.text else { continue }
      let text = given.trimmed
      size += text.utf8.count
      if let index = open.firstIndex(where: { $0.id == result.id }) {
        size -= open[index].text.utf8.count
        if result.isPartial { open[index].text = text } else { open.remove(at: index) }
      } else if result.isPartial {
        open.append((result.id, text))
      }
      guard size <= Self.limit, open.count <= Self.openLimit else { throw LimitExceeded() }
      guard !result.isPartial, !text.isEmpty else { continue }
      guard segments.count < Self.segmentLimit else { throw LimitExceeded() }
      let words = result.confidences.filter(\.isFinite)
      segments.append(
        Transcript.Segment(
          start: result.start, end: result.end, text: text,
          confidence: words.isEmpty ? nil : words.reduce(0, +) / Double(words.count), language: result.language))
    }
    return count != segments.count || before != open.map(\.text)
  }

  /// The language of most of the speech; nil if none was identified.
  var language: String? {
    var spoken: [String: Double] = [:]
    for segment in segments {
      if let language = segment.language { spoken[language, default: 0] += max(0, segment.end - segment.start) }
    }
    return spoken.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  static func == (a: TranscriptAssembly, b: TranscriptAssembly) -> Bool {
    a.segments == b.segments && a.open.elementsEqual(b.open, by: ==)
  }
}
