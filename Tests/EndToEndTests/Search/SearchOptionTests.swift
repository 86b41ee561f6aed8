import Emulator
import Testing

/// Options of `search` besides selectors: order, addresses, the exit status, and what they refuse.
struct SearchOptionTests {
  private func varied() throws -> Sandbox { try Sandbox { $0.storyblok.space = .varied } }

  @Test(arguments: [StoryblokToken.personal, .preview]) func search_sorts(token: StoryblokToken) throws {
    let sandbox = try varied()
    func slugs(_ words: String...) throws -> [String] {
      let run = try sandbox.sva(["search", "--format", "slug"] + words, with: ["STORYBLOK_TOKEN": token.value])
      #expect(run.status == 0 && run.stderr == "", "\(run.stderr)")
      return run.stdout.split(separator: "\n").map(String.init)
    }
    let byDate = ["products/boots", "products/pack"]
    #expect(try slugs("--tag", "gear", "--sort", "published_at:desc") == byDate)
    #expect(try slugs("--tag", "gear", "--sort", "published_at") == byDate.reversed())
    #expect(try slugs("--tag", "gear", "--sort", "content.price:float") == byDate.reversed())
    for backend in ["strata", "fulltext"] {
      #expect(
        try slugs("--backend", backend, "--content-type", "article,product", "--sort", "name:desc", "mountain")
          == ["blog/second-steps", "products/pack", "blog/first-steps", "products/boots"], "\(backend)")
    }
  }

  /// A setting of the site replaces the domain of the space's preview.
  @Test func search_linksToTheSite() throws {
    let sandbox = try varied()
    let words = ["search", "--slug", "home,blog,products/boots", "--format", "url", "--sort", "slug"]
    #expect(
      try sandbox.sva(words).stdout
        == """
        https://preview.alpine-trails.example/blog
        https://preview.alpine-trails.example/products/boots
        https://preview.alpine-trails.example/

        """)
    let site = try sandbox.sva(words + ["--site-url", "https://www.alpine.example/shop/"])
    #expect(
      site.stdout
        == "https://www.alpine.example/shop/blog\nhttps://www.alpine.example/shop/products/boots\n"
        + "https://www.alpine.example/shop/\n")
    try sandbox.write(".env", "STORYBLOK_SITE_URL=www.alpine.example\n")
    #expect(try sandbox.sva(words).stdout.hasPrefix("https://www.alpine.example/blog\n"))
    let wrong = try sandbox.sva(words + ["--site-url", "ftp://x"])
    #expect(wrong.status == 2)
    #expect(wrong.stderr == "sva: --site-url is no address of a site\n  hint: for example https://www.example.com\n")
  }

  @Test func search_exitsBySuccess() throws {
    let sandbox = try varied()
    let none = try sandbox.sva(["search", "--tag", "nothing", "--exit-status", "--json"])
    #expect(none.status == 6)
    #expect(none.document?["status"] == "success" && none.document?["total"] == 0)
    #expect(none.stderr == "")
    #expect(try sandbox.sva(["search", "--tag", "nothing"]).status == 0)
    #expect(try sandbox.sva(["search", "--tag", "news", "--exit-status"]).status == 0)
  }

  @Test(arguments: [
    (["--state", "live"], "option --state takes one of published, changed, draft, scheduled, not "),
    (["--id", "1,x"], "option --id takes a whole number from 1 up, not "),
    (
      ["--updated-since", "soon"],
      "option --updated-since takes a date (2026-03-01), a time (2026-03-01T12:00Z) or an age (7d, 12h), not "
    ),
  ])
  func search_refusesWrongValues(words: [String], sentence: String) throws {
    let run = try varied().sva(["search"] + words)
    #expect(run.status == 2)
    #expect(run.stderr.hasPrefix("sva: " + sentence), "\(run.stderr)")
  }

  /// Delivery lists do not tell when a story will be published.
  @Test func search_saysWhatDraftsOfADeliveryTokenMayBe() throws {
    let notice = "sva: a delivery token does not tell scheduled stories from drafts: they may be among these\n"
    for (token, states, isSaid) in [
      (StoryblokToken.preview, "draft", true), (.personal, "draft", false), (.preview, "published", false),
    ] {
      let run = try varied().sva(
        ["search", "--state", states, "--draft", "--format", "slug"], with: ["STORYBLOK_TOKEN": token.value])
      #expect(run.status == 0 && run.stdout.contains("/"))
      #expect(run.stderr.contains(notice) == isSaid, "\(token) \(states): \(run.stderr)")
    }
  }

  @Test func search_aReleaseThatDoesNotExist() throws {
    let run = try varied().sva(["search", "--release", "99"])
    #expect(run.status == 6)
    #expect(run.stderr.hasPrefix("sva: space 1023456 has no such release\n"), "\(run.stderr)")
  }

  /// All keys of the document and of a story, in order, with both families of tokens.
  @Test(arguments: [StoryblokToken.personal, .preview]) func search_tellsEveryField(token: StoryblokToken) throws {
    let sandbox = try varied()
    let run = try sandbox.sva(
      ["search", "--slug", "blog/first-steps", "--json"], with: ["STORYBLOK_TOKEN": token.value])
    let expected = """
      {"status":"success","term":null,"backend":"stories","version":"published","language":null,"stories":[\
      {"story_id":500121,"uuid":"UUID","name":"First steps","slug":"blog/first-steps","content_type":"article",\
      "state":"published","tags":["news","guide"],"is_startpage":false,"body":null,"score":null,"excerpts":[],\
      "created_at":"2026-01-10T07:00:00.000Z","updated_at":"2026-01-10T08:00:00.000Z",\
      "published_at":"2026-01-10T08:15:00.000Z","url":"https://preview.alpine-trails.example/blog/first-steps",\
      "editor_url":"https://app.storyblok.com/#/me/spaces/1023456/stories/0/0/500121"}],"total":1,\
      "total_is_exact":true}

      """
    let uuid = try #require(Space.varied.stories.first { $0.id == 500_121 }?.uuid)
    #expect(run.stdout == expected.replacing("UUID", with: uuid))
    let csv = try sandbox.sva(
      ["search", "--slug", "blog", "--format", "csv"], with: ["STORYBLOK_TOKEN": token.value])
    let page = try #require(Space.varied.stories.first { $0.id == 500_111 }?.uuid)
    #expect(
      csv.stdout.replacing("\r\n", with: "\n")
        == """
        story_id,uuid,name,slug,content_type,state,tags,is_startpage,body,score,excerpts,created_at,updated_at,\
        published_at,url,editor_url
        500111,\(page),All articles,blog,page,published,overview,yes,,,,2026-01-02T07:00:00.000Z,\
        2026-01-02T08:00:00.000Z,2026-01-02T08:15:00.000Z,https://preview.alpine-trails.example/blog,\
        https://app.storyblok.com/#/me/spaces/1023456/stories/0/0/500111

        """)
  }
}
