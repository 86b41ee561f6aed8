import AWS
import Core
import Emulator
import Index
import Storyblok
import TestSupport
import Testing

@testable import Assistant

@Suite struct IndexUpdateTests {
  private static func small(_ change: (inout Scenario) -> Void = { _ in }) -> Scenario {
    var scenario = Scenario()
    scenario.storyblok.space = .handMade
    change(&scenario)
    return scenario
  }

  /// The text of the index is that of whole stories, in both token families.
  @Test(arguments: [StoryblokToken.preview, .published, .personal, .oauth])
  func indexUpdate_holdsTheTextOfWholeStories(token: StoryblokToken) async throws {
    let scene = try IndexScene(Self.small(), token: token)
    let report = try await scene.run()
    let isManagement = token.kind == .personal || token.kind == .oauth
    #expect(report.version == (isManagement ? "draft" : "published"))
    #expect(report.changed == report.stories && report.removed == 0 && report.cost == 0)
    #expect(report.model == nil && report.dimensions == nil && report.estimate == nil)
    let client = try scene.client()
    let all = try await StorySearch(client: client, environment: scene.bedrock.environment, log: .silent).run(
      SearchQuery(in: StoryScope(isManagement ? .draft : .published), all: true, full: true, shownText: .plain))
    #expect(report.stories == all.stories.count)
    let reader = try scene.reader(isManagement ? .draft : .published)
    for story in all.stories {
      let text = (story.body ?? "").split(whereSeparator: \.isWhitespace)
      #expect(try reader.text(of: story.id).split(whereSeparator: \.isWhitespace) == text, "\(story.slug)")
    }
  }

  @Test func indexUpdate_readsOnlyWhatChanged() async throws {
    let scene = try IndexScene(Self.small())
    let first = try await scene.run()
    scene.emulator.clearRequests()
    #expect(try await scene.run().changed == 0)
    #expect(scene.emulator.requests("cdn.links").isEmpty)
    #expect(scene.emulator.requests("cdn.stories.list").isEmpty)
    scene.change { stories in
      stories.removeAll { $0.fullSlug == "faq/shipping" }
      for index in stories.indices where stories[index].fullSlug == "faq/refunds" {
        stories[index].publishedAt = "2026-05-01T00:00:00.000Z"
        stories[index].content = ["component": "faq_item", "question": "Refunds?", "answer": "Ask Lena."]
      }
      // Published again without another text.
      for index in stories.indices where stories[index].fullSlug == "home" {
        stories[index].publishedAt = "2026-05-01T00:00:00.000Z"
      }
    }
    let estimate = try await scene.run(isDryRun: true)
    scene.emulator.clearRequests()
    let second = try await scene.run()
    // Stories written, also the one whose text is the same.
    #expect(second.changed == 2 && second.removed == 1)
    #expect(estimate.changed == 2 && estimate.removed == 1)
    #expect(second.stories == first.stories - 1)
    // Requests without the version are redirected.
    let ids = scene.emulator.requests("cdn.stories.list").compactMap { $0.parameter("by_ids") }
    #expect(ids.last.map { Set($0.split(separator: ",")) } == ["300141", "300101"])
    let reader = try scene.reader()
    #expect(try reader.text(of: 300_141).contains("Ask Lena.") && !reader.text(of: 300_141).contains("money"))
    #expect(try reader.names().contains { $0.slug == "faq/shipping" } == false)
  }

  @Test func indexUpdate_findsChangesWithAManagementToken() async throws {
    let scene = try IndexScene(Self.small(), token: .personal)
    let first = try await scene.run()
    scene.emulator.clearRequests()
    #expect(try await scene.run().changed == 0)
    #expect(scene.emulator.requests("stories.list").count == 1)
    #expect(scene.emulator.requests("stories.get").isEmpty)
    scene.change { stories in
      for index in stories.indices where stories[index].fullSlug == "faq/refunds" {
        stories[index].updatedAt = "2026-06-01T00:00:00.000Z"
        stories[index].content = ["component": "faq_item", "answer": "Ask Lena."]
      }
    }
    scene.emulator.clearRequests()
    #expect(try await scene.run().changed == 1)
    #expect(scene.emulator.requests("stories.get").count == 1)
    scene.change { $0.removeAll { $0.fullSlug == "faq/shipping" } }
    let last = try await scene.run()
    #expect(last.removed == 1 && last.changed == 0 && last.stories == first.stories - 1)
  }

  /// Files of versions and languages are apart, and a language's file holds its text.
  @Test func indexUpdate_keepsVersionsAndLanguagesApart() async throws {
    let scene = try IndexScene(Self.small())
    try await scene.run()
    let drafts = try await scene.run(draft: true)
    let german = try await scene.run(language: "de")
    #expect(drafts.version == "draft" && german.language == "de" && german.version == "published")
    #expect(Set([drafts.path, german.path]).count == 2)
    #expect(try scene.folder.subjects().count == 3)
    let about: Int64 = 300_102
    #expect(try scene.reader().text(of: about).contains("six guides"))
    #expect(try scene.reader(.draft).text(of: about).contains("seven guides"))
    await #expect(throws: Failure.self) { try await scene.run(language: "fr") }
  }

  /// A story that is unpublished while the space is read is left out, and one that comes later is found next time.
  @Test func indexUpdate_ofASpaceThatChangesWhileItIsRead() async throws {
    let scene = try IndexScene(Self.small { $0.storyblok.motion = .firstIsDeleted })
    let first = try await scene.run()
    scene.emulator.update { $0.storyblok.motion = .none }
    scene.change { _ in }
    let second = try await scene.run()
    #expect(second.changed == second.stories - first.stories)
    #expect(second.changed >= 1)
    scene.change { _ in }
    #expect(try await scene.run().changed == 0)
  }

  // MARK: - Vectors

  @Test(arguments: [
    ("titan", 256, "amazon.titan-embed-text-v2:0"), ("cohere", 512, "cohere.embed-v4:0"),
    ("cohere.embed-multilingual-v3", 1024, "cohere.embed-multilingual-v3"),
    ("nova", 256, "amazon.nova-2-multimodal-embeddings-v1:0"),
  ])
  func indexUpdate_embeds(name: String, dimensions: Int, model: String) async throws {
    let scene = try IndexScene(Self.small())
    let report = try await scene.run(name)
    #expect(report.model == model && report.dimensions == dimensions)
    #expect(report.cost > 0 && report.cost < 0.01)
    let reader = try scene.reader()
    #expect(reader.vectors?.model == model && reader.vectors?.dimensions == dimensions)
    let perRequest = name.hasPrefix("cohere") ? 96 : 1
    #expect(
      scene.emulator.requests("InvokeModel").count == (report.passages + perRequest - 1) / perRequest)
    // Nothing is embedded twice, and a plain update keeps vectors up.
    scene.emulator.clearRequests()
    #expect(try await scene.run(name).cost == 0)
    scene.change { stories in
      for index in stories.indices where stories[index].fullSlug == "faq/refunds" {
        stories[index].publishedAt = "2026-05-01T00:00:00.000Z"
        stories[index].content = ["component": "faq_item", "answer": "Ask Lena."]
      }
    }
    let next = try await scene.run()
    #expect(next.changed == 1 && next.cost > 0)
    #expect(scene.emulator.requests("InvokeModel").count == 1)
  }

  /// A question without a word of the story finds it by the synonyms of the stand-in.
  @Test(arguments: ["titan", "cohere", "cohere.embed-english-v3", "nova"])
  func indexUpdate_findsWithoutASharedWord(name: String) async throws {
    let scene = try IndexScene(Self.small())
    try await scene.run(name)
    let reader = try scene.reader()
    let question = "reimbursement purchase"
    #expect(try reader.text(of: 300_141).contains("reimbursement") == false)
    let vectors = try #require(reader.vectors)
    let vector = try await QuestionEmbedder(session: scene.bedrock.session, log: .silent).vector(
      of: question, model: vectors.model, dimensions: vectors.dimensions)
    let words = try reader.search(question, vector: nil, IndexFilter())
    #expect(words.items.isEmpty)
    let meant = try reader.search(question, vector: vector, IndexFilter())
    let best = try reader.hits(of: meant.items.prefix(3))
    #expect(best.contains { $0.story.slug == "faq/refunds" }, "\(best.map(\.story.slug))")
  }

  @Test func indexUpdate_replacesTheVectorsOfAnotherModel() async throws {
    let scene = try IndexScene(Self.small())
    try await scene.run("titan")
    let other = try await scene.run("cohere")
    #expect(other.model == "cohere.embed-v4:0")
    #expect(
      scene.recorder.notices.contains(
        "the vectors of amazon.titan-embed-text-v2:0 are replaced by those of cohere.embed-v4:0"))
    // By whichever name it is called, it is the same model.
    scene.emulator.clearRequests()
    let same = try await scene.run("us.cohere.embed-v4:0")
    #expect(same.model == "cohere.embed-v4:0" && same.cost == 0)
    #expect(scene.emulator.requests("InvokeModel").isEmpty)
  }

  /// Words come first and stay, and so does what was embedded before the failure.
  @Test func indexUpdate_keepsWhatIsDone() async throws {
    let scene = try IndexScene(
      Self.small {
        $0.faults = [
          Fault(.error(status: 403, code: "AccessDeniedException", message: "no"), on: ":InvokeModel", after: 20)
        ]
      })
    let found = await failure { try await scene.run("titan") }
    #expect(found?.code == .accessDenied)
    scene.emulator.setFaults([])
    scene.emulator.clearRequests()
    let report = try await scene.run()
    let left = scene.emulator.requests("InvokeModel").count
    #expect(report.changed == 0)
    // Some requests were in flight when the first was refused.
    #expect(report.passages - left >= 20 && left > 0)
    let information = try IndexInformation.read(
      scene.reader().subject, in: scene.folder, log: .silent)
    #expect(information.vectors == information.passages)
  }

  /// Vectors that nobody asked for in this run are left for the next where Bedrock cannot be used.
  @Test func indexUpdate_withoutBedrockKeepsWordsUp() async throws {
    let scene = try IndexScene(Self.small())
    try await scene.run("titan")
    scene.change { stories in
      for index in stories.indices where stories[index].fullSlug == "faq/refunds" {
        stories[index].publishedAt = "2026-05-01T00:00:00.000Z"
        stories[index].content = ["component": "faq_item", "answer": "Ask Lena."]
      }
    }
    scene.emulator.setFaults([
      Fault(.error(status: 403, code: "AccessDeniedException", message: "no"), on: ":InvokeModel")
    ])
    let report = try await scene.run()
    #expect(report.changed == 1 && report.cost == 0)
    #expect(
      scene.recorder.warnings == [
        "1 passage waits for its vector: Access denied to Bedrock. Please check your AWS credentials and permissions."
      ])
  }

  /// Where no passage waits, nothing is said of a model that cannot be used.
  @Test func indexUpdate_withoutBedrockAndWithoutWaitingPassagesIsSilent() async throws {
    let scene = try IndexScene(Self.small())
    try await scene.run()
    do {
      let lock = try #require(try IndexLock.take(try scene.subject(), in: scene.folder))
      let writer = try IndexWriter.open(lock, in: scene.folder, builder: "test", random: 1, log: .silent)
      try writer.useVectors(model: "no-such-model", dimensions: 3)
      try writer.skip(writer.waiting(after: 0, limit: 1000).map(\.id))
    }
    #expect(try await scene.run().cost == 0)
    #expect(scene.recorder.warnings == [])
    #expect(scene.recorder.notes.contains { $0.hasPrefix("index: no passage waits for a vector") })
  }

  /// Vectors that were paid for stay until the other model has made one.
  @Test(arguments: ["AccessDeniedException", "ThrottlingException"])
  func indexUpdate_keepsVectorsWhereTheOtherModelMakesNone(code: String) async throws {
    let scene = try IndexScene(Self.small())
    let first = try await scene.run("titan")
    scene.emulator.setFaults([
      Fault(.error(status: code.hasPrefix("T") ? 429 : 403, code: code, message: "no"), on: ":InvokeModel")
    ])
    #expect(await failure { try await scene.run("cohere") } != nil)
    func information() throws -> IndexInformation {
      try IndexInformation.read(scene.subject(), in: scene.folder, log: .silent)
    }
    #expect(try information().model == "amazon.titan-embed-text-v2:0")
    #expect(try information().vectors == first.passages)
    #expect(try scene.reader().vectors?.dimensions == 256)
    scene.emulator.setFaults([])
    let other = try await scene.run("cohere")
    #expect(other.model == "cohere.embed-v4:0" && other.cost > 0)
    #expect(try information().vectors == first.passages)
  }

  @Test func indexUpdate_keepsTheSlugsOfOtherLanguages() async throws {
    for token in [StoryblokToken.preview, .personal] {
      var scenario = Scenario()
      scenario.storyblok.space = .varied
      let scene = try IndexScene(scenario, token: token)
      try await scene.run()
      let reader = try scene.reader(token.kind == .personal ? .draft : .published)
      #expect(Set(try reader.names().flatMap(\.otherSlugs)).isSuperset(of: ["artikel", "autoren/lena", "autori/lena"]))
      #expect(reader.languages.contains("de"))
    }
  }

  @Test func indexUpdate_endsWithQuotaWhereNothingIsAccepted() async throws {
    let scene = try IndexScene(Self.small { $0.bedrock.embeddingQuota = EmbeddingQuota(0) })
    let found = await failure { try await scene.run("titan") }
    #expect(found?.code == .quota)
    #expect(
      found?.sentence
        == "not one request for embeddings of titan was accepted: the quota of this account may be 0")
    #expect(try scene.reader().names().count > 10)
  }

  /// The clock of the scene does not wait, so the quota is one of requests and not of time.
  @Test func indexUpdate_goesOnAfterThrottling() async throws {
    let scene = try IndexScene(
      Self.small { $0.faults = [Fault(.throttle(retryAfter: nil), on: ":InvokeModel", after: 3, times: 5)] })
    let report = try await scene.run("titan")
    let information = try IndexInformation.read(scene.reader().subject, in: scene.folder, log: .silent)
    #expect(information.vectors == report.passages)
  }

  // MARK: - Estimates

  @Test func indexUpdate_estimatesWithoutWriting() async throws {
    let scene = try IndexScene(Self.small())
    let estimate = try await scene.run("titan", isDryRun: true)
    #expect(!scene.folder.holds(try scene.subject()))
    #expect(scene.emulator.requests("InvokeModel").isEmpty)
    let report = try await scene.run("titan")
    #expect(estimate.stories == report.stories && estimate.passages == report.passages)
    #expect(estimate.changed == report.changed && estimate.updatedAt == nil && estimate.bytes == 0)
    #expect(estimate.estimate?.requests == report.passages)
    #expect(estimate.cost > report.cost / 3 && estimate.cost < report.cost * 3)
    #expect(estimate.estimate?.sample == nil)
    let again = try await scene.run("titan", isDryRun: true)
    #expect(again.changed == 0 && again.passages == report.passages && again.cost == 0)
    #expect(again.estimate?.requests == 0)
  }

  @Test func indexUpdate_estimatesFromASampleWithAManagementToken() async throws {
    let scene = try IndexScene(token: .personal)
    let estimate = try await scene.run(isDryRun: true)
    #expect(estimate.stories == 320 && estimate.changed == 320)
    #expect(estimate.estimate?.sample == 100)
    #expect(scene.emulator.requests("stories.get").count == 100)
    #expect(estimate.passages >= 320 && estimate.passages < 1000, "\(estimate.passages)")
  }
}

extension IndexScene {
  /// What the index of the published stories is of.
  func subject() throws -> IndexSubject {
    IndexSubject(space: 1_023_456, version: .published, family: .delivery)
  }
}
