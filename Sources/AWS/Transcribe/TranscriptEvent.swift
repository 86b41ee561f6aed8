#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One event of a transcription (`TranscriptEvent`). Members that are missing or of another type count as empty, because
/// the service adds to them.
struct TranscriptEvent: Sendable, Equatable {
  /// A part of the speech, as understood so far.
  struct Result: Sendable, Equatable {
    /// The same for each version of a part.
    var id = ""
    /// Seconds from the start of the recording. (The model's text says milliseconds; what is sent is seconds.)
    var start = 0.0
    var end = 0.0
    /// Whether a later event replaces it.
    var isPartial = false
    /// The most likely words; nil if there is no alternative.
    var text: String?
    /// The confidence of each word that has one.
    var confidences: [Double] = []
    var language: String?
  }

  var results: [Result]

  /// Reads the payload of an event.
  ///
  /// - Throws: `DecodingError` if it is not JSON with a transcript.
  init(payload: some Sequence<UInt8>) throws {
    let body = try JSONDecoder().decode(Body.self, from: Data(payload))
    results = body.transcript.results.map { wire in
      let best = wire.alternatives.first
      return Result(
        id: wire.id, start: wire.start, end: wire.end, isPartial: wire.isPartial, text: best?.text,
        confidences: best?.items.compactMap(\.confidence) ?? [], language: wire.language)
    }
  }

  private struct Body: Decodable {
    var transcript: Content
    enum CodingKeys: String, CodingKey { case transcript = "Transcript" }
  }

  private struct Content: Decodable {
    var results: [Wire]
    enum CodingKeys: String, CodingKey { case results = "Results" }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      results = try container.decodeIfPresent([Wire].self, forKey: .results) ?? []
    }
  }

  private struct Wire: Decodable {
    var id: String
    var start: Double
    var end: Double
    var isPartial: Bool
    var alternatives: [Alternative]
    var language: String?

    enum CodingKeys: String, CodingKey {
      case id = "ResultId"
      case start = "StartTime"
      case end = "EndTime"
      case isPartial = "IsPartial"
      case alternatives = "Alternatives"
      case language = "LanguageCode"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      id = (try? container.decodeIfPresent(String.self, forKey: .id)) ?? ""
      start = (try? container.decodeIfPresent(Double.self, forKey: .start)) ?? 0
      end = (try? container.decodeIfPresent(Double.self, forKey: .end)) ?? 0
      isPartial = (try? container.decodeIfPresent(Bool.self, forKey: .isPartial)) ?? false
      alternatives = (try? container.decodeIfPresent([Alternative].self, forKey: .alternatives)) ?? []
      language = try? container.decodeIfPresent(String.self, forKey: .language)
    }
  }

  private struct Alternative: Decodable {
    var text: String
    var items: [Item]

    enum CodingKeys: String, CodingKey {
      case text = "Transcript"
      case items = "Items"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      text = (try? container.decodeIfPresent(String.self, forKey: .text)) ?? ""
      items = (try? container.decodeIfPresent([Item].self, forKey: .items)) ?? []
    }
  }

  private struct Item: Decodable {
    var confidence: Double?
    enum CodingKeys: String, CodingKey { case confidence = "Confidence" }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      confidence = try? container.decodeIfPresent(Double.self, forKey: .confidence)
    }
  }
}
