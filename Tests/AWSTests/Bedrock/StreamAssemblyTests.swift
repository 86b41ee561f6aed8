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

  @Test func streamAssembly_reasoningWithoutASignatureHasNone() throws {
    var assembly = StreamAssembly()
    try assembly.add(.reasoningText(index: 0, "a"))
    #expect(assembly.message().content == [.reasoning(.text("a", signature: nil))])
    try assembly.add(.reasoningSignature(index: 0, "b"))
    #expect(assembly.message().content == [.reasoning(.text("a", signature: "b"))])
  }
}
