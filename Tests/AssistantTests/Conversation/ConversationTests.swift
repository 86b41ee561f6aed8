import AWS
import Core
import Foundation
import TestSupport
import Testing

@testable import Assistant

@Suite struct ConversationTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var store: ConversationStore {
    ConversationStore(folder: folder.path("state/conversations"), environment: Environment())
  }

  private func name(_ id: String) -> String { "state/conversations/\(id).jsonl" }

  private func turn(_ number: Int, calls: Int = 0, space: String? = "1") -> Conversation.Turn {
    var messages = [Message.user("question \(number)")]
    for call in 0..<calls {
      let id = "t-\(number)-\(call)"
      messages.append(
        Message(.assistant, [.toolUse(ToolUse(id: id, name: "search", input: .object(["term": .string("x")])))]))
      messages.append(Message(.user, [.toolResult(ToolResult(toolUseID: id, text: "found"))]))
    }
    messages.append(Message(.assistant, [.text("answer \(number)")]))
    return Conversation.Turn(at: "2026-01-02T03:04:05Z", space: space, messages: messages)
  }

  /// Every combination of turns and limits: never over the limit, every call with its result, whole questions and
  /// answers, as many as fit.
  @Test func conversation_boundsItsHistoryWithoutSplittingCalls() {
    for seed in 0..<200 {
      let calls = [seed % 3, seed / 3 % 4, seed / 12 % 5, seed / 60 % 3]
      let conversation = Conversation(turns: calls.enumerated().map { turn($0.offset, calls: $0.element) })
      for limit in 0..<16 {
        for withTools in [true, false] {
          let history = conversation.history(limit: limit, withTools: withTools, model: "m")
          #expect(history.count <= limit)
          #expect(history.isEmpty || history.first?.role == .user)
          #expect(history.first?.content.contains { if case .toolResult = $0 { true } else { false } } != true)
          #expect(history.isEmpty || history.last?.text.hasPrefix("answer") == true)
          for (a, b) in zip(history, history.dropFirst()) { #expect(a.role != b.role) }
          let used = history.flatMap(\.toolUses).map(\.id)
          let answered = history.flatMap(\.content).compactMap { block in
            if case .toolResult(let result) = block { result.toolUseID } else { nil }
          }
          #expect(used == answered)
          #expect(withTools || used.isEmpty)
          #expect(limit < 2 || history.last?.text == "answer 3")
        }
      }
    }
  }

  @Test func conversationStore_comesBackAsItWasKept() throws {
    var first = turn(1, calls: 2)
    first.stories = AskScene.stories
    first.findings = Findings(term: "boots", stories: AskScene.stories, total: 7, isExact: false)
    var second = turn(2)
    second.findings = Findings(
      term: "dry", contentType: "article", stories: [AskScene.stories[0]], total: 1, isExact: true)
    let id = try store.append(first, to: nil)
    #expect(try store.append(second, to: id) == id)
    let read = try store.conversation(id)
    #expect(read == Conversation(id: id, turns: [first, second]))
    #expect(read.memory(space: "1").findings == second.findings)
    #expect(Set(read.memory(space: "1").known.keys) == [1, 2, 3])
    // A story of one space is no source in another.
    #expect(read.memory(space: "2") == AskMemory())
  }

  @Test func conversationStore_keepsFilesToTheirOwner() throws {
    let id = try store.append(turn(1), to: nil)
    #expect(folder.mode(of: name(id)) == 0o600)
    #expect(folder.mode(of: "state") == 0o700)
    #expect(folder.mode(of: "state/conversations") == 0o700)
  }

  /// A run killed at any byte of its line: the turns before it stay, and the next run repairs the file.
  @Test func conversationStore_losesAtMostTheTurnOfARunThatWasKilled() throws {
    let id = try store.append(turn(1), to: nil)
    let whole = try folder.bytes(name(id))
    let next = Array(turn(2, calls: 1).line())
    for cut in stride(from: 0, through: next.count, by: 7) {
      try folder.write(whole + next.prefix(cut), to: name(id))
      #expect(try store.conversation(id).turns == [turn(1)])
      try store.append(turn(3), to: id)
      #expect(try store.conversation(id).turns == [turn(1), turn(3)])
    }
  }

  @Test func conversationStore_passesOverLinesThatCannotBeRead() throws {
    let id = try store.append(turn(1), to: nil)
    let unanswered = Conversation.Turn(at: "", space: nil, messages: [.user("q")])
    let damaged = Array("not json\n{\"v\":9}\n\n".utf8) + unanswered.line() + Array("\n".utf8)
    try folder.write(folder.bytes(name(id)) + damaged, to: name(id))
    try store.append(turn(2), to: id)
    #expect(try store.conversation(id).turns == [turn(1), turn(2)])
  }

  @Test func conversationStore_letsRunsAtOnceBothSurvive() async throws {
    let id = try store.append(turn(0), to: nil)
    await withTaskGroup(of: Void.self) { group in
      for number in 1...40 {
        let turn = turn(number, calls: number % 3)
        group.addTask { _ = try? store.append(turn, to: id) }
      }
    }
    let questions = try store.conversation(id).turns.compactMap { $0.messages.first?.text }
    #expect(Set(questions) == Set((0...40).map { "question \($0)" }))
    #expect(questions.count == 41)
  }

  @Test func conversationStore_followsNoLink() throws {
    let id = try store.append(turn(1), to: nil)
    let target = try folder.write("", to: "target")
    try FileManager.default.createSymbolicLink(atPath: folder.path(name("linked")), withDestinationPath: target)
    #expect(throws: Failure.self) { try store.append(turn(2), to: "linked") }
    #expect(throws: Failure.self) { try store.conversation("linked") }
    #expect(try folder.bytes("target").isEmpty)
    #expect(try store.latest(space: "1").id == id)
  }

  @Test(arguments: ["", "../x", "a/b", "a.b", "a b", "a\u{0}b", String(repeating: "a", count: 65), "unknown"])
  func conversationStore_knowsNoConversationOfSuchAName(id: String) async {
    #expect(failure { _ = try store.conversation(id) }?.code == .notFound)
  }

  @Test func conversationStore_goesOnWithTheLatestOfTheSpace() async throws {
    #expect(failure { _ = try store.latest(space: "1") }?.code == .notFound)
    let first = try store.append(turn(1, space: "1"), to: nil)
    let second = try store.append(turn(2, space: "2"), to: nil)
    #expect(try store.latest(space: "2").id == second)
    #expect(try store.latest(space: "1").id == first)
    try await Task.sleep(for: .milliseconds(20))
    try store.append(turn(3, space: "1"), to: first)
    #expect(try store.latest(space: nil).id == first)
  }

  @Test func conversationStore_standsWhereTheStateFolderIs() throws {
    let home = try TemporaryFolder()
    func folder(_ variables: [String: String], home: String? = home.path) -> String? {
      ConversationStore(environment: Environment(variables: variables, home: home, workingDirectory: "/w"))?.folder
    }
    #expect(folder([:]) == home.path + "/.local/state/sva/conversations")
    #expect(folder(["XDG_STATE_HOME": "/x"]) == "/x/sva/conversations")
    #expect(folder(["XDG_STATE_HOME": "relative"]) == home.path + "/.local/state/sva/conversations")
    #expect(folder(["SVA_STATE_HOME": "s", "XDG_STATE_HOME": "/x"]) == "/w/s/conversations")
    #expect(folder(["SVA_STATE_HOME": ""], home: nil) == nil)
    // Debian's word for no home.
    #expect(folder([:], home: "/nonexistent") == nil)
  }
}
