import Emulator
import TestSupport
import Testing

/// Listening over HTTP/2 through an HTTP proxy: through the tunnel of CONNECT, or not at all.
@Suite(.enabled(if: TranscribeServer.isTried, "python3 with h2 is not installed"))
struct ListenProxyTests {
  private func run(
    _ proxy: ScriptServer, _ server: TranscribeServer, words: [String] = [], seconds: Double = 0.6
  ) throws -> (run: Run, name: String) {
    let sandbox = try Question.sandbox()
    try sandbox.write("spoken.wav", SoundSamples.WAV().file(SoundSamples.tone(seconds: seconds)))
    let address = "http://127.0.0.1:\(proxy.port)"
    let run = try sandbox.sva(
      ["ask", "--no-search", "--no-save", "--listen", "spoken.wav"] + words,
      with: server.variables.merging(["HTTPS_PROXY": address]) { $1 }, seconds: 60)
    return (run, "the proxy \(address) (HTTPS_PROXY)")
  }

  private func target(_ server: TranscribeServer) -> String { "CONNECT " + server.url.dropFirst("https://".count) }

  @Test func duplex_goesThroughATunnel() throws {
    let proxy = try ScriptServer("connect_proxy.py", ["tunnel"])
    let server = try TranscribeServer(["fine"], certificate: .elsewhere)
    let (run, _) = try run(proxy, server)
    #expect(run.status == 0 && run.stderr == "> How many stories are there?\n", "\(run.stderr)")
    #expect(proxy.line() == target(server))
    let report = try #require(server.report())
    #expect(report["messages"]?.int == 6 && report["ended"]?.bool == true && report["error"] == .null)
  }

  /// A proxy that opens TLS and offers HTTP/1.1 alone is named, with what its owner can do.
  @Test func duplex_namesAProxyThatOffersOnlyHTTP1() throws {
    let proxy = try ScriptServer(
      "connect_proxy.py", ["open", Fixture("tls/elsewhere.pem").path, Fixture("tls/elsewhere.key").path])
    let server = try TranscribeServer(["fine"], certificate: .elsewhere)
    let (run, name) = try run(proxy, server)
    let error = try ErrorOutput(text: run)
    #expect(run.status == 8)
    #expect(error.sentence == "the connection to elsewhere.example speaks only HTTP/1.1, and sound is sent over HTTP/2")
    #expect(
      error.hints == [
        "a proxy or a security program opens the connection on its way: ask who runs it to let elsewhere.example through "
          + "untouched, or name the host in NO_PROXY", "the request went through \(name)",
      ])
    #expect(proxy.line() == target(server))
  }

  @Test func duplex_namesAProxyThatRefuses() throws {
    let proxy = try ScriptServer("connect_proxy.py", ["refuse"])
    let server = try TranscribeServer(["fine"], certificate: .elsewhere)
    let (run, name) = try run(proxy, server)
    let error = try ErrorOutput(text: run)
    #expect(
      run.status == 8 && error.sentence.hasPrefix("\(name) did not let the request to elsewhere.example through: "))
    #expect(error.text.contains("403") && error.text.contains("check HTTPS_PROXY"), "\(error.text)")
  }

  /// A tunnel that is closed in the middle is a lost connection, at once.
  @Test func duplex_noticesABrokenTunnel() throws {
    let proxy = try ScriptServer("connect_proxy.py", ["break"])
    let server = try TranscribeServer(["fine"], certificate: .elsewhere)
    let began = ContinuousClock.now
    // A run that uploads to the end takes longer than the limit.
    let (run, name) = try run(proxy, server, seconds: 40)
    let error = try ErrorOutput(text: run)
    #expect(
      run.status == 8 && error.sentence == "the connection to elsewhere.example was lost before the answer was complete"
    )
    #expect(error.text.contains("the request went through \(name)"), "\(error.text)")
    #expect(ContinuousClock.now - began < .seconds(35))
  }
}
