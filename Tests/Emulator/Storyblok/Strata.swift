/// Semantic search, imitated with shared words and a table of synonyms.
struct Strata {
  /// A hit: one passage of one story.
  struct Hit {
    var story: ShelvedStory
    var excerpt: String
    var score: Double
  }

  /// Queries whose hits are fixed, so that tests can name their scores: slug, passage (the title is the
  /// first), score.
  private static let fixed: [String: [(slug: String, passage: String, score: Double)]] = [
    "what should i wear on my feet": [
      ("blog/choosing-hiking-boots", "Good boots decide", 0.81),
      ("blog/choosing-hiking-boots", "On wet paths", 0.77),
      ("products/trail-runner-2", "A light shoe", 0.70),
    ]
  ]

  /// The best hits first; several of one story if several passages match.
  static func search(_ query: String, in stories: [ShelvedStory], draft: Bool) -> [Hit] {
    let plain = query.lowercased().split { !$0.isLetter }.joined(separator: " ")
    if let fixed = fixed[plain] {
      return fixed.compactMap { row in
        guard let story = stories.first(where: { $0.story.fullSlug == row.slug }),
          let version = draft ? story.draft : story.published,
          let passage = version.passages.first(where: { $0.text.hasPrefix(row.passage) })
        else { return nil }
        return Hit(story: story, excerpt: passage.text, score: row.score)
      }
    }
    let words = Passage.words(query)
    var hits: [Hit] = []
    for story in stories {
      guard let version = draft ? story.draft : story.published else { continue }
      for passage in version.passages {
        let score = passage.score(words)
        guard score >= 0.45 else { continue }
        // Short passages rank above long ones.
        let clear = 1 / (1 + Double(passage.text.utf8.count) / 4000)
        let rounded = ((0.35 + 0.6 * score * clear) * 10_000).rounded() / 10_000
        hits.append(Hit(story: story, excerpt: String(passage.text.prefix(600)), score: rounded))
      }
    }
    return hits.sorted { $0.score == $1.score ? $0.story.story.id < $1.story.story.id : $0.score > $1.score }
  }

  let exchange: Exchange

  /// The response to a search; `most` is the API's limit.
  func answer(most: Int, draftAllowed: Bool) -> Reply {
    let world = exchange.scenario.storyblok
    switch world.strata {
    case .available: break
    case .absent: return StoryblokErrors.notFound
    case .forbidden: return StoryblokErrors.forbidden
    case .plan: return .json(["error": "Your plan does not include Strata"], status: 403)
    case .empty: return .json(["results": []])
    }
    let request = exchange.request
    guard let query = request.parameter("q"), query.contains(where: { !$0.isWhitespace }) else {
      return StoryblokErrors.unprocessable("q", "can't be blank")
    }
    let version = request.parameter("version") ?? "published"
    guard version == "published" || version == "draft" else {
      return StoryblokErrors.unprocessable("version", "must be draft or published")
    }
    if version == "draft", !draftAllowed { return StoryblokErrors.unauthorized }
    let narrowed = request.parameter("starts_with") != nil || request.parameter("content_type") != nil
    let bound = narrowed ? 50 : most
    let wanted = request.parameter("limit").map { Int($0) ?? 0 } ?? 25
    guard (1...bound).contains(wanted) else {
      return StoryblokErrors.unprocessable("limit", "must be between 1 and \(bound)")
    }
    var stories = world.space.shelf + world.space.deleted
    if let prefix = request.parameter("starts_with") {
      stories = stories.filter { $0.story.fullSlug.hasPrefix(prefix) }
    }
    if let type = request.parameter("content_type") {
      stories = stories.filter { $0.story.contentType == type }
    }
    let hits = Self.search(query, in: stories, draft: version == "draft").prefix(wanted)
    return .json(["results": .array(hits.map(\.json))])
  }
}

extension Strata.Hit {
  fileprivate var json: JSON {
    [
      "excerpt": .string(excerpt), "score": .number("\(score)"),
      "story": [
        "id": .int(story.story.id), "slug": .string(story.story.fullSlug), "name": .string(story.story.name),
      ],
    ]
  }
}

/// The legacy search of the web application, no longer in the public documentation.
struct LegacySearch {
  let exchange: Exchange

  func answer() -> Reply {
    let world = exchange.scenario.storyblok
    let request = exchange.request
    if world.legacyShape == .absent { return StoryblokErrors.notFound }
    let limit = max(0, request.parameter("limit").flatMap { Int($0) } ?? 10)
    let offset = max(0, request.parameter("offset").flatMap { Int($0) } ?? 0)
    let hits = Strata.search(request.parameter("term") ?? "", in: world.space.shelf + world.space.deleted, draft: false)
    let items = hits.dropFirst(offset).prefix(limit).enumerated().map { index, hit -> JSON in
      [
        "body": .string(hit.excerpt), "cursor": .int(offset + index), "name": .string(hit.story.story.name),
        "slug": .string(hit.story.story.fullSlug), "story_id": .int(hit.story.story.id),
      ]
    }
    switch world.legacyShape {
    case .stories: return .json(["stories": .array(items)])
    case .results: return .json(["results": .array(items)])
    default: return .json(.array(items))
    }
  }
}
