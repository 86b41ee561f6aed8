import Core
import HTTP

/// One request to Storyblok without host and token, and its subject, which explains a refusal.
struct StoryblokCall: Sendable {
  /// The subject: the operation's name in messages. It decides the wording of errors.
  enum Subject: String, Sendable {
    case strata = "strata/search"
    case stories, story, links, vsearches, components, datasources, space, user, release
    case datasourceEntries = "datasource_entries"
  }

  /// Query parameters, not encoded, in order.
  typealias Query = [(name: String, value: String)]

  var subject: Subject
  /// The path below the API's base, percent-encoded.
  var path: String
  /// The query.
  var query: Query
  /// The version requested; nil for reads of the management API.
  var version: StoryVersion?
  /// Whether the response may hold secrets: a space may come with its first token.
  var holdsSecrets = false
  /// The largest response accepted, in bytes; nil for the usual limit.
  var sizeLimit: Int?

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
    // The API redirects a published request without `cv` to the newest version, on the same host.
    var limits = Request.Limits(idle: configuration.idle, redirects: access == .delivery ? 3 : 0)
    if let sizeLimit { limits.body = min(limits.body, sizeLimit) }
    return Request(
      "GET", url, headers: headers, limits: limits,
      hidesBodies: holdsSecrets)
  }
}
