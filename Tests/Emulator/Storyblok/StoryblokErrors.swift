/// Errors in Storyblok's words.
enum StoryblokErrors {
  static let unauthorized = Reply.json(["error": "Unauthorized"], status: 401)
  static let forbidden = Reply.json(["error": "Forbidden"], status: 403)
  static let notFound = Reply.json(["This record could not be found"], status: 404)

  static func unprocessable(_ field: String, _ text: String) -> Reply {
    .json([field: [.string(text)]], status: 422)
  }
}

/// Every error body the APIs are known to send, for tests of readers.
public enum OddBodies {
  public static let all: [(status: Int, type: String, body: String)] = [
    (400, "application/json", #"{"error":"malformed query"}"#),
    (401, "application/json", #"{"error":"Unauthorized"}"#),
    (403, "application/json", #"{"error":"Forbidden"}"#),
    (403, "application/json", ""),
    (404, "application/json", #"["This record could not be found"]"#),
    (422, "application/json", #"{"error":"per_page is not a number"}"#),
    (422, "application/json", #"{"error":{"base":["base: the plan does not include this"]}}"#),
    (422, "application/json", #"{"error":{"slug":["has already been taken"]}}"#),
    (422, "application/json", #"{"slug":["is too long"]}"#),
    (
      429, "application/json",
      #"{"error":"Rate limit of 3 request per second has been reached. Retry later."}"#
    ),
    (500, "text/html", "<html><body><h1>Internal Server Error</h1></body></html>"),
    (502, "text/html", "<html><head><title>502 Bad Gateway</title></head></html>"),
    (503, "text/plain", ""),
    (418, "application/json", #"{"message":"short and stout"}"#),
    (500, "application/json", "{\"error\":\"broken"),
  ]
}
