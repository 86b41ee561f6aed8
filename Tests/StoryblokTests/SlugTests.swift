import Testing

@testable import Storyblok

@Suite struct SlugTests {
  @Test(arguments: [
    ("about", "about"), ("/about", "about"), ("about/", "about"), (" about\r\n", "about"), ("//a//b//", "a//b"),
    ("https://www.example.com/blog/boots?x=1#top", "blog/boots"), ("https://www.example.com", "home"), ("/", "home"),
    ("http://localhost:3000/de/", "de"), ("caf%C3%A9", "café"), ("caf%E9", "caf%E9"), ("a%2Fb", "a/b"),
    ("a?b", "a"), ("a#b", "a"), ("100%", "100%"), ("", ""),
    ("https://www.example.com/#/blog/boots?x=1", "blog/boots"), ("https://www.example.com#!/blog/boots", "blog/boots"),
    ("https://www.example.com/?from=a/b", "home"), ("https://www.example.com?from=a/b", "home"),
    ("https://www.example.com/#top", "home"),
    ("https://app.storyblok.com/#/me/spaces/1/dashboard", "me/spaces/1/dashboard"),
  ])
  func storySlug_isTakenAsPeopleCopyIt(text: String, slug: String) { #expect(StorySlug.normalized(text) == slug) }

  @Test(
    arguments: [
      ("https://app.storyblok.com/#/me/spaces/1023456/stories/0/0/300111", 1_023_456, 300_111),
      ("https://app.storyblok.com/#!/me/spaces/1023456/stories/0/0/300111", 1_023_456, 300_111),
      (" app.storyblok.com/#/me/spaces/1/stories/12/13/2/\r\n", 1, 2),
      ("https://app.storyblokchina.cn/fe/editor_v2/#/me/spaces/1/stories/0/0/2?x=1", 1, 2),
      (
        "https://app.storyblok.com/#/me/spaces/282994740194929/stories/0/0/215835417873378", 282_994_740_194_929,
        215_835_417_873_378
      ),
      ("https://app.storyblok.com/#/me/spaces/1/stories/0/0/index/0", nil, nil),
      ("https://app.storyblok.com/#/me/spaces/1/dashboard", nil, nil),
      ("https://app.storyblok.com/#/me/spaces/x/stories/0/0/2", nil, nil),
      ("https://www.example.com/#/blog/boots", nil, nil), ("blog/boots", nil, nil), ("300111", nil, nil),
      ("#", nil, nil),
    ] as [(String, Int64?, Int64?)])
  func editorAddress_isThatOfAStory(text: String, space: Int64?, story: Int64?) {
    let address = EditorAddress(text)
    #expect(address?.space == space && address?.story == story)
  }

  @Test(arguments: [
    ("blog", "blog"), ("/blog", "blog"), ("/blog/", "blog/"), ("https://x.example/blog/2026", "blog/2026"),
    ("blog/20", "blog/20"), ("/", ""),
  ])
  func storySlug_prefixesKeepTheirEnd(text: String, prefix: String) { #expect(StorySlug.prefix(text) == prefix) }

  @Test(arguments: [
    ("de/about", "about"), ("DE-AT/about", "about"), ("de_at/about", "about"), ("des/about", "des/about"),
    ("about", "about"), ("/de/about", "/de/about"),
  ])
  func storySlug_withoutLanguage(slug: String, rest: String) {
    #expect(StorySlug.withoutLanguage(slug, ["de", "de-at"]) == rest)
  }

  @Test(arguments: [
    ("about-us", true), ("ABOUT-US", true), ("de/about-us", true), ("ueber-uns", true), ("de/ueber-uns", true),
    ("fr/ueber-uns", false), ("us", false), ("about", false),
  ])
  func storySlug_fitsInForgivenForms(name: String, fits: Bool) throws {
    let text = #"{"id":1,"full_slug":"About-Us","translated_slugs":[{"path":"ueber-uns","lang":"de"}]}"#
    let story = try #require(try Story(Array(text.utf8)[...]))
    #expect(StorySlug.fits(name, story, languages: ["de"]) == fits)
  }

  @Test func story_startPagesHaveTheSlugOfTheirFolder() throws {
    let text = #"{"id":1,"full_slug":"blog/","is_startpage":true,"created_at":"2026-01-01"}"#
    let story = try #require(try Story(Array(text.utf8)[...]))
    #expect(story.slug == "blog")
    #expect(story.storedSlug == "blog/")
    #expect(story.createdAt == "2026-01-01")
  }
}
