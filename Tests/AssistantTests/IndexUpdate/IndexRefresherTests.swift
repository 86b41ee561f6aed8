import Core
import Emulator
import Index
import Storyblok
import TestSupport
import Testing

@testable import Assistant

/// Small changes of a space, brought in before a search.
@Suite struct IndexRefresherTests {
  private static func small() -> Scenario {
    var scenario = Scenario()
    scenario.storyblok.space = .handMade
    return scenario
  }

  private func state(_ scene: IndexScene) throws -> IndexState {
    let reader = try scene.reader(scene.token.kind == .personal ? .draft : .published)
    return IndexState(
      subject: reader.subject, language: nil, updatedAt: reader.updatedAt ?? "", cacheVersion: reader.cacheVersion)
  }

  @Test(arguments: [StoryblokToken.preview, .personal])
  func indexRefresher_bringsInSmallChanges(token: StoryblokToken) async throws {
    let scene = try IndexScene(Self.small(), token: token)
    try await scene.run()
    func refresh() async throws -> IndexFreshness {
      try await scene.refresher().refresh(
        try state(scene), in: scene.folder, client: try scene.client())
    }
    #expect(try await refresh() == .current)
    scene.change { stories in
      for index in stories.indices where stories[index].fullSlug == "faq/refunds" {
        stories[index].publishedAt = "2099-05-01T00:00:00.000Z"
        stories[index].updatedAt = "2099-05-01T00:00:00.000Z"
        stories[index].content = ["component": "faq_item", "answer": "Ask Lena."]
      }
      stories.removeAll { $0.fullSlug == "faq/shipping" }
    }
    #expect(try await refresh() == .refreshed(stories: 2))
    #expect(try scene.reader(token.kind == .personal ? .draft : .published).text(of: 300_141).hasSuffix("Ask Lena."))
    scene.emulator.setFaults([Fault(.error(status: 500, code: "x", message: "y"), on: "")])
    #expect(try await refresh() == .unknown)
  }

  @Test func indexRefresher_leavesManyChanges() async throws {
    let scene = try IndexScene(token: .personal)
    try await scene.run()
    scene.change { stories in for index in stories.indices { stories[index].updatedAt = "2099-05-01T00:00:00.000Z" } }
    let found = try await scene.refresher().refresh(
      try state(scene), in: scene.folder, client: try scene.client())
    #expect(found == .stale(stories: 320))
  }

  private func refresh(_ scene: IndexScene, _ patience: Duration = .seconds(600)) async throws -> IndexFreshness {
    try await IndexRefresher(try scene.update(), patience: patience).refresh(
      try state(scene), in: scene.folder, client: try scene.client())
  }

  /// With a management token, the newest date does not tell that a story is gone; the number of stories does.
  @Test(arguments: [StoryblokToken.preview, .personal])
  func indexRefresher_seesThatAStoryIsGone(token: StoryblokToken) async throws {
    let scene = try IndexScene(Self.small(), token: token)
    try await scene.run()
    scene.change { $0.removeAll { $0.fullSlug == "faq/shipping" } }
    #expect(try await refresh(scene) == .refreshed(stories: 1))
    let names = try scene.reader(token.kind == .personal ? .draft : .published).names()
    #expect(!names.isEmpty && !names.contains { $0.slug == "faq/shipping" })
    #expect(try await refresh(scene) == .current)
  }

  /// An update that was cut short is finished, also where the story saved last is known.
  @Test func indexRefresher_finishesAnUpdateThatWasCutShort() async throws {
    let scene = try IndexScene(Self.small(), token: .personal)
    try await scene.run()
    let subject = try scene.reader(.draft).subject
    do {
      let lock = try #require(try IndexLock.take(subject, in: scene.folder))
      let writer = try IndexWriter.open(lock, in: scene.folder, builder: "test", random: 1, log: .silent)
      try writer.begin()
      var story = IndexStory(id: 300_141, slug: "faq/refunds", name: "Old", state: "published")
      story.uuid = "00000000-0000-0000-0000-000000000000"
      _ = try writer.write([IndexDocument(story, text: "Old.", stamp: "old")])
    }
    #expect(try await refresh(scene) == .refreshed(stories: 1))
    #expect(try scene.reader(.draft).text(of: 300_141).contains("money"))
    #expect(try IndexInformation.read(subject, in: scene.folder, log: .silent).isComplete)
  }

  /// Nothing is said to have changed where nobody looked: the space took too long, or another run updates the index.
  @Test(arguments: [StoryblokToken.preview, .personal])
  func indexRefresher_whatIsNotComparedIsUnknown(token: StoryblokToken) async throws {
    let scene = try IndexScene(Self.small(), token: token)
    try await scene.run()
    // The clock does not wait, so no answer is fast enough.
    #expect(try await refresh(scene, .seconds(2)) == .unknown)
    scene.change { $0.removeAll { $0.fullSlug == "faq/shipping" } }
    let lock = try #require(try IndexLock.take(try state(scene).subject, in: scene.folder))
    #expect(try await refresh(scene) == .unknown)
    #expect(scene.recorder.notes.contains("index: another run brings it up to date"))
    _ = lock
  }
}
