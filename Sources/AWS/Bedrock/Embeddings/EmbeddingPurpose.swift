/// What a text is embedded for. Some models embed a question differently from what it is compared with; mixing the two
/// costs quality.
public enum EmbeddingPurpose: Sendable {
  /// A passage that is stored.
  case document
  /// A question that is compared with passages.
  case query
}
