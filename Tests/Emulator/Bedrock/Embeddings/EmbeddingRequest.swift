/// The body of a request for embeddings, checked as the models check it.
struct EmbeddingRequest {
  private(set) var texts: [String]
  private(set) var dimensions: Int
  /// Whether the texts are questions: by the purpose; Titan knows none, so there short texts are.
  private(set) var isQuestion: Bool
  /// The tokens of all texts.
  private(set) var tokens: Int

  init(_ body: JSON, _ kind: EmbeddingKind) throws(ServiceError) {
    try Self.checkKeys(body, kind)
    switch kind {
    case .titanText2:
      texts = [body["inputText"]?.string ?? ""]
      isQuestion = texts[0].utf8.count < 300
      dimensions = try Self.dimensions(body["dimensions"], "dimensions", kind)
    case .cohere3, .cohere4:
      guard let list = body["texts"]?.array?.compactMap(\.string) else {
        throw Self.malformed("#/texts: expected type: JSONArray, found: String")
      }
      texts = list
      isQuestion = body["input_type"]?.string == "search_query"
      dimensions = try Self.dimensions(body["output_dimension"], "output_dimension", kind)
      try Self.checkCohere(body, list)
    case .nova2:
      let parameters = body["singleEmbeddingParams"]
      guard body["taskType"]?.string == "SINGLE_EMBEDDING", let parameters,
        let value = parameters["text"]?["value"]?.string,
        ["GENERIC_INDEX", "GENERIC_RETRIEVAL", "TEXT_RETRIEVAL"].contains(parameters["embeddingPurpose"]?.string ?? ""),
        ["NONE", "START", "END"].contains(parameters["text"]?["truncationMode"]?.string ?? "")
      else { throw Self.malformed("#: required key [singleEmbeddingParams] not found") }
      texts = [value]
      isQuestion = parameters["embeddingPurpose"]?.string != "GENERIC_INDEX"
      dimensions = try Self.dimensions(parameters["embeddingDimension"], "embeddingDimension", kind)
    }
    tokens = 0
    let truncates = body["truncate"]?.string == "END" || kind == .nova2
    for (index, text) in texts.enumerated() {
      tokens += try Self.tokens(
        of: text, at: kind == .cohere3 || kind == .cohere4 ? "#/texts/\(index): " : "", kind, truncates)
    }
  }

  private static func tokens(
    of text: String, at place: String, _ kind: EmbeddingKind, _ truncates: Bool
  ) throws(ServiceError) -> Int {
    guard !text.isEmpty else { throw malformed("\(place)expected minLength: 1, actual: 0") }
    let characters = text.utf16.count
    guard characters <= kind.characters else {
      throw malformed("\(place)expected maxLength: \(kind.characters), actual: \(characters)")
    }
    let count = count(text) + (kind == .nova2 ? 15 : 0)
    if truncates { return min(count, kind.tokens) }
    guard count <= kind.tokens else {
      throw ConverseRules.invalid(
        "400 Bad Request: Too many input tokens. Max input tokens: \(kind.tokens), request input token count: \(count) "
      )
    }
    return count
  }

  /// About four characters a token, and one of Chinese, Japanese and Korean.
  private static func count(_ text: String) -> Int {
    let wide = text.unicodeScalars.count { (0x3040..<0x1F000).contains($0.value) }
    return max(1, (text.unicodeScalars.count - wide + 3) / 4 + wide)
  }

  private static func dimensions(_ value: JSON?, _ name: String, _ kind: EmbeddingKind) throws(ServiceError) -> Int {
    guard let value else { return kind.dimensions[0] }
    guard let number = value.int, kind.dimensions.contains(number) else {
      throw malformed("#/\(name): \(value.text) is not a valid enum value")
    }
    return number
  }

  private static func checkCohere(_ body: JSON, _ texts: [String]) throws(ServiceError) {
    guard (1...96).contains(texts.count) else {
      throw malformed("#/texts: expected maximum item count: 96, found: \(texts.count)")
    }
    let types = ["search_document", "search_query", "classification", "clustering"]
    guard let type = body["input_type"]?.string, types.contains(type) else {
      throw malformed("#: required key [input_type] not found")
    }
    if let truncate = body["truncate"]?.string, !["NONE", "START", "END"].contains(truncate) {
      throw malformed("#/truncate: \(truncate) is not a valid enum value")
    }
  }

  private static func checkKeys(_ body: JSON, _ kind: EmbeddingKind) throws(ServiceError) {
    let known: Set<String> =
      switch kind {
      case .titanText2: ["inputText", "dimensions", "normalize", "embeddingTypes"]
      case .cohere3: ["texts", "input_type", "truncate", "embedding_types"]
      case .cohere4: ["texts", "input_type", "truncate", "embedding_types", "output_dimension", "max_tokens"]
      case .nova2: ["taskType", "singleEmbeddingParams", "schemaVersion"]
      }
    let extraneous = (body.members ?? []).map(\.key).filter { !known.contains($0) }
    var faults = body[kind.required] == nil ? ["#: required key [\(kind.required)] not found"] : []
    faults += extraneous.map { "#: extraneous key [\($0)] is not permitted" }
    if !faults.isEmpty { throw malformed(faults.joined()) }
  }

  private static func malformed(_ what: String) -> ServiceError {
    ConverseRules.invalid("Malformed input request: \(what), please reformat your input and try again.")
  }
}
