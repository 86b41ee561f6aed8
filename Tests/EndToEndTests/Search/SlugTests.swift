import Emulator
import Testing

/// Slugs as people copy them, with both families of tokens.
struct SlugTests {
  private func found(_ words: [String], _ token: StoryblokToken) throws -> Run {
    try Sandbox { $0.storyblok.space = .varied }.sva(
      ["search", "--format", "slug"] + words, with: ["STORYBLOK_TOKEN": token.value])
  }

  private static let forms: [(typed: String, slug: String)] = [
    ("blog", "blog"), ("blog/", "blog"), ("/blog", "blog"), ("https://www.example.com/blog?x=1#top", "blog"),
    ("help", "help/start"), ("https://www.example.com/", "home"), ("ABOUT-US", "About-Us"), ("about-us/\r", "About-Us"),
    ("places/caf%C3%A9", "places/café"), ("PLACES/CAF%C3%89", "places/café"), ("autoren/lena", "authors/lena"),
    ("de/autoren/lena", "authors/lena"), ("/it/autori/lena/", "authors/lena"), ("de/products/pack", "products/pack"),
    ("artikel", "blog"), ("de/artikel", "blog"), ("produkte/SCHUHE", "products/boots"),
  ]

  @Test(arguments: [StoryblokToken.personal, .preview, .published]) func slug_isForgiven(token: StoryblokToken) throws {
    for form in Self.forms {
      // The delivery API finds translated slugs by itself, in their own letters only.
      if form.typed == "produkte/SCHUHE", token.kind != .personal { continue }
      let run = try found(["--slug", form.typed], token)
      #expect(run.status == 0 && run.stderr == "", "\(form.typed): \(run.stderr)")
      #expect(run.stdout == form.slug + "\n", "\(form.typed)")
    }
  }

  @Test(arguments: [StoryblokToken.personal, .preview]) func slug_thatNothingHas(token: StoryblokToken) throws {
    let sees = token.kind == .personal
    let folder = try found(["--slug", "empty"], token)
    #expect(folder.status == 6)
    #expect(folder.stdout == "")
    #expect(folder.stderr.hasPrefix("sva: no \(sees ? "" : "published ")story empty in this space\n"))
    #expect(
      folder.stderr.contains("empty is a folder without a start page; to list it: sva search --starts-with empty/")
        == sees)
    let none = try found(["--slug", "nothing/here", "--slug", "de/nothing"], token)
    #expect(none.status == 6)
    #expect(none.stderr.hasPrefix("sva: no \(sees ? "" : "published ")story nothing/here, de/nothing in this space\n"))
    let some = try found(["--slug", "nothing/here,home"], token)
    #expect(some.status == 0)
    #expect(some.stdout == "home\n")
    #expect(some.stderr == "sva: warning: no \(sees ? "" : "published ")story nothing/here in this space\n")
  }

  /// The lists that tell translated slugs are read once, however many names are unknown.
  @Test func slug_readsTheListsOnceForAllUnknownNames() throws {
    func requests(_ slugs: [String]) throws -> Int {
      let sandbox = try Sandbox { $0.storyblok.space = .varied }
      let run = try sandbox.sva(["search", "--slug", slugs.joined(separator: ","), "--format", "slug"])
      #expect(run.status == 6)
      return sandbox.emulator.requests.count { request in
        request.target.contains("/stories?")
          && ["text_search", "by_slugs", "starts_with"].allSatisfy { request.parameter($0) == nil }
      }
    }
    let one = try requests(["one"])
    #expect(one > 0)
    #expect(try requests(["one", "two", "three"]) == one)
  }

  /// Letter case is forgiven where one story fits only.
  @Test func slug_thatSeveralFit() throws {
    var other = try #require(Space.varied.stories.first { $0.fullSlug == "About-Us" })
    other.id = 500_199
    other.fullSlug = "about-Us"
    let stories = Space.varied.stories + [other]
    let sandbox = try Sandbox { $0.storyblok.space = Space(stories: stories) }
    let exact = try sandbox.sva(["search", "--slug", "about-Us", "--format", "slug"])
    #expect(exact.stdout == "about-Us\n")
    let run = try sandbox.sva(["search", "--slug", "about-us", "--format", "slug"])
    #expect(run.status == 6)
    #expect(run.stderr.contains("\n  hint: several stories fit about-us: About-Us, about-Us\n"), "\(run.stderr)")
  }

  @Test(arguments: [StoryblokToken.personal, .preview]) func slug_prefixesAreForgiven(token: StoryblokToken) throws {
    let all = "blog\nblog/first-steps\nblog/second-steps\n"
    for prefix in ["/blog", "blog/", "BLOG", "https://www.example.com/blog/", "de/blog", "/DE/Blog/"] {
      let run = try found(["--starts-with", prefix], token)
      #expect(run.stdout == all, "\(prefix): \(run.stderr)")
    }
    #expect(try found(["--starts-with", "nothing"], token).stdout == "")
  }

  @Test(arguments: [StoryblokToken.personal, .preview]) func slug_referencesAreNamedAlike(token: StoryblokToken) throws
  {
    for name in ["authors/lena", "/autoren/lena", "500131", "https://www.example.com/AUTHORS/lena"] {
      let run = try found(["--references", name], token)
      #expect(run.stdout == "blog/first-steps\nblog/second-steps\n", "\(name): \(run.stderr)")
    }
    // A number that is no id is a slug.
    var year = try #require(Space.varied.stories.first { $0.fullSlug == "authors/lena" })
    (year.id, year.fullSlug) = (500_198, "2026")
    let sandbox = try Sandbox { $0.storyblok.space = Space(stories: Space.varied.stories + [year]) }
    let none2026 = try sandbox.sva(
      ["search", "--format", "slug", "--references", "2026"], with: ["STORYBLOK_TOKEN": token.value])
    #expect(none2026.status == 0 && none2026.stdout == "", "\(none2026.stderr)")
    let none = try found(["--references", "authors/nobody"], token)
    #expect(none.status == 6)
    #expect(none.stderr.hasPrefix("sva: no story authors/nobody in this space\n"))
  }
}
