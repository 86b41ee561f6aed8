import Emulator
import Testing

/// A space that changes: lists that move while they are read, and stories that only the engine still knows.
struct ChangingSpaceTests {
  @Test(arguments: [StoryblokToken.personal, .preview], [ListMotion.lastMovesUp, .firstMovesDown])
  func search_aMovingListGivesEachStoryOnce(token: StoryblokToken, motion: ListMotion) throws {
    let whole = try Sandbox().sva(
      ["search", "--all", "--format", "slug"], with: ["STORYBLOK_TOKEN": token.value])
    let sandbox = try Sandbox { $0.storyblok.motion = motion }
    let run = try sandbox.sva(["search", "--all", "--format", "slug"], with: ["STORYBLOK_TOKEN": token.value])
    #expect(run.status == 0)
    #expect(run.stderr == "")
    let lines = { (run: Run) in run.stdout.split(separator: "\n").sorted() }
    #expect(lines(run) == lines(whole))
    #expect(lines(whole).count > 250)
  }

  @Test(arguments: [StoryblokToken.personal, .preview]) func search_aCountThatLiesIsNotBelieved(token: StoryblokToken)
    throws
  {
    let sandbox = try Sandbox {
      $0.storyblok.space = .varied
      $0.storyblok.motion = .counts(2018)
    }
    let run = try sandbox.sva(["search", "--all", "--json"], with: ["STORYBLOK_TOKEN": token.value])
    #expect(run.status == 0)
    #expect(run.document?["total"] == 10 && run.document?["total_is_exact"] == false)
    #expect(
      run.stderr
        == "sva: warning: the list changed while it was read, or its count is wrong: it has 10 stories, and Storyblok "
        + "counts 2018\n")
  }

  @Test(arguments: [StoryblokToken.personal, .preview]) func search_leavesOutDeletedStories(token: StoryblokToken)
    throws
  {
    let sandbox = try Sandbox { $0.storyblok.space = .varied }
    for backend in ["strata"] + (token.kind == .personal ? ["vsearches"] : []) {
      let run = try sandbox.sva(
        ["search", "deleted steps on the mountain", "--backend", backend, "--all", "--json"],
        with: ["STORYBLOK_TOKEN": token.value])
      #expect(run.status == 0 && run.stderr == "")
      let slugs = (run.document?["stories"]?.array ?? []).compactMap { $0["slug"]?.string }
      #expect(slugs.count == 10 && !slugs.contains("blog/deleted-steps"), "\(backend) \(slugs)")
      #expect(run.document?["total"] == 10)
    }
  }

  /// The number wanted is of stories that exist.
  @Test func search_deletedStoriesTakeNoPlace() throws {
    let sandbox = try Sandbox { $0.storyblok.space = .varied }
    let run = try sandbox.sva(["search", "deleted steps", "--backend", "strata", "--limit", "1", "--format", "slug"])
    #expect(run.stdout.hasSuffix("-steps\n") && run.stdout != "blog/deleted-steps\n", "\(run.stdout)")
  }
}
