/// The rules for search results and citations. Which models take the blocks, and that citations do not go with a schema,
/// is documented; the wordings are those of like refusals.
struct CitationRules {
  let body: JSON
  let model: Model

  private var messages: [JSON] { body["messages"]?.array ?? [] }

  func check() throws(ServiceError) {
    let hits = SearchHit.blocks(in: messages)
    if !hits.isEmpty {
      guard model.takesSearchResults else { throw ConverseRules.invalid(model.searchResultRefusal) }
      for (index, hit) in hits.enumerated() { try check(hit, index) }
      let enabled = hits.map { $0["citations"]?["enabled"]?.bool ?? false }
      guard Set(enabled).count == 1 else {
        throw ConverseRules.fromModel("citations must be enabled on all search results or none of them")
      }
      if enabled[0], body["outputConfig"]?["textFormat"] != nil {
        throw ConverseRules.fromModel("citations: cannot be enabled together with output_config.format")
      }
    }
    try checkReturned(hits)
    let points = cachePoints
    guard points <= 4 else {
      throw ConverseRules.fromModel(
        "A maximum of 4 blocks with cache_control may be provided. Found \(points).")
    }
  }

  private func check(_ hit: JSON, _ index: Int) throws(ServiceError) {
    for name in ["source", "title"] {
      guard let text = hit[name]?.string, !text.allSatisfy(\.isWhitespace) else {
        throw ConverseRules.invalid(
          "The \(name) field in the SearchResultBlock object at search result \(index) is blank.")
      }
    }
    let texts = (hit["content"]?.array ?? []).map { $0["text"]?.string ?? "" }
    guard !texts.isEmpty, !texts.contains(where: { $0.allSatisfy(\.isWhitespace) }) else {
      throw ConverseRules.invalid(
        "The text field in the SearchResultContentBlock object at search result \(index) is blank. Add text to the text "
          + "field, and try again.")
    }
  }

  /// The citations that a request returns name search results of the same request.
  private func checkReturned(_ hits: [JSON]) throws(ServiceError) {
    for (number, message) in messages.enumerated() {
      for block in message["content"]?.array ?? [] {
        for citation in block["citationsContent"]?["citations"]?.array ?? [] {
          guard let place = citation["location"]?["searchResultLocation"] else { continue }
          let index = place["searchResultIndex"]?.int ?? -1
          guard hits.indices.contains(index), citation["source"].map({ $0 == hits[index]["source"] }) ?? true,
            let start = place["start"]?.int, let end = place["end"]?.int,
            start >= 0, start < end, end <= hits[index]["content"]?.array?.count ?? 0
          else {
            throw ConverseRules.fromModel("messages.\(number): citation of a search result that is not in the request")
          }
        }
      }
    }
  }

  private var cachePoints: Int {
    let parts = [body["toolConfig"]?["tools"]?.array ?? [], body["system"]?.array ?? []]
    let contents = messages.map { $0["content"]?.array ?? [] }
    return (parts + contents).joined().count { $0["cachePoint"] != nil }
  }
}
