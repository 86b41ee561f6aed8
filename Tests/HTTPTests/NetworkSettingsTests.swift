import Core
import HTTP
import TestSupport
import Testing

@Suite struct NetworkSettingsTests {
  @Test func networkSettings_readsProxiesAsCurlDoes() throws {
    let settings = NetworkSettings(
      Environment(variables: [
        "HTTPS_PROXY": "http://p:1", "HTTP_PROXY": "http://ignored:1", "ALL_PROXY": "http://all:1",
        "NO_PROXY": "x.test",
        "no_proxy": "", "SSL_CERT_FILE": "/certs.pem",
      ]))
    let secure = try #require(WebURL("https://h/"))
    let plain = try #require(WebURL("http://h/"))
    #expect(settings.proxy(for: secure)?.description == "the proxy http://p:1 (HTTPS_PROXY)")
    #expect(settings.proxy(for: plain)?.description == "the proxy http://all:1 (ALL_PROXY)")
    #expect(settings.proxy(for: try #require(WebURL("https://127.0.0.1/"))) == nil)
    #expect(settings.proxy(for: try #require(WebURL("https://a.x.test/"))) == nil)
    #expect(settings.noProxy == Setting("x.test", from: .environment("NO_PROXY")))
    #expect(settings.trust?.file == Setting("/certs.pem", from: .environment("SSL_CERT_FILE")))
    let lower = NetworkSettings(Environment(variables: ["HTTPS_PROXY": "a:1", "https_proxy": "b:2"]))
    #expect(lower.proxy(for: secure)?.description == "the proxy http://b:2 (https_proxy)")
  }

  /// `REQUESTS_CA_BUNDLE` before `SSL_CERT_FILE` and `SSL_CERT_DIR`; an empty one counts as not set.
  @Test func networkSettings_readsCertificatesInTheContractsOrder() {
    let openSSL = ["SSL_CERT_FILE": "/file", "SSL_CERT_DIR": "/folder"]
    let both = NetworkSettings(Environment(variables: openSSL.merging(["REQUESTS_CA_BUNDLE": ""]) { $1 })).trust
    #expect(both?.file == Setting("/file", from: .environment("SSL_CERT_FILE")))
    #expect(both?.folder == Setting("/folder", from: .environment("SSL_CERT_DIR")))
    let first = NetworkSettings(Environment(variables: openSSL.merging(["REQUESTS_CA_BUNDLE": "/b"]) { $1 })).trust
    #expect(first?.file == Setting("/b", from: .environment("REQUESTS_CA_BUNDLE")) && first?.folder == nil)
    #expect(NetworkSettings(Environment()).trust == nil)
  }

  /// By libcurl's rules (`lib/noproxy.c`).
  @Test(arguments: [
    ("x.test", "x.test", true), ("x.test", "a.x.test", true), ("x.test", "ax.test", false), (".x.test", "x.test", true),
    ("X.TEST.", "x.test", true), ("x.test", "x.test.", true), ("a, b c", "b", true), ("a, b c", "c", true),
    ("*", "anything", true), ("10.0.0.0/8", "10.9.8.7", true), ("10.0.0.0/8", "11.0.0.1", false),
    ("10.0.0.1", "10.0.0.1", true), ("0.0.1", "10.0.0.1", false), ("0.0.0.0/0", "9.9.9.9", true),
    ("10.0.0.0/33", "10.0.0.0", false), ("::1", "::1", true), ("[::1]", "::1", true), ("", "h", false),
    (",", "h", false), ("h:8080", "h", false),
  ])
  func noProxy_isReadAsCurlDoes(_ list: String, _ host: String, _ isDirect: Bool) {
    #expect(NoProxyList(list).contains(host) == isDirect)
  }

  /// A proxy that answers itself instead of forwarding is an error of the proxy, not of the service.
  @Test func networkSettings_proxyRefusalIsAProxyError() async throws {
    let proxy = try RawServer([
      [.read, .send("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")]
    ])
    let transport = CurlTransport(environment: Environment(variables: ["https_proxy": proxy.url]))
    let url = try #require(WebURL("https://service.test/"))
    let error = await failure(TransportError.self) { try await transport.send(Request("GET", url)) }
    if case .proxy = error?.kind {} else { Issue.record("\(String(describing: error))") }
    let shown = error?.failure(service: "sts")
    let name = "the proxy \(proxy.url) (https_proxy)"
    #expect(shown?.code == .network)
    #expect(shown?.sentence.hasPrefix("\(name) did not let the request to service.test through: ") == true)
    #expect(shown?.hints.first?.description.hasPrefix("it asks for a user name and a password: https_proxy=") == true)
    #expect(proxy.received.first?.hasPrefix("CONNECT service.test:443 HTTP/1.1") == true)
  }
}
