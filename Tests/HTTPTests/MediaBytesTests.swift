import Core
import Testing

@testable import HTTP

/// The bytes of files are never in `--debug`.
@Suite struct MediaBytesTests {
  @Test(arguments: [
    (#"{"a":1}"#, #"{"a":1}"#), ("", ""),
    (
      #"[{"image":{"format":"png","source":{"bytes":"iVBORw0KGgo="}}},{"document":{"name":"r","source":{"bytes":"JVBERi0="}}},{"text":"x"}]"#,
      #"[{"image":{"format":"png","source":{"bytes":"(image, 8 bytes)"}}},{"document":{"name":"r","source":{"bytes":"(document, 5 bytes)"}}},{"text":"x"}]"#
    ),
    (#"{"blob":{"bytes":"AAAA"}}"#, #"{"blob":{"bytes":"(file, 3 bytes)"}}"#),
    // A text that only speaks of bytes is escaped, so it does not match.
    (#"{"text":"\"bytes\":\"AAAA\""}"#, #"{"text":"\"bytes\":\"AAAA\""}"#),
    (#"{"image":{"source":{"bytes":"AAAA"#, #"{"image":{"source":{"bytes":"(image, 3 bytes)"#),
  ]) func mediaBytes_areHidden(body: String, shown: String) {
    #expect(String(decoding: MediaBytes.hidden(Array(body.utf8)), as: UTF8.self) == shown)
  }

  @Test func redaction_hidesALongImageWhole() throws {
    let base64 = String(repeating: "QUJD", count: 50_000)
    let url = try #require(WebURL("https://bedrock-runtime.us-east-1.amazonaws.com/model/x/converse"))
    let body = #"{"messages":[{"image":{"source":{"bytes":"\#(base64)"}}},{"text":"after it"}]}"#
    let text = Redaction.describe(Request("POST", url, body: Array(body.utf8)), without: KnownSecrets())
    #expect(text.contains("(image, 150000 bytes)") && text.contains("after it") && !text.contains("QUJDQUJD"))
    let image = Response(status: 200, headers: ["Content-Type": "image/png"], body: Array("PNGPNGPNG".utf8), url: url)
    let shown = Redaction.describe(image, to: Request("GET", url), without: KnownSecrets())
    #expect(shown.contains("(image, 9 bytes)") && !shown.contains("PNGPNG"))
  }
}
