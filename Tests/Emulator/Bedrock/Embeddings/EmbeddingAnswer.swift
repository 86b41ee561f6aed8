/// The answer of a model to a request for embeddings, in the shape of its family.
struct EmbeddingAnswer {
  let kind: EmbeddingKind
  let texts: [String]
  let vectors: [[Float]]
  let tokens: Int
  let id: String

  /// The body, as JSON text.
  var body: String {
    let lists = vectors.map { "[" + $0.map { "\($0)" }.joined(separator: ",") + "]" }
    let all = "[" + lists.joined(separator: ",") + "]"
    switch kind {
    case .titanText2:
      return #"{"embedding":\#(lists[0]),"embeddingsByType":{"float":\#(lists[0])},"inputTextTokenCount":\#(tokens)}"#
    case .cohere3:
      // It echoes the texts in lower case.
      let echo = JSON.texts(texts.map { $0.lowercased() }).text
      return #"{"embeddings":\#(all),"id":"\#(id)","response_type":"embeddings_floats","texts":\#(echo)}"#
    case .cohere4:
      let echo = JSON.texts(texts).text
      return
        #"{"embeddings":{"float":\#(all)},"id":"\#(id)","response_type":"embeddings_by_type","texts":\#(echo)}"#
    case .nova2: return #"{"embeddings":[{"embedding":\#(lists[0]),"embeddingType":"TEXT"}]}"#
    }
  }
}
