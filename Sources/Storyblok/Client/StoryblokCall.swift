import Core
import HTTP

/// One request to Storyblok before it has a host and a token, and what it is about, so that a refusal can be explained.
struct StoryblokCall: Sendable {
  /// What is asked for, as a person would say it; errors are worded after it.
  enum Subject: Sendable, Equatable {
    case strata, stories, story(Int64), vsearches, links, space, user
  }

  var subject: Subject
  /// The path below the API's base, percent-encoded.
  var path: String
  /// The query, not encoded, in order.
  var query: [(name: String, value: String)]
  /// Which version is asked for; the management API's reads have none.
  var version: StoryVersion?
  /// Whether the answer may hold secrets: a space may come with its first token.
  var holdsSecrets = false

  init(
    _ subject: Subject, _ path: String, query: [(name: String, value: String)] = [],
    version: StoryVersion? = nil,
    holdsSecrets: Bool = false
  ) {
    self.subject = subject
    self.path = path
    self.query = query
    self.version = version
    self.holdsSecrets = holdsSecrets
  }

  /// The operation's name, for messages.
  var operation: String {
    switch subject {
    case .strata: "strata/search"
    case .stories: "stories"
    case .story: "story"
    case .vsearches: "vsearches"
    case .links: "links"
    case .space: "space"
    case .user: "user"
    }
  }

  /// The request of this call, authorised by `access`.
  func request(_ configuration: StoryblokConfiguration, as access: Access) -> Request {
    var url = (access.isManagement ? configuration.management : configuration.delivery).appending(path: path)
    for (name, value) in query { url = url.adding(query: name, value) }
    var headers: Headers = ["Accept": "application/json"]
    let token = configuration.token.value.reveal()
    switch access {
    case .personal: headers["Authorization"] = token
    case .oauth: headers["Authorization"] = token.hasPrefix("Bearer ") ? token : "Bearer " + token
    case .delivery: url = url.adding(query: "token", token)
    }
    // A published request without `cv` is redirected to the newest version, on the same host.
    return Request(
      "GET", url, headers: headers,
      limits: Request.Limits(idle: configuration.idle, redirects: access == .delivery ? 3 : 0),
      hidesBodies: holdsSecrets)
  }
}
