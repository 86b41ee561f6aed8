import Core

/// The body of a request for embeddings. The shapes are those of requests that were recorded.
enum EmbeddingBody {
  /// The body for `texts`: one for the families that take one, else at most `batchSize`.
  static func bytes(_ texts: [String], as purpose: EmbeddingPurpose, family: EmbeddingFamily) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      switch family {
      case .titanText2:
        json.member("inputText", texts.first)
        json.member("dimensions", family.dimensions)
        json.member("normalize", true)
      case .cohere3:
        cohere(texts, purpose, &json)
        // A text of more than 512 tokens is cut by the service instead of being refused.
        json.member("truncate", "END")
      case .cohere4:
        cohere(texts, purpose, &json)
        json.member("output_dimension", family.dimensions)
        json.member("truncate", "NONE")
      case .nova2: nova(texts.first ?? "", purpose, family, &json)
      }
    }
    return json.bytes
  }

  private static func cohere(_ texts: [String], _ purpose: EmbeddingPurpose, _ json: inout JSONWriter) {
    json.member("texts", texts)
    json.member("input_type", purpose == .document ? "search_document" : "search_query")
  }

  private static func nova(
    _ text: String, _ purpose: EmbeddingPurpose, _ family: EmbeddingFamily, _ json: inout JSONWriter
  ) {
    json.member("taskType", "SINGLE_EMBEDDING")
    json.key("singleEmbeddingParams")
    json.object { json in
      json.member("embeddingPurpose", purpose == .document ? "GENERIC_INDEX" : "GENERIC_RETRIEVAL")
      json.member("embeddingDimension", family.dimensions)
      json.key("text")
      json.object { json in
        json.member("value", text)
        json.member("truncationMode", "END")
      }
    }
  }

  /// `text`, cut to what the family accepts.
  static func fitted(_ text: String, to family: EmbeddingFamily) -> String {
    guard let limit = family.longestText, text.utf16.count > limit else { return text }
    var end = text.unicodeScalars.startIndex
    var units = 0
    for index in text.unicodeScalars.indices {
      units += UTF16.width(text.unicodeScalars[index])
      if units > limit { break }
      end = text.unicodeScalars.index(after: index)
    }
    return String(text.unicodeScalars[..<end])
  }

  /// The first half of `text`, for a text that has too many tokens; nil if it cannot be halved.
  static func halved(_ text: String) -> String? {
    let count = text.unicodeScalars.count
    return count < 2 ? nil : String(text.prefix(scalars: count / 2))
  }
}
