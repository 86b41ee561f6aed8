import Emulator
import Testing

/// What is said where Storyblok fails, refuses or lacks something.
struct StoryblokFailureTests {
  private static func json(_ status: Int, _ body: String) -> Fault.Kind {
    .answer(status: status, type: "application/json", headers: [], body: Array(body.utf8))
  }

  // MARK: - Attempts

  /// Every failure of the server is tried again, but for what it does not know, which stays so.
  @Test(arguments: [(500, 4), (502, 4), (503, 4), (504, 4), (507, 4), (501, 1), (505, 1)])
  func storyblok_serverErrorsAreTriedAgain(status: Int, attempts: Int) throws {
    let sandbox = try Sandbox { $0.faults = [Fault(Self.json(status, #"{"error":"oops"}"#), on: "mapi:stories.list")] }
    let run = try sandbox.sva(["search", "--content-type", "article", "--json"])
    #expect(run.status == 9)
    #expect(run.document?["attempts"]?.int == attempts)
    #expect(run.document?["aws_message"] == "oops")
    #expect(sandbox.emulator.requests("stories.list").count == attempts)
  }

  @Test func storyblok_aServerErrorThatPassesIsNoFailure() throws {
    let sandbox = try Sandbox {
      $0.faults = [Fault(Self.json(500, #"{"error":"oops"}"#), on: "mapi:stories.list", times: 1)]
    }
    let run = try sandbox.sva(["search", "--content-type", "article", "--format", "slug"])
    #expect(run.status == 0 && run.stdout.contains("blog/choosing-hiking-boots\n"), "\(run.stderr)")
  }

  // MARK: - What the service says

  /// The service's words are in the document and in the text, also where they only repeat the status.
  @Test func storyblok_theWordsOfA401AreShown() throws {
    let sandbox = try Sandbox()
    let json = try sandbox.sva(["search", "boots", "--json"], with: ["STORYBLOK_TOKEN": "abc"])
    #expect(json.status == 4)
    #expect(json.document?["aws_message"] == "Unauthorized", "\(json.stdout)")
    let text = try sandbox.sva(["search", "boots"], with: ["STORYBLOK_TOKEN": "abc"])
    #expect(text.stderr.contains("\n  Storyblok says: Unauthorized\n  hint: "), "\(text.stderr)")
  }

  @Test func whoami_showsWhatStoryblokSaysBesideTheAWSIdentity() throws {
    let sandbox = try Sandbox { $0.faults = [Fault(Self.json(500, #"{"error":"oops"}"#), on: "mapi:spaces.get")] }
    let text = try sandbox.sva(["whoami", "--max-attempts", "1"])
    #expect(text.status == 0)
    #expect(text.stdout.contains("\nFailed: Storyblok answered 500 at 127.0.0.1\n  Storyblok says: oops\n  hint: "))
    let json = try sandbox.sva(["whoami", "--json", "--max-attempts", "1"])
    let error = try #require(json.document?["storyblok"]?["error"])
    #expect(
      error.keys == [
        "error", "code", "service", "aws_code", "aws_message", "http_status", "request_id", "attempts", "hint",
        "exit_code",
      ])
    #expect(error["aws_message"] == "oops" && error["http_status"] == 500 && error["attempts"] == 1)
    #expect(error["service"] == "storyblok" && error["code"] == "service_error" && error["exit_code"] == 9)
  }

  // MARK: - A list that cannot be read

  /// The result of a search by meaning stays, with a warning that `-q` keeps, and what is not known is null.
  @Test(arguments: [StoryblokToken.personal, .preview])
  func search_withoutTheListSaysWhatIsMissing(token: StoryblokToken) throws {
    let sandbox = try Sandbox { $0.faults = [Fault(.html(status: 503), on: "stories.list")] }
    let words = ["search", "boots", "--limit", "1", "--max-attempts", "1"]
    let warning =
      "sva: warning: the list of stories cannot be read, so content types, states, tags and dates are missing, and "
      + "stories that are gone may be among these: Storyblok answered 503 at 127.0.0.1\n"
    for format in [["--json"], ["--json", "-q"], [], ["-q"]] {
      let run = try sandbox.sva(words + format, with: ["STORYBLOK_TOKEN": token.value])
      #expect(run.status == 0)
      #expect(run.stderr == warning, "\(format)")
      guard format.first == "--json" else { continue }
      let story = try #require(run.document?["stories"]?[0])
      for key in ["uuid", "content_type", "state", "tags", "is_startpage", "updated_at", "published_at"] {
        #expect(story[key] == JSON.null, "\(key)")
      }
    }
  }

  // MARK: - Hints

  /// A delivery token's own space exists; a management token may name one that does not.
  @Test func search_withoutStrataClaimsNoMoreThanIsKnown() throws {
    let sandbox = try Sandbox { $0.storyblok.strata = .absent }
    let words = ["search", "boots", "--backend", "strata"]
    let delivery = try sandbox.sva(words, with: ["STORYBLOK_TOKEN": StoryblokToken.preview.value])
    #expect(delivery.status == 6)
    #expect(
      Steady.text(delivery.stderr, sandbox) == """
        sva: space 1023456 has no Strata search at EMULATOR
          Storyblok says: This record could not be found
          hint: search by text instead: --backend fulltext (auto does so by itself)

        """)
    let management = try sandbox.sva(words)
    #expect(management.status == 6)
    #expect(
      Steady.text(management.stderr, sandbox) == """
        sva: EMULATOR has no Strata search for space 1023456, or does not know the space
          Storyblok says: This record could not be found
          hint: search by text instead: --backend fulltext (auto does so by itself)
          hint: check STORYBLOK_SPACE_ID, and that the token's user is a member of the space

        """)
  }

  /// A hint names the place where the space comes from.
  @Test func search_theHintNamesWhereTheSpaceComesFrom() throws {
    let sandbox = try Sandbox()
    let option = try sandbox.sva(["search", "--all", "--space", "77"])
    #expect(option.status == 6)
    #expect(option.stderr.contains("\n  hint: check --space, and that the token's user is a member of the space\n"))
    let variable = try sandbox.sva(["search", "--all"], with: ["STORYBLOK_SPACE_ID": "77"])
    #expect(variable.stderr.contains("\n  hint: check STORYBLOK_SPACE_ID, and "))
    try sandbox.write(".env", "STORYBLOK_SPACE_ID=77\n")
    let file = try sandbox.sva(["search", "--all"], with: ["STORYBLOK_SPACE_ID": ""])
    #expect(file.stderr.contains("\n  hint: check STORYBLOK_SPACE_ID in .env line 1, and "), "\(file.stderr)")
  }

  /// Who removes an index is not told to build one.
  @Test func dropIndex_withoutAnIndex() throws {
    let sandbox = try Sandbox()
    let none = try sandbox.sva(["search", "--drop-index"])
    #expect(none.status == 6)
    #expect(
      none.stderr == """
        sva: there is no index of published stories of space 1023456
          hint: nothing needs to be removed: no space has an index here

        """)
    let token = ["STORYBLOK_TOKEN": StoryblokToken.preview.value]
    #expect(try sandbox.sva(["search", "--update-index", "-q"], with: token).status == 0)
    let other = try sandbox.sva(["search", "--drop-index", "--draft"], with: token)
    #expect(other.status == 6)
    #expect(
      other.stderr.hasPrefix(
        """
        sva: there is no index of drafts of space 1023456
          hint: another one is removed with its --space, --language or --draft
          hint: there is one of 
        """), "\(other.stderr)")
  }
}
