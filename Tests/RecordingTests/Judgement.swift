import Core

/// What an answer says by botocore's parsers.
struct Judgement: Decodable, Sendable {
  /// A call of a client's tool.
  struct Call: Decodable, Sendable, Equatable {
    var id: String
    var name: String
    var input: JSONValue
  }

  /// A block of reasoning in plain text.
  struct Reasoning: Decodable, Sendable, Equatable {
    var text: String
    var signature: String?
  }

  /// A citation.
  struct Source: Decodable, Sendable, Equatable {
    var title: String?
    var source: String?
    var quotes: [String]
  }

  /// The token counts.
  struct Usage: Decodable, Sendable, Equatable {
    var input: Int
    var output: Int
    var cache_read: Int
    var cache_write: Int
  }

  /// An error of the service; botocore's code is nil if the answer names none.
  struct ServiceError: Decodable, Sendable {
    var code: String?
    var message: String?
  }

  var id: String
  var text: String?
  var calls: [Call]?
  var reasoning: [Reasoning]?
  var citations: [Source]?
  var stop_reason: String?
  var usage: Usage?
  var error: ServiceError?
}
