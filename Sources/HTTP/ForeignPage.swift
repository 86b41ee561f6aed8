public import Core

/// An HTML page in place of the answer of a service: a proxy, a gateway or a login page stands between (contract §3).
/// JSON, XML and empty bodies are the service's own, whatever their headers.
public struct ForeignPage: Sendable, Equatable {
  /// The HTTP status.
  public let status: Int
  /// The URL that answered.
  public let url: WebURL
  /// The page's title on one line; nil if it has none.
  public let title: String?

  /// How much of a page is read, in bytes.
  public static let readBody = 64 << 10
  /// The longest title shown, in scalars.
  private static let longestTitle = 120

  /// The page in `response`; nil if it is none, or if one of its header fields is the service's own.
  ///
  /// - Parameters:
  ///   - secrets: what is removed from the title.
  ///   - isOwn: whether the service alone sends a header field of that name (in lower case).
  public init?(_ response: Response, without secrets: KnownSecrets = KnownSecrets(), isOwn: (String) -> Bool) {
    guard !response.headers.fields.contains(where: { isOwn($0.name.lowercased()) }),
      Self.isPage(type: response.headers["Content-Type"], response.body)
    else { return nil }
    status = response.status
    url = response.url
    title = Self.title(response.body.prefix(Self.readBody)).map(secrets.scrub).flatMap(Self.shown)
  }

  /// Whether a body is HTML: by its beginning, or by its type if it is neither JSON nor XML.
  static func isPage(type: String?, _ body: [UInt8]) -> Bool {
    let isHTMLType = type.map { type in
      let name = type.prefix { $0 != ";" }.lowercased().trimmed
      return name == "text/html" || name == "application/xhtml+xml"
    }
    var rest = body.prefix(readBody)
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    rest = rest.drop { $0 <= 0x20 }
    guard let first = rest.first, first != UInt8(ascii: "{"), first != UInt8(ascii: "[") else { return false }
    // A zero byte does not occur in text: it is another format under a wrong type.
    guard first == UInt8(ascii: "<") else { return isHTMLType == true && !rest.prefix(256).contains(0) }
    switch root(rest) {
    case nil: return isHTMLType == true
    case let name? where ["!doctype html", "html", "head", "body"].contains(name): return true
    case let name?: return isHTMLType == true && elements.contains(name)
    }
  }

  /// The elements a page may begin with, beside those that only HTML has. Any other name is XML.
  private static let elements: Set<String> = [
    "title", "meta", "link", "base", "script", "style", "noscript", "div", "span", "p", "h1", "h2", "h3", "h4",
    "center",
    "table", "form", "main", "header", "section", "nav", "pre", "font", "img", "a", "b", "strong", "i", "br", "hr",
    "ul",
    "iframe", "frameset",
  ]

  /// The name of the first element or document type in lower case, after an XML declaration and comments.
  private static func root(_ text: ArraySlice<UInt8>) -> String? {
    var rest = text
    while true {
      rest = rest.drop { $0 <= 0x20 }
      if rest.starts(with: "<!--".utf8) {
        guard let end = Array(rest).cut(at: Array("-->".utf8))?.after else { return nil }
        rest = end
      } else if rest.starts(with: "<?".utf8) {
        guard let end = Array(rest).cut(at: Array("?>".utf8))?.after else { return nil }
        rest = end
      } else {
        let tag = rest.dropFirst().prefix(40).prefix { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
        let words = String(decoding: tag, as: UTF8.self).lowercased().split(whereSeparator: \.isWhitespace)
        guard let name = words.first, rest.first == UInt8(ascii: "<") else { return nil }
        return name == "!doctype" ? words.prefix(2).joined(separator: " ") : String(name)
      }
    }
  }

  /// The text of the first `title` element, entities decoded.
  private static func title(_ page: ArraySlice<UInt8>) -> String? {
    let bytes = Array(page)
    let lower = bytes.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
    guard let opening = lower.cut(at: Array("<title".utf8))?.after,
      let start = opening.firstIndex(of: UInt8(ascii: ">")),
      let end = lower[start...].dropFirst().firstIndex(of: UInt8(ascii: "<"))
    else { return nil }
    return String(decoding: XMLEntities.decoded(bytes[(start + 1)..<end]), as: UTF8.self)
  }

  /// A title on one line, white space joined; nil if nothing is left of it.
  private static func shown(_ text: String) -> String? {
    let line = OneLine.first(text.split(whereSeparator: \.isWhitespace).joined(separator: " "), limit: longestTitle)
    return line.isEmpty ? nil : line
  }
}
