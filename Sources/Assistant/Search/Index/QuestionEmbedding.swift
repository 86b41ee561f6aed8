public import Core

/// Makes the vector of a question, for an index that has vectors.
public protocol QuestionEmbedding: Sendable {
  /// The vector of `question` by `model`, made for questions where the model distinguishes them from documents.
  ///
  /// A search goes on by words alone when this fails, and shows the failure's sentence and hints in one notice; so it
  /// may throw whatever it likes, and should not try for long.
  ///
  /// - Parameters:
  ///   - model: the model of the index's vectors, as it was called when they were made.
  ///   - dimensions: the dimensions of the index's vectors.
  /// - Throws: `Failure` of credentials, permissions, quota, the network or the model.
  func vector(of question: String, model: String, dimensions: Int) async throws(Failure) -> [Float]
}
