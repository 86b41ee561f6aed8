import Emulator
import Testing

/// Addresses of Storyblok's editor, as a browser shows them and as `editor_url` tells them, name a story by its id.
struct EditorAddressTests {
  private func found(_ words: [String], _ token: StoryblokToken, _ space: String = "1023456") throws -> Run {
    try Sandbox { $0.storyblok.space = .varied }.sva(
      ["search", "--format", "slug"] + words,
      with: ["STORYBLOK_TOKEN": token.value, "STORYBLOK_SPACE_ID": space])
  }

  private static func address(_ story: Int, space: Int = 1_023_456, mark: String = "#") -> String {
    "https://app.storyblok.com/\(mark)/me/spaces/\(space)/stories/0/0/\(story)"
  }

  @Test(arguments: [StoryblokToken.personal, .preview]) func editorAddress_namesAStoryByItsID(
    token: StoryblokToken
  ) throws {
    for mark in ["#", "#!"] {
      let run = try found(["--slug", Self.address(500_131, mark: mark)], token)
      #expect(run.status == 0 && run.stdout == "authors/lena\n" && run.stderr == "", "\(run.stderr)")
    }
    // Beside slugs and patterns.
    let several = try found(["--slug", "home," + Self.address(500_131), "--sort", "slug"], token)
    #expect(Set(several.stdout.split(separator: "\n")) == ["authors/lena", "home"], "\(several.stderr)")
    let pattern = try found(["--slug", "abou*", "--slug", Self.address(500_131)], token)
    #expect(pattern.stdout.contains("authors/lena\n"), "\(pattern.stderr)")
    let references = try found(["--references", Self.address(500_131)], token)
    #expect(references.stdout == "blog/first-steps\nblog/second-steps\n", "\(references.stderr)")
  }

  /// What documents print can be handed back.
  @Test(arguments: [StoryblokToken.personal, .preview]) func editorAddress_isThatOfDocuments(
    token: StoryblokToken
  ) throws {
    let sandbox = try Sandbox()
    let with = ["STORYBLOK_TOKEN": token.value]
    let listed = try sandbox.sva(["search", "--content-type", "article", "--json"], with: with).document?["stories"]
    let stories = try #require(listed?.array)
    #expect(stories.count > 1)
    for story in stories {
      let address = try #require(story["editor_url"]?.string)
      let run = try sandbox.sva(["search", "--slug", address, "--json"], with: with)
      #expect(run.document?["stories"]?.array?.map { $0["story_id"] } == [story["story_id"]], "\(run.stderr)")
    }
  }

  @Test(arguments: [StoryblokToken.personal, .preview], ["--slug", "--references"])
  func editorAddress_ofAnotherSpaceIsAnError(token: StoryblokToken, option: String) throws {
    let run = try found([option, Self.address(500_131, space: 77)], token)
    #expect(run.status == 2 && run.stdout == "")
    #expect(
      run.stderr == """
        sva: story 500131 is of space 77 by its address, and space 1023456 is searched
          hint: to search that space: --space 77, with a token that reads it

        """)
    // A delivery token searches its own space, whatever is configured.
    guard token.kind == .preview else { return }
    let own = try found(["--slug", Self.address(500_131)], token, "")
    #expect(own.stdout == "authors/lena\n", "\(own.stderr)")
  }

  @Test(arguments: [StoryblokToken.personal, .preview]) func editorAddress_neverNamesAnotherStory(
    token: StoryblokToken
  ) throws {
    let pages = [
      Self.address(499_999), "https://app.storyblok.com/#/me/spaces/1023456/dashboard",
      "https://app.storyblok.com/#/me/spaces/1023456/stories/0/0/index/0",
    ]
    for page in pages {
      for option in ["--slug", "--references"] {
        let run = try found([option, page], token)
        #expect(run.status == 6 && run.stdout == "", "\(option) \(page): \(run.stdout)\(run.stderr)")
      }
    }
    let prefix = try found(["--starts-with", Self.address(500_131)], token)
    #expect(prefix.status == 2 && prefix.stdout == "")
    #expect(
      prefix.stderr == """
        sva: an address of Storyblok's editor names one story, not the beginning of slugs
          hint: name the story by its id: 500131

        """)
  }
}
