import Emulator
import Testing

/// Listing, showing, deleting and not keeping conversations (contract §8).
struct KeptConversationTests {
  private static let model = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"

  /// A sandbox with two conversations that ended in 2026, and their ids, the latest first.
  private func sandbox() throws -> (Sandbox, ids: [String]) {
    let sandbox = try Sandbox { $0.script = [.text("**Yes** [story:1]."), .text("No."), .text("Perhaps.")] }
    for words in [["first question"], ["-c", "and then?"], ["another question"]] {
      #expect(try sandbox.sva(["ask", "--no-search", "-m", Self.model] + words).status == 0)
    }
    let list = try #require(try sandbox.sva(["ask", "--list", "--json"]).document)
    return (sandbox, (list["conversations"]?.array ?? []).compactMap { $0["conversation_id"]?.string })
  }

  @Test func conversationList_showsTheLatestFirst() throws {
    let (sandbox, ids) = try sandbox()
    try #require(ids.count == 2)
    let asked = sandbox.emulator.requestCount
    let run = try sandbox.sva(["ask", "--list"], with: ["AWS_ACCESS_KEY_ID": "", "STORYBLOK_TOKEN": ""])
    #expect(run.status == 0)
    let rows = run.stdout.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    #expect(
      rows.map { [$0[0], $0[2], $0[3]] } == [[ids[0], "1", "another question"], [ids[1], "2", "first question"]])
    let document = try #require(try sandbox.sva(["ask", "--list", "--json"]).document)
    #expect(document["status"] == "success")
    #expect(document["conversations"]?[1]?["turns"]?.int == 2)
    #expect(document["conversations"]?[1]?["question"] == "first question")
    // Nothing is asked of a service.
    #expect(sandbox.emulator.requestCount == asked)
  }

  @Test func conversationShow_showsQuestionsAndAnswers() throws {
    let (sandbox, ids) = try sandbox()
    let run = try sandbox.sva(["ask", "--show", ids[1]])
    #expect(run.stdout == "> first question\n\n**Yes**.\n\n> and then?\n\nNo.\n")
    let document = try #require(try sandbox.sva(["ask", "--show", ids[1], "--json"]).document)
    #expect(document["conversation_id"]?.string == ids[1])
    #expect(document["turns"]?[0]?["answer"] == "**Yes**.")
    #expect(document["turns"]?[1]?["question"] == "and then?")
    #expect(try sandbox.sva(["ask", "--show", "nothing"]).status == 6)
  }

  @Test func conversationShow_wrapsTheQuestion() throws {
    let sandbox = try Sandbox { $0.script = [.text("Yes.")] }
    let question = "which of the many huts of the region are open in the last week of September"
    #expect(try sandbox.sva(["ask", "--no-search", "-m", Self.model, question]).status == 0)
    let id = try #require(
      try sandbox.sva(["ask", "--list", "--json"]).document?["conversations"]?[0]?["conversation_id"]?.string)
    let run = try sandbox.sva(["ask", "--show", id, "--color", "never"], streams: .terminal(columns: 40))
    #expect(
      run.stdout.replacing("\r\n", with: "\n")
        == "> which of the many huts of the region\n  are open in the last week of September\n\nYes.\n")
  }

  @Test func conversationDelete_saysWhatItDeleted() throws {
    let (sandbox, ids) = try sandbox()
    let run = try sandbox.sva(["ask", "--delete", ids[1]])
    #expect(run.status == 0)
    #expect(run.stdout == "deleted \(ids[1])\n")
    #expect(sandbox.conversations.count == 1)
    #expect(try sandbox.sva(["ask", "--delete", ids[1]]).status == 6)
    // Neither is older than a day. Both are older than nothing.
    let kept = try sandbox.sva(["ask", "--delete-older-than", "1d"])
    #expect(kept.status == 0 && kept.stdout == "" && kept.stderr == "sva: no conversation is that old\n")
    sandbox.age(by: "2020-01-01T00:00:00Z")
    let document = try #require(try sandbox.sva(["ask", "--delete-older-than", "8w", "--json"]).document)
    #expect(document["deleted"]?.array?.compactMap(\.string) == [ids[0]])
    #expect(sandbox.conversations.isEmpty)
  }

  /// A file without a readable turn is as old as its last write.
  @Test func conversationDelete_removesUnreadableFiles() throws {
    let (sandbox, ids) = try sandbox()
    try sandbox.damageConversation(modified: nil)
    let young = try sandbox.sva(["ask", "--delete-older-than", "1d"])
    #expect(young.stdout == "", "written just now")
    try sandbox.damageConversation(modified: 1_577_836_800)
    let old = try sandbox.sva(["ask", "--delete-older-than", "1d"])
    #expect(old.stdout.hasPrefix("deleted "))
    #expect(sandbox.conversations.count == ids.count - 1)
  }

  @Test(arguments: [
    (["--list", "--show", "x"], "--list and --show do not go together"),
    (["--list", "who?"], "--list takes no question"),
    (["--delete-older-than", "soon"], "option --delete-older-than takes an age such as 12h, 7d or 8w, not 'soon'"),
  ])
  func conversationOptions_areChecked(words: [String], sentence: String) throws {
    let run = try Sandbox().sva(["ask"] + words)
    #expect(run.status == 2)
    #expect(run.stderr.hasPrefix("sva: \(sentence)\n"), "\(run.stderr)")
  }

  @Test(arguments: [(["--no-save"], [:]), ([], ["MAX_CONVERSATION_HISTORY": "0"])])
  func ask_keepsNothingWhereNotWanted(words: [String], variables: [String: String]) throws {
    let sandbox = try Sandbox { $0.script = [.text("Yes.")] }
    let run = try sandbox.sva(["ask", "--no-search", "--json", "-m", Self.model] + words + ["hello"], with: variables)
    #expect(run.status == 0, "\(run.stderr)")
    #expect(run.document?["response"] == "Yes.")
    #expect(run.document?["conversation_id"] == .null)
    #expect(sandbox.conversations.isEmpty)
  }

  /// `/nonexistent` is Debian's home folder for users without one: it must never come into being.
  @Test func ask_makesNoHomeFolder() throws {
    let sandbox = try Sandbox { $0.script = [.text("Yes.")] }
    let home = sandbox.home + "/absent"
    let words = ["ask", "--no-search", "-m", Self.model, "hello"]
    let run = try sandbox.sva(words + ["-v"], with: ["HOME": home])
    #expect(run.status == 0)
    #expect(run.stdout == "Yes.\n")
    #expect(run.stderr.contains("sva: the conversation is not kept, because there is no home folder\n"))
    #expect(!Sandbox.exists(home))
  }
}
