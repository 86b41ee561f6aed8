import Core
import Testing

@testable import HTTP

@Suite struct ForeignPageTests {
  private func page(_ type: String?, _ body: String, headers: Headers = [:], status: Int = 403) throws -> ForeignPage? {
    var headers = headers
    headers["Content-Type"] = type
    let url = try #require(WebURL("https://bedrock.us-east-1.amazonaws.com/foundation-models?token=SECRETTOKEN"))
    return ForeignPage(Response(status: status, headers: headers, body: Array(body.utf8), url: url)) {
      $0.hasPrefix("x-amzn-")
    }
  }

  @Test(arguments: [
    ("text/html", "<p>No.</p>"), ("text/html; charset=utf-8", "Forbidden"), ("TEXT/HTML", " \r\n<html>"),
    ("application/xhtml+xml", "<?xml version=\"1.0\"?>\n<!DOCTYPE html><html/>"),
    ("application/json", "<!doctype HTML>"),
    (nil, "<HTML lang=en>"), (nil, "\u{FEFF}<html>"), ("text/plain", "<!-- a < b --> <head>"), (nil, "<body>"),
    ("text/html", "<!-- "),
  ])
  func foreignPage_isHTML(_ type: String?, _ body: String) throws {
    #expect(try page(type, body) != nil)
    // With a field of the service's own it is the service's.
    #expect(try page(type, body, headers: ["X-Amzn-RequestId": "1"]) == nil)
  }

  /// JSON, XML and empty bodies are the service's, whatever their type.
  @Test(arguments: [
    ("text/html", "{\"message\":\"no\"}"), ("text/html", "[\"no\"]"), ("text/html", ""), ("text/html", " \n"),
    ("text/html", "<ErrorResponse xmlns=\"x\"><Error>"), ("text/html", "<?xml version=\"1.0\"?><Response>"),
    (nil, "<p>No.</p>"), (nil, "Forbidden"), ("text/plain", "Forbidden"), ("application/xml", "<title>x</title>"),
    (nil, ""), ("application/json", "{}"), (nil, "<"), (nil, "<htmlx>"),
  ])
  func foreignPage_isNoOtherBody(_ type: String?, _ body: String) throws { #expect(try page(type, body) == nil) }

  @Test(arguments: [
    (
      "<html><head><TITLE lang='x'>\n Access&nbsp;Denied &amp;\n\t more &#8211; x</TITLE>",
      "Access&nbsp;Denied & more – x"
    ),
    ("<html><title></title>", nil), ("<html><title>", nil), ("<html>", nil), ("<html><title >A<b>", "A"),
    ("<html><title>\u{1B}[31mred\u{202E}\u{7}</title>", "[31mred"),
  ])
  func foreignPage_hasACleanTitle(_ body: String, _ title: String?) throws {
    #expect(try #require(try page(nil, body)).title == title)
  }

  @Test func foreignPage_boundsItsTitle() throws {
    let title = try #require(
      try page(nil, "<html><title>" + String(repeating: "x\u{301}", count: 9999) + "</title>")?.title)
    #expect(title.unicodeScalars.count == 121)
    #expect(try page(nil, "<html>" + String(repeating: " ", count: 64 << 10) + "<title>x</title>")?.title == nil)
  }

  @Test func foreignPage_namesURLProxyAndTitle() throws {
    let page = try #require(try page("text/html", "<html><title>Blocked</title>"))
    let network = NetworkSettings(Environment(variables: ["HTTPS_PROXY": "http://u:pass@proxy.corp:3128"]))
    #expect(
      page.failure(service: "bedrock", provider: "AWS", endpoint: nil, network: network, attempts: 2)
        == Failure(
          .network,
          "https://bedrock.us-east-1.amazonaws.com/foundation-models was answered by a page that is not "
            + "from AWS (HTTP 403, “Blocked”): a proxy, a gateway or a login page stands between",
          hint: "the request went through the proxy http://proxy.corp:3128 (HTTPS_PROXY)",
          moreHints: [
            "ask who runs the network to let bedrock.us-east-1.amazonaws.com through, or name it in NO_PROXY to reach it "
              + "without the proxy"
          ], service: "bedrock", httpStatus: 403, attempts: 2))
    let other = page.failure(
      service: "bedrock", provider: "AWS", endpoint: .environment("AWS_ENDPOINT_URL"),
      network: NetworkSettings(Environment()), attempts: 1)
    #expect(
      other.hints == [
        "no proxy is in use for bedrock.us-east-1.amazonaws.com (HTTPS_PROXY, ALL_PROXY and NO_PROXY decide)",
        "ask who runs the network to let bedrock.us-east-1.amazonaws.com through",
        "the address is set by AWS_ENDPOINT_URL: check that AWS answers there",
      ])
  }
}
