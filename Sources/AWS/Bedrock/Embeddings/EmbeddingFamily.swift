/// The families of embedding models on Bedrock. Requests and answers of a family have one shape
/// (docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html, …-embed.html, …-embed-v4.html,
/// docs.aws.amazon.com/nova/latest/nova2-userguide/embeddings.html).
public enum EmbeddingFamily: String, Sendable, CaseIterable {
  case titanText2
  case cohere3
  case cohere4
  case nova2

  /// The family of a base model id; nil for any other model.
  init?(of id: String) {
    guard let family = Self.allCases.first(where: { $0.beginnings.contains { id.hasPrefix($0) } }) else { return nil }
    self = family
  }

  private var beginnings: [String] {
    switch self {
    case .titanText2: ["amazon.titan-embed-text-v2"]
    case .cohere3: ["cohere.embed-english-v3", "cohere.embed-multilingual-v3"]
    case .cohere4: ["cohere.embed-v4"]
    case .nova2: ["amazon.nova-2-multimodal-embeddings"]
    }
  }

  /// The name in sentences.
  var name: String {
    switch self {
    case .titanText2: "Titan Text Embeddings V2"
    case .cohere3: "Cohere Embed v3"
    case .cohere4: "Cohere Embed v4"
    case .nova2: "Nova Multimodal Embeddings"
    }
  }

  /// The most texts of one request.
  public var batchSize: Int {
    switch self {
    case .titanText2, .nova2: 1
    case .cohere3, .cohere4: 96
    }
  }

  /// The longest text that the API accepts, in UTF-16 code units, the unit of JSON schemas of the service; nil if only
  /// its tokens are limited.
  var longestText: Int? {
    switch self {
    case .titanText2: 50_000
    case .cohere3: 2048
    case .cohere4, .nova2: nil
    }
  }

  /// The dimensions of the vectors that are asked for: enough for retrieval, and small enough to be scanned.
  public var dimensions: Int {
    switch self {
    case .titanText2, .nova2: 256
    case .cohere4: 512
    case .cohere3: 1024
    }
  }

  /// US dollars for a million tokens, as of `ModelTable.date`.
  public var price: Double {
    switch self {
    case .titanText2: 0.02
    case .cohere3: 0.10
    case .cohere4: 0.12
    case .nova2: 0.135
    }
  }

  /// The time of one full request, in seconds, for estimates.
  var usualSeconds: Double { batchSize == 1 ? 0.1 : 1 }
}
