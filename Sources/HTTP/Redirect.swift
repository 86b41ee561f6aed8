/// Redirects are followed only for GET and HEAD and within the same scheme, host and port, so that no header or token
/// is sent to another host.
enum Redirect {
  /// The URL to follow; nil if the response is not a redirect.
  ///
  /// - Throws: `TransportError` of kind `redirect` if it leads to another host.
  static func target(_ status: Int, _ headers: Headers, of request: Request) throws(TransportError) -> WebURL? {
    guard [301, 302, 303, 307, 308].contains(status), request.method == "GET" || request.method == "HEAD",
      let location = headers["Location"], !location.isEmpty
    else { return nil }
    let absolute =
      location.hasPrefix("//")
      ? request.url.scheme.rawValue + ":" + location
      : location.hasPrefix("/") ? request.url.origin + location : location
    guard let target = WebURL(absolute) else {
      throw TransportError(.redirect("an address that is none"), host: request.url.host)
    }
    guard target.origin == request.url.origin else {
      throw TransportError(.redirect(target.origin), host: request.url.host)
    }
    return target
  }
}
