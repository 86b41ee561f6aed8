/// Storyblok's management API: `/v1/…`.
struct Management {
  private let exchange: Exchange
  private var world: StoryblokWorld { exchange.scenario.storyblok }
  private var space: Space { world.space }

  init(_ exchange: Exchange) { self.exchange = exchange }

  /// The operation of a path; nil if the API has none.
  static func operation(_ segments: [String]) -> String? {
    guard segments.first == "v1", segments.count >= 2 else { return nil }
    switch Array(segments.dropFirst()) {
    case ["users", "me"]: return "users.me"
    case ["oauth", "user_info"]: return "oauth.user_info"
    case ["spaces"]: return "spaces.list"
    case let rest where rest.first == "spaces":
      switch Array(rest.dropFirst(2)) {
      case []: return "spaces.get"
      case ["stories"]: return "stories.list"
      case let story where story.count == 2 && story[0] == "stories": return "stories.get"
      case ["strata", "search"]: return "strata.search"
      case ["vsearches"]: return "vsearches"
      case ["tags"]: return "tags.list"
      case ["components"]: return "components.list"
      case ["datasources"]: return "datasources.list"
      case ["datasource_entries"]: return "datasource_entries.list"
      case let release where release.count == 2 && release[0] == "releases": return "releases.get"
      default: return nil
      }
    default: return nil
    }
  }

  func answer() -> Reply {
    guard exchange.request.method == "GET" else { return .json(["error": "Method not allowed"], status: 405) }
    guard let token else { return StoryblokErrors.unauthorized }
    if let limits = world.rateLimits,
      let refusal = RateLimiter(exchange: exchange).refusal("mapi", limit: limits.management)
    {
      return refusal
    }
    let segments = Array(exchange.request.segments.drop { $0 != "v1" }.dropFirst())
    switch exchange.route.operation {
    case "users.me": return user(token)
    case "oauth.user_info": return userInfo(token)
    case "spaces.list":
      if case .scoped = token.kind { return StoryblokErrors.forbidden }
      let others = world.neighbours.map { space -> JSON in
        ["name": .string(space.name), "id": .int(space.id), "region": .string(space.region), "plan": "starter"]
      }
      return .json(["spaces": .array((reaches(token) ? [spaceJSON] : []) + others)])
    default:
      guard segments.count > 1, Int(segments[1]) == space.id, reaches(token), !world.wrongRegion else {
        return StoryblokErrors.notFound
      }
      return inSpace(token, Array(segments.dropFirst(2)))
    }
  }

  private func inSpace(_ token: StoryblokToken, _ rest: [String]) -> Reply {
    switch exchange.route.operation {
    case "spaces.get":
      return may(token, "stories:read") ? .json(["space": spaceJSON]) : StoryblokErrors.forbidden
    case "strata.search":
      guard may(token, "strata:read") else { return StoryblokErrors.forbidden }
      return Strata(exchange: exchange).answer(most: 1000, draftAllowed: true)
    default: break
    }
    guard may(token, "stories:read") else { return StoryblokErrors.forbidden }
    switch exchange.route.operation {
    case "vsearches": return LegacySearch(exchange: exchange).answer()
    case "releases.get":
      guard let id = rest.last.flatMap({ Int($0) }), space.releases.contains(id) else {
        return StoryblokErrors.notFound
      }
      return .json(["release": ["id": .int(id), "name": .string("Release \(id)")]])
    case "tags.list": return .json(["tags": Delivery.tags(space)])
    case "components.list": return components()
    case "datasources.list":
      return .json(["datasources": .array(space.datasources.enumerated().map { $1.json($0) })])
    case "datasource_entries.list": return entries()
    case "stories.list": return list()
    default: return story(rest.last ?? "")
    }
  }

  // MARK: - Who

  /// The token of the request, if it is sent in the form of its kind.
  private var token: StoryblokToken? {
    guard let sent = exchange.request.header("authorization") else { return nil }
    let bearer = sent.hasPrefix("Bearer ")
    let value = bearer ? String(sent.dropFirst(7)) : sent
    return world.tokens.first { token in
      guard token.value == value else { return false }
      switch token.kind {
      case .personal, .scoped: return !bearer
      case .oauth: return bearer
      case .preview, .public: return false
      }
    }
  }

  private func reaches(_ token: StoryblokToken) -> Bool { token.spaces?.contains(space.id) ?? true }

  private func may(_ token: StoryblokToken, _ scope: String) -> Bool {
    if case .scoped(let scopes) = token.kind { return scopes.contains(scope) }
    return true
  }

  private func user(_ token: StoryblokToken) -> Reply {
    switch token.kind {
    case .personal:
      return .json([
        "user": [
          "id": 77, "userid": "lena@alpine-trails.example", "email": "lena@alpine-trails.example",
          "friendly_name": "Lena Huber", "firstname": "Lena", "lastname": "Huber", "org_role": .null,
          "role": .null,
          "org": ["id": 5, "name": "Alpine Trails"], "favourite_spaces": [], "lang": "en",
          "timezone": "Europe/Vienna",
        ]
      ])
    case .scoped: return StoryblokErrors.forbidden
    default: return StoryblokErrors.unauthorized
    }
  }

  private func userInfo(_ token: StoryblokToken) -> Reply {
    guard token.kind == .oauth else { return StoryblokErrors.unauthorized }
    return .json([
      "user": ["id": 77, "email": "lena@alpine-trails.example", "friendly_name": "Lena Huber"],
      "space": ["id": .int(space.id), "name": .string(space.name)], "roles": [["name": "admin"]],
    ])
  }

  private var spaceJSON: JSON {
    [
      "name": .string(space.name), "domain": .string(space.domain), "uniq_domain": .null, "plan": "business",
      "plan_level": 400, "limits": [:], "created_at": "2025-11-03T10:00:00.000Z", "id": .int(space.id),
      "role": "admin",
      "owner_id": 77, "org_id": 5, "region": "us", "story_published_hook": .null,
      "environments": [["name": "Preview", "location": .string(space.domain)]],
      "stories_count": .int(space.shelf.count), "assets_count": 12, "request_count_today": 42,
      "first_token": "ExampleFirstToken0000ttt",
      "default_lang_name": .string(space.defaultLanguage),
      "languages": .array(space.languages.map { ["code": .string($0), "name": .string($0)] }),
    ]
  }

  private func components() -> Reply {
    let all = space.schemas.enumerated().map { index, block -> JSON in
      ["id": .int(8000 + index), "name": .string(block.component), "is_root": true, "schema": block.schema]
    }
    return .json(["components": .array(all), "component_groups": []])
  }

  /// The entries of a datasource; a list by slug has no pages.
  private func entries() -> Reply {
    let slug = exchange.request.parameter("datasource_slug")
    let items = space.datasources.filter { slug == nil || $0.slug == slug }.flatMap(\.items)
    return .json(["datasource_entries": .array(slug == nil ? Array(items.prefix(25)) : items)])
  }

  // MARK: - Stories

  /// The parameters of a list. Unknown ones are ignored.
  private static let known: Set<String> = [
    "text_search", "search", "by_ids", "by_uuids", "by_uuids_ordered", "by_slugs", "excluding_slugs", "with_slug",
    "excluding_ids", "starts_with", "contain_component", "reference_search", "with_tag", "is_published", "in_trash",
    "pinned", "mine", "favourite", "story_only", "folder_only", "with_parent", "in_workflow_stages", "in_release",
    "release_id", "scheduled_at_gt", "scheduled_at_lt", "sort_by", "page", "per_page", "with_summary",
  ]

  private func list() -> Reply {
    let parameters = exchange.request.parameters.filter {
      Self.known.contains($0.name) || $0.name.hasPrefix("filter_query[")
    }
    let query = StoryQuery(parameters, draft: true, fullText: world.fullText)
    let found = world.motion.list(query.select(space, exchange.memory) { _ in true }, exchange.memory)
    let start = min(found.count, (query.page - 1).multipliedReportingOverflow(by: query.perPage).partialValue)
    let page = start < 0 ? [] : found[start..<min(found.count, start + query.perPage)]
    let summary = query.value("with_summary").map(StoryQuery.isTrue) ?? false
    let items = page.map { shelved -> [UInt8] in
      var item = [UInt8(ascii: "{")] + shelved.management
      if summary {
        item += Array(",\"content_summary\":".utf8)
        item += Self.summary(shelved.story.content).bytes
      }
      item.append(UInt8(ascii: "}"))
      return item
    }
    return Reply(
      200, type: "application/json; charset=utf-8",
      headers: [("Total", world.motion.total(found.count)), ("Per-Page", String(query.perPage))],
      body: .bytes(StoryJSON.list("stories", items)))
  }

  /// The root's own fields, without what is nested.
  private static func summary(_ content: JSON) -> JSON {
    .object((content.members ?? []).filter { $0.value.members == nil && $0.value.array == nil })
  }

  private func story(_ name: String) -> Reply {
    guard let id = Int(name), let shelved = space.shelf.first(where: { $0.story.id == id }) else {
      return StoryblokErrors.notFound
    }
    let body =
      Array("{\"story\":{".utf8) + shelved.management + Array(",\"content\":".utf8) + shelved.draft.content
      + Array("}}".utf8)
    return Reply(200, type: "application/json; charset=utf-8", body: .bytes(body))
  }
}
