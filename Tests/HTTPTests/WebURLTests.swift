import HTTP
import Testing

@Suite struct WebURLTests {
  @Test(arguments: [
    ("https://API.Example.com", "https://api.example.com/", "api.example.com"),
    (
      "http://127.0.0.1:8080/a%3Ab/../c?x=%20&y", "http://127.0.0.1:8080/a%3Ab/../c?x=%20&y", "127.0.0.1:8080"
    ),
    ("https://h:443/p", "https://h/p", "h"), ("http://h:443/p", "http://h:443/p", "h:443"),
    ("http://[::1]:9/", "http://[::1]:9/", "[::1]:9"), ("https://h?q=1#frag", "https://h/?q=1", "h"),
  ])
  func webURL_reads(text: String, whole: String, authority: String) throws {
    let url = try #require(WebURL(text))
    #expect(url.text == whole)
    #expect(url.authority == authority)
  }

  @Test(arguments: [
    "", "h", "ftp://h/", "https://", "https:///p", "https://u:p@h/", "https://h:0/", "https://h:65536/",
    "https://h:x/",
    "https://h /", "https://h/\u{0}", "https://h/ü", "https://a\\b/", "http://[::1/", "http://[x]/",
    "https://a..b/",
    "javascript://x", "https://h\n.evil/", "https://%41/",
  ])
  func webURL_refuses(text: String) { #expect(WebURL(text) == nil) }

  @Test(arguments: [
    ("http://localhost", true), ("http://127.8.9.1", true), ("http://[::1]", true),
    ("http://127.0.0.1.evil.com", false),
    ("http://127.0.0.256", false), ("http://localhost.evil.com", false), ("http://10.0.0.1", false),
  ])
  func webURL_recognisesLoopback(text: String, expected: Bool) throws {
    #expect(try #require(WebURL(text)).isLoopback == expected)
  }

  @Test func webURL_appends() throws {
    let base = try #require(WebURL("https://h/base/?a=1"))
    #expect(
      base.appending(path: "/x%2Fy").adding(query: "k k", "v&=ü").target
        == "/base/x%2Fy?a=1&k%20k=v%26%3D%C3%BC")
  }
}
