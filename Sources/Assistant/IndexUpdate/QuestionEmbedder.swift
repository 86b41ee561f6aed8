public import AWS
public import Core
import Index

/// Makes the vector of a question with the model of an index: the only thing that a search spends.
public struct QuestionEmbedder: QuestionEmbedding {
  private let session: AWSSession
  private let log: Log
  /// How long a question may take before the search goes on by words.
  private static let patience = Duration.seconds(10)

  /// Embeds with the credentials of `session`.
  public init(session: AWSSession, log: Log) {
    self.session = session
    self.log = log
  }

  public func vector(of question: String, model: String, dimensions: Int) async throws(Failure) -> [Float] {
    let embedder = Embedder(model, session: session, log: log, patience: Self.patience)
    let used = try await embedder.model()
    guard used.dimensions == dimensions else {
      throw Failure(
        .validation, "the vectors of the index have \(dimensions) dimensions, and \(model) makes \(used.dimensions)",
        hint: "make them again: \(command: .search) \(switch: .updateIndex) \(option: .embeddingModel)")
    }
    return try await embedder.query(question)
  }
}
