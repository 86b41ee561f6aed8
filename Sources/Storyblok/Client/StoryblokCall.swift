import Core
import HTTP

/// One request to Storyblok before it has a host and a token, and what it is about, so that a refusal can be explained.
struct StoryblokCall: Sendable {
  /// What is asked for: the operation's name in messages. Errors are worded after it.
  enum Subject: String, Sendable {
    case strata = "strata/search"
    case stories, story, vsearches, links, space, user
  }

  /// Query parameters, not encoded, in order.
  typealias Query = [(name: String, value: String)]

  var subject: Subject
  /// The path below the API's base, percent-encoded.
  var path: String
  /// The query.
  var query: Query
  /// Which version is asked for; the management API's reads have none.
  var version: StoryVersion?
  /// Whether the answer may hold secrets: a space may come with its first token.
  var holdsSecrets = false

  init(
    _ subject: Subject, _ path: String, query: Query = [], version: StoryVersion? = nil, holdsSecrets: Bool = false
  ) {
    self.subject = subject
    self.path = path
    self.query = query
    self.version = version
    self.holdsSecrets = holdsSecrets
  }

  /// The request of this call, authorised by `access`.
  func request(_ configuration: StoryblokConfiguration, as access: Access) -> Request {
    var url = access.base(configuration).appending(path: path)
    for (name, value) in query { url = url.adding(query: name, value) }
    var headers: Headers = ["Accept": "application/json"]
    access.authorize(&url, &headers, configuration.token.value)
    // A published request without `cv` is redirected to the newest version, on the same host.
    return Request(
      "GET", url, headers: headers,
      limits: Request.Limits(idle: configuration.idle, redirects: access == .delivery ? 3 : 0),
      hidesBodies: holdsSecrets)
  }
}
