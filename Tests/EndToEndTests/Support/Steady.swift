import Emulator

/// Replaces what differs from run to run: the port, milliseconds, ids of conversations and requests.
enum Steady {
  static func text(_ text: String, _ sandbox: Sandbox) -> String {
    var text = text.replacing(sandbox.emulator.url, with: "http://EMULATOR")
    text = text.replacing("127.0.0.1:\(sandbox.emulator.port)", with: "EMULATOR")
    text = text.replacing(sandbox.folder, with: "SANDBOX")
    text = text.replacing(/"ms":\d+/, with: "\"ms\":0")
    text = text.replacing(/after \d+ ms/, with: "after 0 ms")
    text = text.replacing(/"clock_skew_seconds":[-+.e\d]+/, with: "\"clock_skew_seconds\":0")
    text = text.replacing(/\d{8}-\d{6}-[0-9a-z]{4}/, with: "CONVERSATION")
    return text.replacing(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "REQUEST")
  }
}

extension Run {
  /// The only JSON document on standard output, which is exactly one line; nil otherwise.
  var document: JSON? {
    guard stdout.hasSuffix("\n"), !stdout.dropLast().contains(where: \.isNewline) else { return nil }
    return JSON(parsing: Array(out.dropLast()))
  }
}

extension JSON {
  /// The keys of an object, in order.
  var keys: [String] { members?.map(\.key) ?? [] }
}

/// The keys of the error document (contract §3), in order.
let errorKeys = [
  "status", "error", "code", "service", "aws_code", "aws_message", "http_status", "request_id", "attempts", "hint",
  "exit_code",
]
