import Testing

@testable import AWS

/// Answers in the shapes that were recorded, with vectors of three dimensions.
@Suite struct EmbeddingAnswerTests {
  private func read(
    _ text: String, _ family: EmbeddingFamily, count: Int = 1, dimensions: Int = 3
  ) throws(EmbeddingAnswer.Fault) -> [[Float]] {
    try EmbeddingAnswer.vectors(Array(text.utf8), family: family, count: count, dimensions: dimensions)
  }

  @Test func embeddingAnswer_ofTitan() throws {
    let text =
      #"{"embedding": [0.6, -0.8, 0], "embeddingsByType": {"float": [9, 9, 9]}, "inputTextTokenCount": 4}"#
    #expect(try read(text, .titanText2) == [[0.6, -0.8, 0]])
  }

  @Test func embeddingAnswer_ofCohere3() throws {
    let text =
      #"{"embeddings": [[3, 0, 4], [0, 0, -2]], "id": "x", "response_type": "embeddings_floats", "texts": ["a"]}"#
    #expect(try read(text, .cohere3, count: 2) == [[0.6, 0, 0.8], [0, 0, -1]])
  }

  @Test func embeddingAnswer_ofCohere4() throws {
    let text =
      #"{"embeddings": {"int8": [[1]], "float": [[0, 5e-1, 0]]}, "response_type": "embeddings_by_type", "texts": []}"#
    #expect(try read(text, .cohere4) == [[0, 1, 0]])
  }

  @Test func embeddingAnswer_ofNova() throws {
    let text = #"{"embeddings": [{"embedding": [0, 0, 7E+2], "embeddingType": "TEXT"}]}"#
    #expect(try read(text, .nova2) == [[0, 0, 1]])
  }

  @Test(arguments: [
    ("[]", "is no JSON of numbers (byte 0)"),
    ("", "is no JSON of numbers (byte 0)"),
    (#"{"embedding":[1,2,3]"#, "is no JSON of numbers (byte 20)"),
    (#"{"embedding":[1,NaN,3]}"#, "is no JSON of numbers (byte 16)"),
    (#"{"embedding":[1,null,3]}"#, "has a number that is not finite"),
    (#"{"embedding":[1,"2",3]}"#, "has a number that is not finite"),
    (#"{"embedding":[1,1e999,3]}"#, "has a number that is not finite"),
    (#"{"embedding":[1,-1e300,3]}"#, "has a number that is not finite"),
    (#"{"embedding":[1,2]}"#, "has vectors of 2 dimensions, not of 3"),
    (#"{"embedding":[1,2,3,4]}"#, "has vectors of 4 dimensions, not of 3"),
    (#"{"embedding":null}"#, "has vectors of 0 dimensions, not of 3"),
    (#"{"embeddings":[[1,2,3]]}"#, "has 0 vectors for 1 texts"),
    ("{}", "has 0 vectors for 1 texts"),
  ])
  func embeddingAnswer_refusesWhatCannotBeUsed(text: String, reason: String) {
    #expect(throws: EmbeddingAnswer.Fault(reason)) { try read(text, .titanText2) }
  }

  @Test func embeddingAnswer_refusesAnotherNumberOfVectors() {
    #expect(throws: EmbeddingAnswer.Fault("has 1 vectors for 2 texts")) {
      try read(#"{"embeddings":[[1,2,3]]}"#, .cohere3, count: 2)
    }
    #expect(throws: EmbeddingAnswer.Fault("has 3 vectors for 1 texts")) {
      try read(#"{"embeddings":{"float":[[1,2,3],[1,2,3],[1,2,3]]}}"#, .cohere4)
    }
  }

  @Test func embeddingAnswer_keepsZeros() throws {
    #expect(try read(#"{"embedding":[0,0,-0.0]}"#, .titanText2) == [[0, 0, 0]])
  }
}
