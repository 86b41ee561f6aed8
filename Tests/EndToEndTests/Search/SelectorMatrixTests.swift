import Emulator
import Testing

/// Every selector, with every kind of token and every backend, selects the stories that filtering an export by hand
/// gives.
struct SelectorMatrixTests {
  /// A selector, and the condition on a story of the export.
  struct Selector: Sendable, CustomTestStringConvertible {
    var options: [String]
    /// Whether it implies drafts.
    var isOfDrafts = false
    /// Whether a delivery token's lists do not tell it.
    var needsManagement = false
    var keeps: @Sendable (JSON) -> Bool

    var testDescription: String { options.joined(separator: " ") }
  }

  private static func text(_ story: JSON, _ name: String) -> String { story[name]?.string ?? "" }
  private static func slug(_ story: JSON) -> String { text(story, "slug") }
  private static func type(_ story: JSON) -> String { text(story, "content_type") }
  private static func state(_ story: JSON) -> String { text(story, "state") }
  private static func tags(_ story: JSON) -> [String] { (story["tags"]?.array ?? []).compactMap(\.string) }
  private static func content(_ story: JSON) -> String { story["story"]?["content"]?.text ?? "" }
  private static func field(_ story: JSON, _ name: String) -> String {
    story["story"]?["content"]?[name]?.string ?? ""
  }

  static let selectors: [Selector] = named + stated + dated + contained

  private static let named = [
    Selector(options: ["--id", "500121,500141", "--id", "500101"]) {
      [500_121, 500_141, 500_101].contains($0["story_id"]?.int ?? 0)
    },
    Selector(options: ["--slug", "blog"]) { slug($0) == "blog" },
    Selector(options: ["--slug", "authors/lena,blog/first-steps"]) {
      ["authors/lena", "blog/first-steps"].contains(slug($0))
    },
    Selector(options: ["--slug", "products/*"]) { slug($0).hasPrefix("products/") },
    Selector(options: ["--slug", "products/*", "--slug", "blog"]) {
      slug($0).hasPrefix("products/") || slug($0) == "blog"
    },
    Selector(options: ["--slug", "blog/first-steps,blog/second-steps", "--id", "500121"]) {
      slug($0) == "blog/first-steps"
    },
    Selector(options: ["--slug", "blog/first-steps", "--id", "500141"]) { _ in false },
    Selector(options: ["--starts-with", "/blog"]) { slug($0).hasPrefix("blog") },
    Selector(options: ["--content-type", "article"]) { type($0) == "article" },
    Selector(options: ["--content-type", "article", "--content-type", "product,author"]) {
      ["article", "product", "author"].contains(type($0))
    },
    Selector(options: ["--tag", "news"]) { tags($0).contains("news") },
    Selector(options: ["--tag", "food,gear"]) { !Set(tags($0)).isDisjoint(with: ["food", "gear"]) },
    Selector(options: ["--tag", "guide", "--content-type", "article,page", "--starts-with", "blog/"]) {
      tags($0).contains("guide") && ["article", "page"].contains(type($0)) && slug($0).hasPrefix("blog/")
    },
  ]

  private static let stated = [
    Selector(options: ["--state", "published"]) { state($0) == "published" },
    Selector(options: ["--state", "draft"], isOfDrafts: true) { state($0) == "draft" },
    Selector(options: ["--state", "draft,published"], isOfDrafts: true) { ["draft", "published"].contains(state($0)) },
    Selector(options: ["--state", "changed"], isOfDrafts: true, needsManagement: true) { state($0) == "changed" },
    Selector(options: ["--state", "scheduled"], isOfDrafts: true, needsManagement: true) { state($0) == "scheduled" },
    Selector(options: ["--state", "published", "--state", "changed"], isOfDrafts: true, needsManagement: true) {
      ["published", "changed"].contains(state($0))
    },
    Selector(options: ["--release", "77"], isOfDrafts: true, needsManagement: true) {
      ($0["story"]?["release_ids"]?.array ?? []).contains(77)
    },
    Selector(options: ["--release", "78"], isOfDrafts: true, needsManagement: true) { _ in false },
  ]

  private static let dated = [
    Selector(options: ["--updated-since", "2026-01-10T08:00Z"]) {
      text($0, "updated_at") >= "2026-01-10T08:00:00.000Z"
    },
    Selector(options: ["--updated-before", "2026-01-10T08:00:00Z"]) {
      text($0, "updated_at") < "2026-01-10T08:00:00.000Z"
    },
    Selector(options: ["--published-since", "2026-01-05", "--published-before", "2026-03-01"]) {
      ("2026-01-05"..<"2026-03-01").contains(text($0, "published_at"))
    },
    Selector(options: ["--published-before", "2026-01-01", "--tag", "guide"]) {
      text($0, "published_at") < "2026-01-01" && tags($0).contains("guide")
    },
  ]

  private static let contained = [
    Selector(options: ["--filter", "minutes[gt_int]=3"]) { (Int(field($0, "minutes")) ?? 0) > 3 },
    Selector(options: ["--filter", "minutes[gt_int]=3", "--filter", "minutes[lt_int]=9"]) {
      (4..<9).contains(Int(field($0, "minutes")) ?? 0)
    },
    Selector(options: ["--filter", "title[like]=*steps"]) { field($0, "title").hasSuffix("steps") },
    Selector(options: ["--uses", "gallery"]) { content($0).contains(#""component":"gallery""#) },
    Selector(options: ["--uses", "gallery,teaser"]) {
      content($0).contains(#""component":"gallery""#) || content($0).contains(#""component":"teaser""#)
    },
    Selector(options: ["--references", "authors/lena"]) { content($0).contains(uuid("authors/lena")) },
    Selector(options: ["--references", "500142", "--references", "AUTHORS/lena"]) {
      content($0).contains(uuid("authors/lena")) || content($0).contains(uuid("products/pack"))
    },
    Selector(options: ["--references", uuid("products/boots"), "--draft"], isOfDrafts: true) {
      content($0).contains(uuid("products/boots"))
    },
  ]

  private static func uuid(_ slug: String) -> String { Space.varied.stories.first { $0.fullSlug == slug }?.uuid ?? "?" }

  static let tokens = [StoryblokToken.personal, .oauth, .preview, .published]

  @Test(arguments: tokens) func selectors_giveWhatFilteringAnExportGives(token: StoryblokToken) throws {
    let sandbox = try Sandbox { $0.storyblok.space = .varied }
    let value = token.kind == .oauth ? "Bearer \(token.value)" : token.value
    func slugs(_ words: [String]) throws -> (status: Int32, slugs: [String], error: String) {
      let run = try sandbox.sva(["search", "--all"] + words, with: ["STORYBLOK_TOKEN": value])
      return (run.status, run.stdout.split(separator: "\n").map(String.init).sorted(), run.stderr)
    }
    func export(_ words: [String]) throws -> [JSON] {
      let run = try sandbox.sva(
        ["search", "--all", "--full", "--format", "jsonl", "-q"] + words, with: ["STORYBLOK_TOKEN": value])
      #expect(run.status == 0, "\(run.stderr)")
      return run.stdout.split(separator: "\n").compactMap { JSON(String($0)) }
    }
    let isManagement = token.kind == .personal || token.kind == .oauth
    let published = try export([])
    let drafts = token.kind == .public ? [] : try export(["--draft"])
    #expect(published.count == 10)
    #expect(drafts.count == (token.kind == .public ? 0 : 12))
    for selector in Self.selectors {
      let list = try slugs(selector.options + ["--format", "slug"])
      if selector.needsManagement, !isManagement {
        #expect(list.status == 2 && list.error.contains("a delivery token does not tell which stories are"))
        continue
      }
      if selector.isOfDrafts, token.kind == .public {
        #expect(list.status == 5 && list.error.contains("the token cannot read drafts"))
        continue
      }
      let expected = (selector.isOfDrafts ? drafts : published).filter(selector.keeps).map(Self.slug).sorted()
      #expect(list.status == 0, "\(selector.options): \(list.error)")
      #expect(list.slugs == expected, "\(selector.options)")
      for backend in ["strata", "fulltext"] + (isManagement ? ["vsearches"] : []) {
        let found = try slugs(selector.options + ["--backend", backend, "--format", "slug", "-q", "mountain"])
        #expect(found.status == 0, "\(backend) \(selector.options): \(found.error)")
        // vsearches cannot be asked for drafts.
        if backend == "vsearches", selector.isOfDrafts {
          #expect(Set(found.slugs).isSubset(of: expected), "\(backend) \(selector.options)")
        } else {
          #expect(found.slugs == expected, "\(backend) \(selector.options)")
        }
      }
    }
  }

  /// What is selected here, and not by the service, is counted too.
  @Test(arguments: [
    (["--state", "draft"], StoryblokToken.personal, 1), (["--uses", "gallery"], .preview, 1),
    (["--updated-since", "2026-03-01"], .personal, 2),
  ])
  func selectors_countWhatIsSelectedHere(words: [String], token: StoryblokToken, count: Int) throws {
    let sandbox = try Sandbox { $0.storyblok.space = .varied }
    for term in [[], ["--backend", "fulltext", "mountain"], ["--backend", "fulltext", "mountain", "step"]] {
      let run = try sandbox.sva(["search", "--json", "-q"] + words + term, with: ["STORYBLOK_TOKEN": token.value])
      #expect(run.document?["total"]?.int == count, "\(term): \(run.stdout)")
      #expect(run.document?["stories"]?.array?.count == count, "\(term)")
    }
    let run = try sandbox.sva(
      ["search", "--json", "--backend", "fulltext", "mountain"] + words, with: ["STORYBLOK_TOKEN": token.value])
    #expect(run.document?["total_is_exact"] == true)
  }

  /// Where the engine's cap was reached, the result is a part, and one notice says so.
  @Test(arguments: [(StoryblokToken.preview, "notes/" as String?), (.preview, nil), (.personal, nil)])
  func selectors_beyondTheCapOfAnEngine(token: StoryblokToken, prefix: String?) throws {
    let sandbox = try Sandbox()
    let words =
      ["search", "--backend", "strata", "--all", "--json", "--tag", "note"]
      + (prefix.map { ["--starts-with", $0] } ?? [])
    let run = try sandbox.sva(words + ["note"], with: ["STORYBLOK_TOKEN": token.value])
    #expect(run.status == 0)
    let found = try #require(run.document?["stories"]?.array)
    #expect(!found.isEmpty && found.allSatisfy { Self.tags($0) == ["note"] })
    let isCut = token.kind == .preview
    #expect(run.document?["total_is_exact"] == .bool(!isCut))
    #expect(run.document?["total"]?.int == found.count)
    let notice =
      "sva: Strata returns its nearest passages and no further pages; --backend fulltext lists every match\n"
    #expect(run.stderr == (isCut ? notice : ""))
  }
}
