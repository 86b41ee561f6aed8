#if DEBUG || FUZZING
  import Core

  extension FuzzTarget {
    /// A schema on the first line, and a value behind it: what is accepted is sent in a form that is accepted again, and
    /// that form allows nothing that the schema refuses.
    static let jsonSchema = FuzzTarget("json-schema", texts: schemas, words: schemaWords) { bytes in
      let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false).map { Array($0) }
      let schema: JSONSchema
      do throws(JSONSchemaProblem) { schema = try JSONSchema(parts[0]) } catch {
        try must(!error.sentence.isEmpty && error.sentence.utf8.count <= 2_000, "a sentence that says what is wrong")
        return [-1, error.sentence.utf8.count]
      }
      try must(StrictJSON.isDocument(schema.closed) ?? true, "the form that is sent is no JSON")
      guard let closed = try? JSONSchema(schema.closed) else { throw Broken(rule: "the form that is sent is refused") }
      try must(closed.closed == schema.closed, "the form that is sent changes again")
      let text = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : ""
      let verdict = schema.verdict(on: text)
      if case .fits = closed.verdict(on: text) {
        guard case .fits = verdict else { throw Broken(rule: "the form that is sent allows what the schema does not") }
      }
      switch verdict {
      case .notJSON: return [0, schema.isObject ? 1 : 0]
      case .fits(let value):
        try must(StrictJSON.isDocument(value) ?? true, "a value that is no JSON fits")
        return [1, value.count / 8]
      case .misfit(let place, let wrong): return [2, place.utf8.count, wrong.utf8.count]
      }
    }

    private static let schemas: [String] = [
      ##"{"type":"object","properties":{"a":{"type":"string","format":"date"},"b":{"type":["integer","null"]}},"##
        + ##""required":["a"],"additionalProperties":false}"## + "\n" + ##"{"a":"2026-01-15","b":3}"##,
      ##"{"type":"array","items":{"anyOf":[{"$ref":"#/$defs/n"},{"const":"x"}]},"minItems":1,"##
        + ##""$defs":{"n":{"enum":[1,null]}}}"## + "\n[1,null,\"x\"]",
      ##"{"allOf":[{"type":"object","properties":{"e":{"type":"string","format":"email"}}}],"title":"t"}"## + "\n"
        + ##"{"e":"ada@example.com"}"##,
      ##"{"$ref":"#/$defs/a","$defs":{"a":{"anyOf":[{"$ref":"#/$defs/b"},{"$ref":"#/$defs/b"}]},"##
        + ##""b":{"anyOf":[{"$ref":"#/$defs/c"},{"$ref":"#/$defs/c"}]},"c":{"type":"null"}}}"## + "\n1",
    ]

    private static let schemaWords: [String] = [
      #""type":"#, #""object""#, #""properties":{"#, ##""$ref":"#/$defs/a""##, #""$defs":{"#, #""anyOf":["#,
      #""allOf":["#, #""items":{"#, #""enum":["#, #""const":"#, #""format":"#, #""date-time""#, #""uuid""#, #""ipv6""#,
      #""uri""#, #""duration""#, #""required":["#, #""additionalProperties":false"#, #""minItems":1"#, "1.0", "1e400",
      "[]", "{}", "\n", "null", "true",
    ]
  }
#endif
