import Core
import Testing

@testable import AWS

@Suite struct StreamAssemblyTests {
  /// Hundreds of thousands of deltas of one block: text, reasoning and its signature are appended in place.
  @Test(.timeLimit(.minutes(10))) func streamAssembly_takesLinearTime() throws {
    var assembly = StreamAssembly()
    let piece = String(repeating: "s", count: 20)
    for _ in 0..<300_000 {
      try assembly.add(.reasoningSignature(index: 0, piece))
      try assembly.add(.reasoningText(index: 0, piece))
      try assembly.add(.text(index: 1, piece))
    }
    guard case .reasoning(.text(let text, let signature))? = assembly.message().content.first else {
      Issue.record("no reasoning")
      return
    }
    #expect(text.utf8.count == 6_000_000)
    #expect(signature?.utf8.count == 6_000_000)
    #expect(assembly.message().text.utf8.count == 6_000_000)
  }

  @Test func streamAssembly_boundsTheInputsOfAllCalls() throws {
    var assembly = StreamAssembly()
    let piece = String(repeating: "x", count: 4 << 20)
    for index in 0..<4 {
      try assembly.add(.toolUseStart(index: index, id: "t", name: "search"))
      try assembly.add(.toolInput(index: index, piece))
    }
    try assembly.add(.toolUseStart(index: 4, id: "t", name: "search"))
    #expect(throws: StreamAssembly.LimitExceeded.self) { try assembly.add(.toolInput(index: 4, "x")) }
  }

  /// Deltas of one kind at the index of another replace nothing: text was shown, and calls are answered.
  @Test func streamAssembly_keepsKindsOfOneIndexApart() throws {
    var assembly = StreamAssembly()
    let events: [StreamEvent] = [
      .text(index: 0, "Hel"), .toolInput(index: 0, "{}"), .reasoningText(index: 0, "hm"), .text(index: 0, "lo"),
      .reasoningSignature(index: 0, "c2ln"), .reasoningRedacted(index: 0, "cmVk"),
      .toolUseStart(index: 1, id: "a", name: "search"), .text(index: 1, "I search."),
      .toolInput(index: 1, #"{"term":"#), .reasoningText(index: 1, "so"), .toolInput(index: 1, #""boots"}"#),
      .text(index: 2, "More."), .toolUseStart(index: 2, id: "b", name: "refine"),
    ]
    for event in events { try assembly.add(event) }
    #expect(
      assembly.message().content == [
        .reasoning(.text("hm", signature: "c2ln")), .reasoning(.redacted("cmVk")), .text("Hello"),
        .reasoning(.text("so", signature: nil)), .text("I search."),
        .toolUse(ToolUse(id: "a", name: "search", input: .object(["term": .string("boots")]))), .text("More."),
        .toolUse(ToolUse(id: "b", name: "refine", input: .object([:]))),
      ])
  }

  /// Input belongs to the last call that was announced at its index; the same announcement again begins it anew.
  @Test func streamAssembly_keepsEveryCallOfOneIndex() throws {
    var assembly = StreamAssembly()
    let events: [StreamEvent] = [
      .toolUseStart(index: 0, id: "a", name: "search"), .toolInput(index: 0, #"{"n":1}"#),
      .toolUseStart(index: 0, id: "b", name: "search"), .toolInput(index: 0, #"{"n"#),
      .toolUseStart(index: 0, id: "b", name: "search"), .toolInput(index: 0, #"{"n":2}"#),
    ]
    for event in events { try assembly.add(event) }
    let inputs: [(String, Int64)] = [("a", 1), ("b", 2)]
    #expect(
      assembly.message().toolUses
        == inputs.map { ToolUse(id: $0.0, name: "search", input: .object(["n": .integer($0.1)])) })
    for number in 0..<9997 { try assembly.add(.toolUseStart(index: 0, id: "c\(number)", name: "search")) }
    #expect(throws: StreamAssembly.LimitExceeded.self) {
      try assembly.add(.toolUseStart(index: 0, id: "d", name: "search"))
    }
  }

  @Test func streamAssembly_reasoningWithoutASignatureHasNone() throws {
    var assembly = StreamAssembly()
    try assembly.add(.reasoningText(index: 0, "a"))
    #expect(assembly.message().content == [.reasoning(.text("a", signature: nil))])
    try assembly.add(.reasoningSignature(index: 0, "b"))
    #expect(assembly.message().content == [.reasoning(.text("a", signature: "b"))])
  }
}
