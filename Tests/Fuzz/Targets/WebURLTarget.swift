#if DEBUG || FUZZING
  @testable import HTTP

  extension FuzzTarget {
    static let webURL = FuzzTarget(
      "url",
      texts: [
        "https://api.storyblok.com/v2/cdn/stories?token=abcdefgh&cv=1", "http://127.0.0.1:8080/a%2Fb?x",
        "https://[::1]:443/#f",
        "HTTP://Example.COM:80", "https://a_b-c.d./x:y/model%3A0/converse?", "https://h/?a=1&token=s3cr3tvalue#z",
      ],
      words: [
        "://", "http", "https", ":", "/", "//", "?", "#", "@", "[", "]", "::1", "127.", "localhost", "..", "%",
        "token=", "&", "=", ":443", ":0", "\\",
      ]
    ) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      guard let url = WebURL(text) else { return [0, bytes.count / 8] }
      let again = WebURL(url.text)
      try must(again?.text == url.text && again?.host == url.host && again?.target == url.target, "a URL reads back")
      try must(url.path.hasPrefix("/"), "a path begins with a slash")
      try must(!url.host.isEmpty && url.host == url.host.lowercased(), "a host is there, in lower case")
      try must(url.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "nothing breaks a request line or a header")
      let secret = "s3ntinel0secret"
      let shown = Redaction.url(url.adding(query: "token", secret))
      try must(!shown.contains(secret), "a token is not shown")
      let appended = url.appending(path: "/x")
      try must(WebURL(appended.text)?.origin == appended.origin, "a path appended stays with its host")
      let request = Request("GET", url)
      let next = try? Redirect.target(302, ["Location": text], of: request)
      if let next { try must(next.origin == url.origin, "a redirect stays with its host") }
      let other = try? Redirect.target(
        302, ["Location": String(text.dropFirst(6))], of: Request("GET", WebURL(scheme: .https, host: "a.b", path: "/"))
      )
      if let other { try must(other.origin == "https://a.b", "a redirect stays with its host") }
      return [
        1, url.port ?? 0, url.isLoopback ? 1 : 0, url.query?.utf8.count ?? -1, url.host.contains(":") ? 1 : 0,
        shown.utf8.count,
      ]
    }
  }
#endif
