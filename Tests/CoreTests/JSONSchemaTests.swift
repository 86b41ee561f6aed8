import Testing

@testable import Core

/// Schemas in the subset that Bedrock documents for structured outputs.
@Suite struct JSONSchemaTests {
  private static func schema(_ text: String) throws(JSONSchemaProblem) -> JSONSchema {
    try JSONSchema(Array(text.utf8))
  }

  /// The verdict on a text: `fits`, `notJSON`, or the place and what is wrong there.
  private static func verdict(_ schema: String, _ text: String) throws -> String {
    switch try Self.schema(schema).verdict(on: text) {
    case .fits: "fits"
    case .notJSON: "notJSON"
    case .misfit(let place, let wrong): "\(place): \(wrong)"
    }
  }

  private static let values: [(String, String, String)] = [
    // Types.
    (##"{"type":"object"}"##, "{}", "fits"), (##"{"type":"object"}"##, "[]", "/: it must be an object"),
    (##"{"type":"array"}"##, "[1,\"a\"]", "fits"), (##"{"type":"array"}"##, "{}", "/: it must be an array"),
    (##"{"type":"string"}"##, "\"\"", "fits"), (##"{"type":"string"}"##, "1", "/: it must be a string"),
    (##"{"type":"integer"}"##, "-7", "fits"), (##"{"type":"integer"}"##, "1.0", "fits"),
    (##"{"type":"integer"}"##, "1e2", "fits"), (##"{"type":"integer"}"##, "1.5", "/: it must be an integer"),
    (##"{"type":"integer"}"##, "123456789012345678901234567890", "fits"),
    (##"{"type":"integer"}"##, "\"1\"", "/: it must be an integer"), (##"{"type":"number"}"##, "1", "fits"),
    (##"{"type":"number"}"##, "1.5", "fits"), (##"{"type":"number"}"##, "true", "/: it must be a number"),
    (##"{"type":"boolean"}"##, "false", "fits"), (##"{"type":"boolean"}"##, "0", "/: it must be a boolean"),
    (##"{"type":"null"}"##, "null", "fits"), (##"{"type":"null"}"##, "0", "/: it must be null"),
    (##"{"type":["string","null"]}"##, "null", "fits"),
    (##"{"type":["string","null"]}"##, "1", "/: it must be a string or null"),
    ("{}", "[{\"a\":null}]", "fits"),
    // enum and const.
    (##"{"enum":["a",1,true,null]}"##, "\"a\"", "fits"), (##"{"enum":["a",1,true,null]}"##, "1.0", "fits"),
    (##"{"enum":["a",1,true,null]}"##, "\"b\"", "/: it is none of the values allowed"),
    (##"{"enum":[1]}"##, "true", "/: it is not the one value allowed"),
    (##"{"enum":["é"]}"##, "\"e\u{301}\"", "/: it is not the one value allowed"),
    (##"{"const":{"a":[1,2]}}"##, ##"{"a":[1,2.0]}"##, "fits"),
    (##"{"const":{"a":[1,2]}}"##, ##"{"a":[2,1]}"##, "/: it is not the one value allowed"),
    (##"{"const":{"a":1,"b":2}}"##, ##"{"b":2,"a":1}"##, "fits"),
    // Objects.
    (##"{"properties":{"n":{"type":"integer"}},"required":["n"]}"##, ##"{"n":1,"more":2}"##, "fits"),
    (##"{"properties":{"n":{"type":"integer"}},"required":["n"]}"##, "{}", "/: it lacks n"),
    (##"{"properties":{"n":{"type":"integer"}}}"##, "{}", "fits"),
    (##"{"properties":{"n":{"type":"integer"}}}"##, ##"{"n":"1"}"##, "/n: it must be an integer"),
    (##"{"properties":{"n":{}},"additionalProperties":false}"##, ##"{"n":1}"##, "fits"),
    (
      ##"{"properties":{"n":{}},"additionalProperties":false}"##, ##"{"a/b~":1}"##,
      "/a~1b~0: it is not among the properties"
    ),
    // Arrays.
    (##"{"items":{"type":"string"}}"##, ##"["a","b"]"##, "fits"),
    (##"{"items":{"type":"string"}}"##, ##"["a",2]"##, "/1: it must be a string"),
    (##"{"type":"array","minItems":1}"##, "[]", "/: it must not be empty"),
    (##"{"type":"array","minItems":0}"##, "[]", "fits"),
    (##"{"items":{"properties":{"a":{"items":{"type":"null"}}}}}"##, ##"[{"a":[null,1]}]"##, "/0/a/1: it must be null"),
    // Combinations and references.
    (##"{"anyOf":[{"type":"string"},{"type":"null"}]}"##, "null", "fits"),
    (##"{"anyOf":[{"type":"string"},{"type":"null"}]}"##, "1", "/: it fits none of anyOf"),
    (##"{"anyOf":[{"type":"string"}]}"##, "1", "/: it must be a string"),
    (
      ##"{"allOf":[{"required":["a"],"properties":{"a":{}}},{"required":["b"],"properties":{"b":{}}}]}"##,
      ##"{"a":1,"b":2}"##, "fits"
    ),
    (
      ##"{"allOf":[{"required":["a"],"properties":{"a":{}}},{"required":["b"],"properties":{"b":{}}}]}"##,
      ##"{"a":1}"##, "/: it lacks b"
    ),
    (##"{"$defs":{"x":{"type":"integer"}},"items":{"$ref":"#/$defs/x"}}"##, "[1]", "fits"),
    (##"{"$defs":{"x":{"type":"integer"}},"items":{"$ref":"#/$defs/x"}}"##, "[\"1\"]", "/0: it must be an integer"),
    (##"{"definitions":{"a/b":{"enum":["q"]}},"$ref":"#/definitions/a~1b"}"##, "\"q\"", "fits"),
    (##"{"$def":{"x":{"type":"null"}},"$ref":"#/$def/x"}"##, "0", "/: it must be null"),
    // Annotations say nothing about values.
    (
      ##"{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"t","description":"d","default":1,"examples":[2],"$comment":"c","$id":"i"}"##,
      "\"x\"", "fits"
    ),
    // Texts that are not one value.
    ("{}", "", "notJSON"), ("{}", "Sure: {}", "notJSON"), ("{}", "{} {}", "notJSON"), ("{}", "{\"a\":1", "notJSON"),
    ("{}", " \n{\"a\": 1}\n ", "fits"),
  ]

  @Test(arguments: values) func jsonSchema_judgesValues(schema: String, text: String, verdict: String) throws {
    #expect(try Self.verdict(schema, text) == verdict)
  }

  @Test func jsonSchema_givesTheValueAsItWasWritten() throws {
    let schema = try Self.schema(##"{"type":"object"}"##)
    #expect(
      schema.verdict(on: " {\"b\": 1.50,\n\"a\": 12345678901234567890} \n")
        == .fits(Array("{\"b\": 1.50,\n\"a\": 12345678901234567890}".utf8)))
  }

  private static let formats: [(String, [String], [String])] = [
    ("date", ["2026-03-01", "2024-02-29"], ["2026-02-29", "2026-13-01", "2026-3-1", "2026-03-01Z", "", "yesterday"]),
    ("time", ["12:30:00Z", "23:59:60+02:00", "00:00:00.125-11:30"], ["12:30:00", "24:00:00Z", "12:60:00Z", "12:30Z"]),
    (
      "date-time", ["2026-03-01T12:30:00Z", "2026-03-01t12:30:00.5+01:00"],
      ["2026-03-01", "2026-03-01 12:30:00Z", "2026-03-01T12:30:00"]
    ),
    ("duration", ["P1Y2M3DT4H5M6S", "PT1H", "P2W", "P1D"], ["P", "PT", "1D", "P1H", "P1DT", "P1W2D", "P1D1Y"]),
    (
      "email", ["ada@example.com", "a.b+c@x-y.example", "\"a b\"@example.com"],
      ["ada", "@example.com", "a@", "a..b@example.com", "a b@example.com", "a@-x.example"]
    ),
    ("hostname", ["example.com", "a-1.b", "localhost"], ["", "-a.b", "a-.b", "a..b", "a_b", "a b"]),
    (
      "uri", ["https://example.com/a?b#c", "mailto:a@b.c", "urn:x:y"],
      ["/a/b", "example.com", "https://a b", ":x", "ht!tp://a"]
    ),
    ("ipv4", ["127.0.0.1", "255.255.255.255"], ["256.0.0.1", "1.2.3", "01.2.3.4", "1.2.3.4.5", "a.b.c.d"]),
    (
      "ipv6", ["::", "::1", "2001:db8::8a2e:370:7334", "1:2:3:4:5:6:7:8", "::ffff:192.0.2.1"],
      [":", "1::2::3", "1:2:3:4:5:6:7", "12345::", "::g", "1:2:3:4:5:6:7:8:9", ":::"]
    ),
    (
      "uuid", ["2EB8AA08-aa98-11ea-b4aa-73b441d16380"],
      ["2eb8aa08aa9811eab4aa73b441d16380", "2eb8aa08-aa98-11ea-b4ga-73b441d16380", ""]
    ),
  ]

  @Test(arguments: formats) func jsonSchema_checksFormats(format: String, good: [String], bad: [String]) throws {
    let schema = ##"{"type":"string","format":"\##(format)"}"##
    for text in good { #expect(try Self.verdict(schema, JSONWriter.quoted(text)) == "fits", "\(text)") }
    for text in bad { #expect(try Self.verdict(schema, JSONWriter.quoted(text)) == "/: it is no \(format)", "\(text)") }
    // A format says nothing about other types.
    #expect(try Self.verdict(##"{"format":"\##(format)"}"##, "1") == "fits")
  }

  private static let refused: [(String, String)] = [
    ("", "the schema is not JSON (byte 0)"), ("{\"type\":\"object\"", "the schema is not JSON (byte 16)"),
    ("{} x", "the schema is not JSON (byte 3)"), ("[]", "the schema is not an object at #"),
    ("true", "the schema is not an object at #"),
    (##"{"properties":{"a":true}}"##, "the schema is not an object at #/properties/a"),
    (
      ##"{"properties":{"count":{"type":"integer","minimum":1}}}"##,
      "the schema uses minimum at #/properties/count, which is not supported"
    ),
    (##"{"items":{"maxLength":3}}"##, "the schema uses maxLength at #/items, which is not supported"),
    (##"{"anyOf":[{},{"pattern":"x"}]}"##, "the schema uses pattern at #/anyOf/1, which is not supported"),
    (##"{"$defs":{"x":{"oneOf":[]}}}"##, "the schema uses oneOf at #/$defs/x, which is not supported"),
    (##"{"maxItems":3}"##, "the schema uses maxItems at #, which is not supported"),
    (##"{"unheardOf":1}"##, "the schema uses unheardOf at #, which is not supported"),
    (
      ##"{"additionalProperties":true}"##,
      "the schema uses additionalProperties at #, which is not supported: only false is"
    ),
    (
      ##"{"additionalProperties":{}}"##,
      "the schema uses additionalProperties at #, which is not supported: only false is"
    ),
    (##"{"minItems":2}"##, "the schema uses minItems at #, which is not supported: only 0 and 1 are"),
    (
      ##"{"type":"float"}"##,
      "the schema uses type at #, which is not supported: only object, array, string, integer, number, boolean, null are"
    ),
    (
      ##"{"type":[]}"##,
      "the schema uses type at #, which is not supported: only object, array, string, integer, number, boolean, null are"
    ),
    (
      ##"{"type":["string",1]}"##,
      "the schema uses type at #, which is not supported: only object, array, string, integer, number, boolean, null are"
    ),
    (
      ##"{"enum":[]}"##,
      "the schema uses enum at #, which is not supported: only a list of strings, numbers, booleans and null is"
    ),
    (
      ##"{"enum":[{}]}"##,
      "the schema uses enum at #, which is not supported: only a list of strings, numbers, booleans and null is"
    ),
    (
      ##"{"format":"phone"}"##,
      "the schema uses format at #, which is not supported: only date-time, time, date, duration, email, hostname, uri, ipv4, ipv6, uuid are"
    ),
    (##"{"required":["a"]}"##, "the schema uses required at #, which is not supported: a is not among properties"),
    (##"{"required":"a"}"##, "the schema uses required at #, which is not supported: it must be a list of names"),
    (##"{"anyOf":[]}"##, "the schema uses anyOf at #, which is not supported: it must be a list of schemas"),
    (
      ##"{"properties":[]}"##,
      "the schema uses properties at #, which is not supported: it must be an object of schemas"
    ),
    (
      ##"{"$ref":"https://example.com/s"}"##,
      "the schema uses $ref at #, which is not supported: only references such as #/$defs/name are"
    ),
    (##"{"$ref":"#"}"##, "the schema uses $ref at #, which is not supported: only references such as #/$defs/name are"),
    (##"{"$ref":"#/$defs/no"}"##, "the schema uses $ref at #, which is not supported: there is no #/$defs/no"),
    (
      ##"{"$defs":{"a":{"properties":{"b":{"$ref":"#/$defs/a"}}}}}"##,
      "the schema uses $ref at #/$defs/a, which is not supported: the schema contains itself"
    ),
    (
      ##"{"items":{"$defs":{}}}"##,
      "the schema uses $defs at #/items, which is not supported: definitions stand at the top of the schema"
    ),
  ]

  @Test(arguments: refused) func jsonSchema_refusesWhatIsNotInTheSubset(schema: String, sentence: String) {
    do throws(JSONSchemaProblem) {
      _ = try Self.schema(schema)
      Issue.record("\(schema) was accepted")
    } catch { #expect(error.sentence == sentence) }
  }

  @Test func jsonSchema_refusesEndlessNesting() {
    let deep = String(repeating: ##"{"items":"##, count: 100) + "{}" + String(repeating: "}", count: 100)
    #expect(throws: JSONSchemaProblem.self) { try Self.schema(deep) }
    #expect(throws: JSONSchemaProblem.self) { try Self.schema(String(repeating: "[", count: 100_000)) }
  }

  /// References that multiply are refused, without following each of them.
  @Test func jsonSchema_refusesReferencesThatMultiply() {
    func chain(_ count: Int, _ times: Int) -> String {
      let schemas = (0..<count).map { number in
        let next = "{\"$ref\":\"#/$defs/d\(number + 1)\"}"
        return "\"d\(number)\":{\"allOf\":[" + Array(repeating: next, count: times).joined(separator: ",") + "]}"
      }
      return "{\"$defs\":{" + (schemas + ["\"d\(count)\":{\"type\":\"string\"}"]).joined(separator: ",")
        + "},\"$ref\":\"#/$defs/d0\"}"
    }
    func problem(_ text: String) -> String? {
      do throws(JSONSchemaProblem) {
        _ = try Self.schema(text)
        return nil
      } catch { return error.sentence }
    }
    #expect(problem(chain(10, 2)) == nil && problem(chain(60, 1)) == nil)
    #expect(problem(chain(25, 2))?.hasSuffix("the references lead to more than 10000 schemas") == true)
    #expect(problem(chain(70, 1))?.hasSuffix("more than 64 references follow each other") == true)
    #expect(problem(chain(3000, 2))?.contains("references") == true)
    // Many schemas without a reference are as many as were written.
    let many = "{\"anyOf\":[" + Array(repeating: "{}", count: 20_000).joined(separator: ",") + "]}"
    #expect(problem(many) == nil)
  }

  /// A schema in a schema is checked once, however deep it stands.
  @Test func jsonSchema_checksNestedChoicesOnce() throws {
    for end in ["{\"anyOf\":[", "{\"anyOf\":[{\"type\":\"null\"},"] {
      let schema = String(repeating: end, count: 60) + "{\"type\":\"string\"}" + String(repeating: "]}", count: 60)
      #expect(try Self.verdict(schema, "\"a\"") == "fits")
      let wrong = end.hasSuffix("[") ? "/: it must be a string" : "/: it fits none of anyOf"
      #expect(try Self.verdict(schema, "1") == wrong)
    }
  }

  /// Each object is closed, as the service demands, but those of an `allOf`; annotations that it may not know are left
  /// out; names of members are none of them; the order stays.
  @Test func jsonSchema_checksEachMemberOfAName() throws {
    // A name that occurs twice in a value is checked twice.
    let twice = ##"{"type":"object","properties":{"a":{"$ref":"#/$defs/s"}},"$defs":{"s":{"type":"string"}}}"##
    #expect(try Self.verdict(twice, ##"{"a":"x","a":1}"##) != "fits")
  }

  @Test func jsonSchema_isSentClosed() throws {
    let schema = try Self.schema(
      ##"{"$schema":"x","title":"T","type":"object","properties":{"examples":{"type":["object","null"]},"z":{"type":"array","items":{"properties":{"a":{"description":"d","$comment":"c"}}}},"closed":{"type":"object","additionalProperties":false}},"required":["z","examples"],"allOf":[{"type":"object"}],"$defs":{"d":{"type":"object"}},"enum":[1.50]}"##
    )
    #expect(
      String(decoding: schema.closed, as: UTF8.self)
        == ##"{"title":"T","type":"object","properties":{"examples":{"type":["object","null"],"additionalProperties":false},"z":{"type":"array","items":{"properties":{"a":{"description":"d"}},"additionalProperties":false}},"closed":{"type":"object","additionalProperties":false}},"required":["z","examples"],"allOf":[{"type":"object"}],"$defs":{"d":{"type":"object","additionalProperties":false}},"enum":[1.50],"additionalProperties":false}"##
    )
    #expect(schema.value["properties"]?["z"]?["items"]?["properties"]?["a"] == .object(["description": .string("d")]))
    #expect(schema.value["additionalProperties"] == nil)
    #expect(schema.isObject)
    #expect(try !Self.schema("{}").isObject)
  }
}

extension JSONWriter {
  /// A text as a JSON string.
  fileprivate static func quoted(_ text: String) -> String {
    var json = JSONWriter()
    json.string(text)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
