/// The families of embedding models that the emulator plays, with the limits of their APIs.
enum EmbeddingKind {
  case titanText2, cohere3, cohere4, nova2

  init?(_ id: String) {
    switch id {
    case "amazon.titan-embed-text-v2:0": self = .titanText2
    case "cohere.embed-english-v3", "cohere.embed-multilingual-v3": self = .cohere3
    case "cohere.embed-v4:0": self = .cohere4
    case "amazon.nova-2-multimodal-embeddings-v1:0": self = .nova2
    default: return nil
    }
  }

  /// The member that a request must have.
  var required: String {
    switch self {
    case .titanText2: "inputText"
    case .cohere3, .cohere4: "texts"
    case .nova2: "taskType"
    }
  }

  /// The dimensions that may be asked for, the default first.
  var dimensions: [Int] {
    switch self {
    case .titanText2: [1024, 512, 256]
    case .cohere3: [1024]
    case .cohere4: [1536, 1024, 512, 256]
    case .nova2: [3072, 1024, 384, 256]
    }
  }

  /// The most tokens of a text.
  var tokens: Int {
    switch self {
    case .titanText2, .nova2: 8192
    case .cohere3: 512
    case .cohere4: 128_000
    }
  }

  /// The most characters of a text.
  var characters: Int {
    switch self {
    case .titanText2: 50_000
    case .cohere3: 2048
    case .cohere4, .nova2: .max
    }
  }
}
