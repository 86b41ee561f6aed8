import Core
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct JSONWriterTests {
  @Test func jsonWriter_writesInTheOrderGiven() {
    var writer = JSONWriter()
    writer.object {
      $0.member("z", "one")
      $0.member("a", 2)
      $0.member("n", String?.none)
      $0.key("list")
      $0.array {
        $0.bool(true)
        $0.number(0.5)
        $0.number(3)
        $0.number(.nan)
        $0.object { _ in }
        $0.array { _ in }
        $0.raw(Array(#"{"as":"is" }"#.utf8))
      }
      $0.member("last", false)
    }
    let text = String(decoding: writer.bytes, as: UTF8.self)
    #expect(
      text == #"{"z":"one","a":2,"n":null,"list":[true,0.5,3,null,{},[],{"as":"is" }],"last":false}"#)
  }

  /// Scalars that may affect a terminal are escaped, and parsers read the same text.
  @Test func jsonWriter_escapesUnsafeScalars() throws {
    let hostile = "\u{1B}[2J\"\\\n\r\t\u{0}\u{7F}\u{9B}\u{202E}\u{2066}\u{2028}\u{61C} ü 日本 👩‍👩‍👧 \u{FFFF}"
    var writer = JSONWriter()
    writer.array { $0.string(hostile) }
    let text = String(decoding: writer.bytes, as: UTF8.self)
    #expect(
      !text.unicodeScalars.contains {
        $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E
      })
    #expect(text.contains("日本"))
    #expect(try JSONDecoder().decode([String].self, from: Data(writer.bytes)) == [hostile])
  }
}
