import Testing

@testable import AWS

/// The bodies of requests, as they were recorded.
@Suite struct EmbeddingBodyTests {
  private func body(_ texts: [String], _ purpose: EmbeddingPurpose, _ family: EmbeddingFamily) -> String {
    String(decoding: EmbeddingBody.bytes(texts, as: purpose, family: family), as: UTF8.self)
  }

  @Test func embeddingBody_ofTitan() {
    #expect(
      body(["Snow & \"ice\""], .query, .titanText2)
        == #"{"inputText":"Snow & \"ice\"","dimensions":256,"normalize":true}"#)
  }

  @Test func embeddingBody_ofCohere3() {
    #expect(
      body(["a", "b"], .document, .cohere3)
        == #"{"texts":["a","b"],"input_type":"search_document","truncate":"END"}"#)
    #expect(body(["a"], .query, .cohere3) == #"{"texts":["a"],"input_type":"search_query","truncate":"END"}"#)
  }

  @Test func embeddingBody_ofCohere4() {
    #expect(
      body(["a", "b"], .document, .cohere4)
        == #"{"texts":["a","b"],"input_type":"search_document","output_dimension":512,"truncate":"NONE"}"#)
  }

  @Test(arguments: [(EmbeddingPurpose.document, "GENERIC_INDEX"), (.query, "GENERIC_RETRIEVAL")])
  func embeddingBody_ofNova(purpose: EmbeddingPurpose, name: String) {
    #expect(
      body(["a"], purpose, .nova2)
        == #"{"taskType":"SINGLE_EMBEDDING","singleEmbeddingParams":{"embeddingPurpose":"\#(name)","#
        + #""embeddingDimension":256,"text":{"value":"a","truncationMode":"END"}}}"#)
  }

  /// The service counts UTF-16 code units: a character outside the basic plane is two.
  @Test func embeddingBody_cutsTextsToTheLimit() {
    let long = String(repeating: "é", count: 2049)
    #expect(EmbeddingBody.fitted(long, to: .cohere3) == String(repeating: "é", count: 2048))
    #expect(EmbeddingBody.fitted(long, to: .titanText2) == long)
    let wide = "a" + String(repeating: "🏔", count: 2000)
    #expect(EmbeddingBody.fitted(wide, to: .cohere3) == "a" + String(repeating: "🏔", count: 1023))
    #expect(EmbeddingBody.fitted(String(repeating: "x", count: 60_000), to: .titanText2).utf8.count == 50_000)
    #expect(EmbeddingBody.fitted(long, to: .nova2) == long)
  }

  @Test func embeddingBody_halvesTexts() {
    #expect(EmbeddingBody.halved("🏔🏔🏔") == "🏔")
    #expect(EmbeddingBody.halved("abcd") == "ab")
    #expect(EmbeddingBody.halved("a") == nil)
    #expect(EmbeddingBody.halved("") == nil)
  }
}
