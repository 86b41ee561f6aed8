/// A request as received: not decoded, not normalised.
public struct HTTPRequest: Sendable {
  /// One header line.
  public struct Field: Sendable, Equatable {
    public var name: String
    public var value: String
  }

  /// The method, as sent.
  public var method: String
  /// Path and query, as sent.
  public var target: String
  /// The header lines, in order, values as sent but for the blanks at their ends.
  public var headers: [Field]
  /// The body, its transfer coding undone.
  public var body: [UInt8]
  /// The number of the connection, counted from 1: shows whether a client reuses connections.
  public var connection: Int

  /// The path, percent-encoded as sent.
  public var path: String { String(target.prefix { $0 != "?" }) }

  /// The query, percent-encoded as sent, without its `?`.
  public var query: String {
    guard let mark = target.firstIndex(of: "?") else { return "" }
    return String(target[target.index(after: mark)...])
  }

  /// The query's names and values, decoded, in order.
  public var parameters: [(name: String, value: String)] { Text.pairs(query) }

  /// The value of a query parameter.
  public func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

  /// The first value of a header, whatever the case of its name.
  public func header(_ name: String) -> String? {
    let sought = name.lowercased()
    return headers.first { $0.name.lowercased() == sought }?.value
  }

  /// The body as text.
  public var text: String { String(decoding: body, as: UTF8.self) }

  /// The body as JSON.
  public var json: JSON? { JSON(parsing: body) }

  /// The body as the fields of a form.
  public var form: [(name: String, value: String)] { Text.pairs(text) }

  /// One field of the body as a form.
  public func field(_ name: String) -> String? { form.first { $0.name == name }?.value }

  /// Whether the answer may be sent while the body arrives.
  var isDuplex: Bool { path.hasSuffix("/stream-transcription") && method == "POST" }

  /// The path's segments, each decoded; an encoded slash does not split.
  var segments: [String] {
    path.split(separator: "/").map { Text.decode($0) }
  }
}
