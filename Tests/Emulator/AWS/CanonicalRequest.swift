/// A request in the form SigV4 signs, made from the bytes on the wire.
enum CanonicalRequest {
  static func of(_ request: HTTPRequest, signedHeaders: [String]) -> String {
    let payload = request.header("x-amz-content-sha256") ?? Text.sha256(request.body)
    let headers = signedHeaders.map { name in
      let values = request.headers.filter { $0.name.lowercased() == name }.map { squeeze($0.value) }
      return "\(name):\(values.joined(separator: ","))\n"
    }
    return [
      request.method, path(request.path), query(request.query), headers.joined(),
      signedHeaders.joined(separator: ";"), payload,
    ].joined(separator: "\n")
  }

  /// The path as sent, its dots resolved, every byte encoded once more.
  static func path(_ path: String) -> String {
    var kept: [Substring] = []
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    for segment in segments where !segment.isEmpty && segment != "." {
      if segment == ".." { _ = kept.popLast() } else { kept.append(segment) }
    }
    guard !kept.isEmpty else { return "/" }
    let trailing = path.hasSuffix("/") ? "/" : ""
    return Text.encode("/" + kept.joined(separator: "/") + trailing, keepingSlash: true)
  }

  /// The query as sent, sorted by name and then by value.
  static func query(_ query: String) -> String {
    let pairs = query.split(separator: "&").map { pair -> (String, String) in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (recode(parts[0]), parts.count > 1 ? recode(parts[1]) : "")
    }
    let sorted = pairs.sorted { one, other in
      one.0 == other.0
        ? one.1.utf8.lexicographicallyPrecedes(other.1.utf8)
        : one.0.utf8.lexicographicallyPrecedes(other.0.utf8)
    }
    return sorted.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
  }

  /// One spelling for each text: what is encoded needlessly or not enough is put right, as the services do.
  private static func recode(_ text: Substring) -> String { Text.encode(Text.decode(text)) }

  private static func squeeze(_ value: String) -> String {
    value.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
  }
}
