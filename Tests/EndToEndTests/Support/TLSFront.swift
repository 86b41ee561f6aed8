import TestSupport

/// A TLS proxy before a server without TLS (`Scripts/tls-front.py`).
final class TLSFront: Sendable {
  static let python = ExternalProgram("python3")

  private let server: ScriptServer

  var url: String { "https://127.0.0.1:\(server.port)" }

  /// Starts a proxy for a port, which closes the first connections at once.
  init(before plain: Int, closing closed: Int = 0) throws {
    server = try ScriptServer(
      "tls-front.py",
      [String(plain), Fixture("tls/good.pem").path, Fixture("tls/good.key").path, "0", String(closed)])
  }
}
