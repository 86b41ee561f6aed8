/// Storyblok's content delivery API: `/v2/cdn/…`.
struct Delivery {
  private let exchange: Exchange
  private var world: StoryblokWorld { exchange.scenario.storyblok }
  private var space: Space { world.space }

  init(_ exchange: Exchange) { self.exchange = exchange }

  /// The operation of a path below `/v2/cdn`; nil if the API has none.
  static func operation(_ rest: [String]) -> String? {
    switch rest {
    case ["stories"]: "cdn.stories.list"
    case ["links"]: "cdn.links"
    case ["tags"]: "cdn.tags"
    case ["datasources"]: "cdn.datasources"
    case ["datasource_entries"]: "cdn.datasource_entries"
    case ["spaces", "me"]: "cdn.spaces.me"
    case ["strata", "search"]: "cdn.strata.search"
    case _ where rest.first == "stories": "cdn.stories.get"
    default: nil
    }
  }

  private static let known: Set<String> = [
    "token", "version", "cv", "search_term", "starts_with", "by_slugs", "excluding_slugs", "by_ids",
    "excluding_ids",
    "by_uuids", "by_uuids_ordered", "content_type", "with_tag", "level", "is_startpage", "in_workflow_stages",
    "sort_by", "page", "per_page", "excluding_fields", "resolve_relations", "resolve_level", "resolve_links",
    "resolve_links_level", "language", "fallback_lang", "from_release", "resolve_assets", "find_by",
  ]

  func answer() -> Reply {
    let request = exchange.request
    guard request.method == "GET" else { return .json(["error": "Method not allowed"], status: 405) }
    guard let token, !world.wrongRegion else { return StoryblokErrors.unauthorized }
    let draft = request.parameter("version") == "draft"
    if draft, token.kind == .public { return StoryblokErrors.unauthorized }
    if let refusal = limited() { return refusal }
    let operation = exchange.route.operation
    let reply: Reply
    switch operation {
    case "cdn.spaces.me": reply = me()
    case "cdn.strata.search":
      reply = Strata(exchange: exchange).answer(most: 100, draftAllowed: token.kind == .preview)
    default:
      if operation.hasPrefix("cdn.stories"), let name = unknownParameter {
        return StoryblokErrors.unprocessable(name, "is not a supported parameter")
      }
      if !draft, world.redirectsToVersion, request.parameter("cv") == nil { return redirect() }
      switch operation {
      case "cdn.stories.list": reply = list(draft)
      case "cdn.stories.get": reply = story(draft)
      case "cdn.links": reply = links()
      case "cdn.datasources": reply = datasources()
      case "cdn.datasource_entries": reply = entries()
      default: reply = .json(["tags": Self.tags(space)])
      }
    }
    return reply.adding("X-RateLimit", "\"concurrent-requests\";r=29")
      .adding("X-RateLimit-Policy", "\"concurrent-requests\";q=30")
  }

  private var token: StoryblokToken? {
    let sent = exchange.request.parameter("token")
    return world.tokens.first { $0.value == sent && ($0.kind == .preview || $0.kind == .public) }
  }

  private var unknownParameter: String? {
    exchange.request.parameters.map(\.name).first { name in
      let isTime = ["first_published_at_", "published_at_", "updated_at_"].contains { prefix in
        name.hasPrefix(prefix) && ["gt", "gte", "lt", "lte"].contains(name.dropFirst(prefix.count))
      }
      return !Self.known.contains(name) && !isTime && !name.hasPrefix("filter_query[")
    }
  }

  private func limited() -> Reply? {
    guard let limits = world.rateLimits else { return nil }
    let perPage = exchange.request.parameter("per_page").flatMap { Int($0) } ?? 25
    let tier = perPage <= 25 ? 0 : perPage <= 50 ? 1 : perPage <= 75 ? 2 : 3
    return RateLimiter(exchange: exchange).refusal("cdn \(tier)", limit: limits.delivery[tier])
  }

  private func redirect() -> Reply {
    let request = exchange.request
    let host = request.header("host") ?? "127.0.0.1"
    let separator = request.target.contains("?") ? "&" : "?"
    return Reply(
      301, headers: [("Location", "\(world.scheme)://\(host)\(request.target)\(separator)cv=\(space.version)")])
  }

  private func me() -> Reply {
    .json([
      "space": [
        "id": .int(space.id), "name": .string(space.name), "domain": .string(space.domain),
        "version": .int(space.version), "language_codes": .texts(space.languages),
      ]
    ])
  }

  // MARK: - Stories

  private func list(_ draft: Bool) -> Reply {
    let request = exchange.request
    let query = StoryQuery(request.parameters, draft: draft, fullText: world.fullText)
    let listed = query.select(space, exchange.memory) { draft ? !$0.story.isFolder : $0.published != nil }
    let found = world.motion.list(listed, exchange.memory)
    let start = (query.page - 1).multipliedReportingOverflow(by: query.perPage).partialValue
    let page = start < 0 || start >= found.count ? [] : found[start..<min(found.count, start + query.perPage)]
    let items = page.map { bytes($0, draft) }
    return Reply(
      200, type: "application/json; charset=utf-8",
      headers: [("Total", world.motion.total(found.count)), ("Per-Page", String(query.perPage))],
      body: .bytes(
        StoryJSON.list("stories", items, ending: ",\"cv\":\(space.version),\"rels\":[],\"links\":[]}")))
  }

  private func story(_ draft: Bool) -> Reply {
    let request = exchange.request
    let path = request.segments.drop { $0 != "stories" }.dropFirst().joined(separator: "/")
    // A path may begin with the code of a language.
    let prefix = space.languages.first { path.hasPrefix($0 + "/") }
    let language = prefix ?? request.parameter("language")?.replacing("_", with: "-")
    let rest = prefix.map { String(path.dropFirst($0.count + 1)) } ?? path
    let found = space.shelf.first { shelved in
      if request.parameter("find_by") == "uuid" { return shelved.uuid == path }
      let story = shelved.story
      // The slug of a folder is that of its start page.
      guard !story.isFolder else { return false }
      return story.fullSlug == rest || story.fullSlug == rest + "/" || String(story.id) == path
        || story.translatedSlugs.contains { $0.path == rest && $0.lang == language }
    }
    guard let found, draft ? !found.story.isFolder : found.published != nil else {
      return StoryblokErrors.notFound
    }
    let body =
      Array("{\"story\":".utf8) + bytes(found, draft)
      + Array(",\"cv\":\(space.version),\"rels\":[],\"links\":[]}".utf8)
    return Reply(200, type: "application/json; charset=utf-8", body: .bytes(body))
  }

  /// A story in the version, language and with the fields the request asks for.
  private func bytes(_ shelved: ShelvedStory, _ draft: Bool) -> [UInt8] {
    let ready = (draft ? shelved.draft : shelved.published ?? shelved.draft).delivery
    let language = exchange.request.parameter("language").flatMap { $0 == "default" ? nil : $0 }
    let fallback = exchange.request.parameter("fallback_lang")
    let excluded = Set(
      (exchange.request.parameter("excluding_fields") ?? "").split(separator: ",").map(String.init))
    guard language != nil || !excluded.isEmpty else { return ready }
    let story = shelved.story
    let raw = (draft ? shelved.draft : shelved.published ?? shelved.draft).content
    let content = StoryText.localised(JSON(parsing: raw) ?? story.content, language, fallback)
    let kept = JSON.object((content.members ?? []).filter { !excluded.contains($0.key) })
    return StoryJSON.delivery(story, content: kept.bytes, language: language)
  }

  private func datasources() -> Reply {
    let all = space.datasources.enumerated().map { $1.json($0) }
    return paged("datasources", all)
  }

  /// The entries of one datasource; of all without its slug.
  private func entries() -> Reply {
    let slug = exchange.request.parameter("datasource")
    return paged("datasource_entries", space.datasources.filter { slug == nil || $0.slug == slug }.flatMap(\.items))
  }

  /// A page of at most a thousand items.
  private func paged(_ name: String, _ items: [JSON]) -> Reply {
    let request = exchange.request
    let size = min(max(request.parameter("per_page").flatMap { Int($0) } ?? 25, 1), 1000)
    let start = (min(max(request.parameter("page").flatMap { Int($0) } ?? 1, 1), 1 << 32) - 1) * size
    return .json(
      .object([
        JSON.Member(name, .array(Array(items.dropFirst(start).prefix(size)))), JSON.Member("cv", .int(space.version)),
      ]),
      headers: [("Total", String(items.count)), ("Per-Page", String(size))])
  }

  private func links() -> Reply {
    let request = exchange.request
    let prefix = request.parameter("starts_with") ?? ""
    let draft = request.parameter("version") == "draft"
    // Folders are listed in any state.
    let listed = space.shelf.filter {
      $0.story.fullSlug.hasPrefix(prefix) && (draft || $0.published != nil || $0.story.isFolder)
    }
    let found = world.motion.list(listed, exchange.memory)
    let hasDates = request.parameter("include_dates") == "1"
    let size = min(max(request.parameter("per_page").flatMap { Int($0) } ?? 25, 1), 1000)
    let start = (min(max(request.parameter("page").flatMap { Int($0) } ?? 1, 1), 1 << 32) - 1) * size
    let links = found.dropFirst(start).prefix(size).map {
      hasDates ? $0.link : StoryJSON.link($0.story, hasDates: false)
    }
    return Reply(
      200, type: "application/json; charset=utf-8",
      headers: [("Total", String(found.count)), ("Per-Page", String(size))],
      body: .bytes(StoryJSON.list("links", links, between: ("{", "}"))))
  }

  /// How often each tag is used.
  static func tags(_ space: Space) -> JSON {
    var counts: [String: Int] = [:]
    for shelved in space.shelf { for tag in shelved.story.tags { counts[tag, default: 0] += 1 } }
    return .array(
      counts.keys.sorted().map { ["name": .string($0), "taggings_count": .int(counts[$0] ?? 0)] })
  }
}
