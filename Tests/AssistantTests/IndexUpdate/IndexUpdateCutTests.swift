import Core
import Emulator
import Index
import Storyblok
import TestSupport
import Testing

@testable import Assistant

/// Updates that end before they are finished.
@Suite struct IndexUpdateCutTests {
  /// The stories saved last are written first, so one that is up to date tells nothing of the others.
  @Test(arguments: [StoryblokToken.preview, .personal], [1, 120, 199])
  func indexUpdate_readsTheRestAfterOneThatWasCutShort(token: StoryblokToken, after: Int) async throws {
    var scenario = Scenario()
    scenario.storyblok.space = .large(240, bytes: 600)
    let scene = try IndexScene(scenario, token: token)
    let first = try await scene.run()
    scene.emulator.update { $0.storyblok.space = .large(240, bytes: 600, revised: 200) }
    let isManagement = token.kind == .personal
    scene.emulator.setFaults([
      Fault(
        .error(status: 500, code: "x", message: "y"), on: isManagement ? "stories.get" : "by_ids",
        after: isManagement ? after : 1)
    ])
    #expect(await failure { try await scene.run() } != nil)
    scene.emulator.setFaults([])
    let estimate = try await scene.run(isDryRun: true)
    let second = try await scene.run()
    #expect(second.stories == first.stories)
    #expect(second.changed == estimate.changed)
    let reader = try scene.reader(isManagement ? .draft : .published)
    var revised = IndexFilter()
    revised.startsWith = "archive/"
    #expect(try reader.search("revised", revised, wanted: nil).total == 200)
    #expect(try await scene.run().changed == 0)
  }

  /// While the stories are listed, processes that wait are told how far it is.
  @Test func indexUpdate_tellsThatItListsTheSpace() async throws {
    var scenario = Scenario()
    scenario.storyblok.space = .large(240, bytes: 600)
    let scene = try IndexScene(scenario, token: .personal)
    scene.emulator.setFaults([Fault(.error(status: 500, code: "x", message: "y"), on: "page=2")])
    #expect(await failure { try await scene.run() } != nil)
    let subject = IndexSubject(space: 1_023_456, version: .draft, family: .management)
    let report = AdvisoryLock.holder(scene.folder.path(of: subject) + "-lock")?.report
    #expect(report?.hasPrefix("listing stories: 100 of ") == true, "\(report ?? "none")")
  }
}
