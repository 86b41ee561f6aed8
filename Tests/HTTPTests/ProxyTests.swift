import Core
import TestSupport
import Testing

@testable import HTTP

/// Values of proxy variables, and proxies that do not work.
@Suite struct ProxyTests {
  private let limits = Request.Limits(connect: .seconds(60), idle: .seconds(300))

  private func proxy(_ value: String) -> Proxy { Proxy(Setting(value, from: .environment("HTTPS_PROXY"))) }

  @Test(arguments: [
    ("http://p:1", "http://p:1", nil), ("p:1", "http://p:1", nil), ("p", "http://p", nil),
    ("HTTPS://p.test:1/", "https://p.test:1", nil), ("socks5h://p", "socks5h://p", nil),
    ("http://u:pw@p:1", "http://p:1", "u:pw"), ("u:pw@p:1", "http://p:1", "u:pw"),
    ("http://[::1]:3128", "http://[::1]:3128", nil), ("http://u:p%40ss%2F@p", "http://p", "u:p%40ss%2F"),
    ("http://p:1/path", "http://p:1", nil),
  ])
  func proxy_isReadAsCurlDoes(_ value: String, _ address: String, _ user: String?) {
    let proxy = proxy(value)
    #expect(proxy.address == address && proxy.userInfo == user)
  }

  /// A malformed value is named by its variable. Nothing of it is shown, and nothing is sent.
  @Test(arguments: [
    "http://user:pa/ss@host:1", "http://user:pa#ss@host:1", "http://user:pa ss@host:1", "http://user:pa?ss@host:1",
    "http://user:pa@ss@host:1", "ftp://user:pass@host", "http://user:pass", "http://user:pass@", "user:pa/ss@host",
    "http://user:pass@host:99999", "http://user:pass@ho st", "http://[::1:pass", "http://user:pass@host:port",
    "://pass",
    "http://user:pass@[::1]pass", "http://user:pa\ttss@host",
  ])
  func proxy_aMalformedValueIsNotShown(_ value: String) async throws {
    let transport = CurlTransport(environment: Environment(variables: ["HTTPS_PROXY": value]))
    let request = Request("GET", try #require(WebURL("https://service.test/")), limits: limits)
    let error = await failure(TransportError.self) { try await transport.send(request) }
    let shown = try #require(error).failure(service: "sts")
    #expect(shown.code == .badConfig && shown.attempts == 0)
    #expect(
      shown.sentence == "HTTPS_PROXY is no proxy URL (its value is not shown, because it may hold a password)")
    let text = shown.hints.map(\.description).joined() + (shown.cause ?? "") + "\(String(describing: error))"
    #expect(!text.replacing("password", with: "").contains("pass") && !text.contains("ss@"), "\(text)")
  }

  @Test func proxy_passwordsAreSecrets() {
    #expect(proxy("http://u:p%40ss@h").secrets == ["u:p%40ss", "u:p@ss", "p%40ss", "p@ss"])
    #expect(proxy("http://h").secrets == [] && proxy("a b").secrets == ["a b"])
    // As a proxy repeats the field `Proxy-Authorization: Basic …`.
    #expect(
      KnownSecrets(proxy("http://user:pa%40ssword@h").secrets).scrub("Basic dXNlcjpwYUBzc3dvcmQ=")
        == "Basic ‹redacted›=")
  }

  /// What does not work is the proxy: it is named with its variable, without its password.
  @Test(arguments: [
    ([RawServer.Step](), "could not connect to PROXY", Failure.Code.network),
    (
      [.read, .send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")],
      "PROXY did not let the request to service.test through: ", .network
    ),
    ([.read, .reset], "PROXY", .network),
    ([.read], "PROXY", .network),
    ([.read, .send("SSH-2.0\r\n\r\n")], "PROXY", .network),
    ([.read, .hang], "no connection to service.test through PROXY in time", .timeout),
  ])
  func proxy_thatFailsIsNamed(_ script: [RawServer.Step], _ sentence: String, _ code: Failure.Code) async throws {
    let server = try RawServer(script.isEmpty ? [] : [script, script])
    let address = script.isEmpty ? "127.0.0.1:1" : "127.0.0.1:\(server.port)"
    let transport = CurlTransport(environment: Environment(variables: ["ALL_PROXY": "http://user:pass@\(address)"]))
    var limits = limits
    if script.last.map({ if case .hang = $0 { true } else { false } }) == true {
      limits.connect = .milliseconds(300)
      limits.idle = .milliseconds(300)
    }
    let request = Request("GET", try #require(WebURL("https://service.test/")), limits: limits)
    let error = await failure(TransportError.self) { try await transport.send(request) }
    let shown = try #require(error).failure(service: "sts")
    let name = "the proxy http://\(address) (ALL_PROXY)"
    #expect(shown.code == code, "\(shown)")
    #expect(shown.sentence.hasPrefix(sentence.replacing("PROXY", with: name)), "\(shown.sentence)")
    #expect(shown.hints[0].description.contains("ALL_PROXY"))
    #expect(!"\(shown)".contains("pass"), "\(shown)")
    #expect(shown.attempts == 0 && shown.reason == nil)
  }

  @Test func proxy_thatHasNoAddressIsNamed() async throws {
    let transport = CurlTransport(
      environment: Environment(variables: ["https_proxy": "http://u:pass@nothing.invalid:1"]))
    let request = Request("GET", try #require(WebURL("https://service.test/")), limits: limits)
    let error = await failure(TransportError.self) { try await transport.send(request) }
    let shown = try #require(error).failure(service: "sts")
    #expect(shown.sentence == "could not resolve the host of the proxy http://nothing.invalid:1 (https_proxy)")
    #expect(shown.code == .network && shown.reason == nil && !"\(shown)".contains("pass"))
  }

  /// A proxy with https:// that does not speak TLS.
  @Test func proxy_withoutTLSIsNamed() async throws {
    let server = try RawServer([[.send("HTTP/1.1 400 Bad Request\r\n\r\n")]])
    let address = server.url.replacing("http:", with: "https:")
    let transport = CurlTransport(environment: Environment(variables: ["https_proxy": address]))
    let request = Request("GET", try #require(WebURL("https://service.test/")), limits: limits)
    let error = await failure(TransportError.self) { try await transport.send(request) }
    let shown = try #require(error).failure(service: "sts")
    #expect(
      shown.code == .tls && shown.sentence.hasPrefix("no secure connection to the proxy \(address) (https_proxy): "))
  }

  /// The service fails behind a proxy that works: the hint names the proxy.
  @Test func proxy_inUseIsNamedInAHint() async throws {
    let server = try RawServer([[.read, .reset]])
    let transport = CurlTransport(
      environment: Environment(variables: ["http_proxy": "http://u:pass@127.0.0.1:\(server.port)"]))
    let request = Request("GET", try #require(WebURL("http://service.test/")), limits: limits)
    let error = await failure(TransportError.self) { try await transport.send(request) }
    let shown = try #require(error).failure(service: "container")
    #expect(shown.sentence == "the connection to service.test was lost before the answer was complete")
    #expect(shown.hints.last == "the request went through the proxy http://127.0.0.1:\(server.port) (http_proxy)")
    #expect(server.received.first?.contains("Proxy-Authorization: Basic dTpwYXNz") == true)
  }
}
