import Core
import HTTP
import Testing

@Suite struct NetworkSettingsTests {
  @Test func networkSettings_readsProxiesAsCurlDoes() throws {
    let settings = NetworkSettings(
      Environment(variables: [
        "HTTPS_PROXY": "http://p:1", "HTTP_PROXY": "http://ignored:1", "ALL_PROXY": "http://all:1",
        "NO_PROXY": "x.test",
        "no_proxy": "", "SSL_CERT_FILE": "/certs.pem",
      ]))
    #expect(settings.proxy(for: try #require(WebURL("https://h/"))) == "http://p:1")
    #expect(settings.proxy(for: try #require(WebURL("http://h/"))) == "http://all:1")
    #expect(settings.proxy(for: try #require(WebURL("https://127.0.0.1/"))) == nil)
    #expect(settings.noProxy == "x.test")
    #expect(settings.certificateFile == "/certs.pem")
  }

  /// A proxy that answers itself instead of forwarding is an error of the proxy, not of the service.
  @Test func networkSettings_proxyRefusalIsAProxyError() async throws {
    let proxy = try RawServer([
      [.read, .send("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")]
    ])
    let transport = CurlTransport(environment: Environment(variables: ["https_proxy": proxy.url]))
    let url = try #require(WebURL("https://service.test/"))
    do throws(TransportError) {
      _ = try await transport.send(Request("GET", url))
      Issue.record("no error")
    } catch {
      if case .proxy = error.kind {} else { Issue.record("\(error)") }
    }
    #expect(proxy.received.first?.hasPrefix("CONNECT service.test:443 HTTP/1.1") == true)
  }
}
