import Core
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Decodes and encodes JSON without a schema.
struct JSONValueTests {
  private func decode(_ text: String) throws -> JSONValue {
    try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
  }

  private func written(_ value: JSONValue) -> String {
    var writer = JSONWriter()
    value.write(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("null", JSONValue.null), ("true", .bool(true)), ("false", .bool(false)), ("0", .integer(0)),
    ("1", .integer(1)),
    ("-9223372036854775808", .integer(.min)), ("9223372036854775807", .integer(.max)),
    ("0.5", .number(0.5)), ("\"a\\n\\u00e9\"", .string("a\né")), ("\"1\"", .string("1")),
    ("\"\"", .string("")),
    ("[]", .array([])), ("{}", .object([:])),
    (
      #"{"b":[1,null,{"c":"d"}],"a":true}"#,
      .object(["a": .bool(true), "b": .array([.integer(1), .null, .object(["c": .string("d")])])])
    ),
  ])
  func jsonValue_decodes(text: String, value: JSONValue) throws {
    #expect(try decode(text) == value)
    #expect(try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value)) == value)
    #expect(try decode(written(value)) == value)
  }

  @Test func jsonValue_writesMembersInOrder() throws {
    #expect(
      written(try decode(#"{ "b" : [1, 2.5, "é"], "a" : {"z":null}, "B":false }"#))
        == #"{"B":false,"a":{"z":null},"b":[1,2.5,"é"]}"#)
  }

  @Test func jsonValue_readsParts() throws {
    let value = try decode(#"{"s":"t","i":3,"d":4.5,"w":5.0,"b":true,"a":[1],"big":1e300}"#)
    #expect(value["s"]?.string == "t")
    #expect(value["i"]?.integer == 3)
    #expect(value["i"]?.number == 3)
    #expect(value["d"]?.integer == nil)
    #expect(value["d"]?.number == 4.5)
    #expect(value["w"]?.integer == 5)
    #expect(value["big"]?.integer == nil)
    #expect(value["b"]?.bool == true)
    #expect(value["a"]?.array == [.integer(1)])
    #expect(value["none"] == nil)
    #expect(value["s"]?["x"] == nil)
    #expect(value["s"]?.integer == nil)
  }

  @Test func jsonValue_limitsDepth() throws {
    let limit = JSONValue.depthLimit
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
      func nested(_ depth: Int) -> String {
        String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
      }
      #expect(throws: Never.self) { try decode(nested(limit)) }
      #expect(throws: DecodingError.self) { try decode(nested(limit + 1)) }
      #expect(throws: DecodingError.self) { try decode(nested(100_000)) }
    }
    #expect(throws: DecodingError.self) { try decode("1e999") }
    #expect(throws: DecodingError.self) { try decode("{") }
  }
}
