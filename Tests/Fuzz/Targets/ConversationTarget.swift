#if DEBUG || FUZZING
  @testable import Assistant

  #if canImport(FoundationEssentials)
    import FoundationEssentials
  #else
    import Foundation
  #endif

  extension FuzzTarget {
    static let conversation = FuzzTarget(
      "conversation",
      texts: [
        #"{"v":1,"at":"2026-01-02T03:04:05Z","space":"1","messages":[{"role":"user","content":[{"text":"q"}]},{"role":"assistant","content":[{"reasoningContent":{"reasoningText":{"text":"r","signature":"s"}}},{"toolUse":{"toolUseId":"t","name":"search","input":{"term":"x","limit":3}}}]},{"role":"user","content":[{"toolResult":{"toolUseId":"t","content":[{"text":"found"}],"status":"success"}}]},{"role":"assistant","content":[{"text":"a"}]}],"stories":[{"story_id":1,"name":"n","slug":"s","content_type":null,"body":"b","score":0.5,"excerpts":["e"]}],"findings":{"term":"x","content_type":null,"total":1,"exact":true,"ids":[1]}}"#,
        #"{"at":"","space":null,"messages":[{"role":"user","content":[{"text":"q"},{"cachePoint":{"type":"default"}}]},{"role":"assistant","content":[{"reasoningContent":{"redactedContent":"AA=="}},{"text":""}]}],"stories":[]}"#,
      ],
      words: [
        #"{"text":"x"}"#, #"{"toolUse":{"toolUseId":"t","name":"n"}}"#, #"{"toolResult":{"toolUseId":"t"}}"#,
        #""role":"user""#,
        #""role":"assistant""#, "null", "[", "]", "{", "}", ",", #""messages":["#, #""ids":["#, "1e999", "-1",
      ]
    ) { bytes in
      guard let turn = try? JSONDecoder().decode(Conversation.Turn.self, from: Data(bytes)) else {
        return [0, bytes.count / 64]
      }
      let line = turn.line()
      try must(!line.contains(10), "a turn is one line")
      let again = try? JSONDecoder().decode(Conversation.Turn.self, from: Data(line))
      try must(again != nil, "a turn written reads back")
      try must(again?.line() == line, "a turn read back writes the same")
      let conversation = Conversation(id: "c", turns: [turn, turn, turn])
      var sizes: [Int] = []
      for (limit, tools) in [(2, true), (10, true), (10, false), (0, true)] {
        let history = conversation.history(limit: limit, withTools: tools, model: "m")
        try must(history.count <= limit, "history keeps to its limit")
        sizes.append(history.count)
      }
      let memory = conversation.memory(space: turn.space)
      return [1, turn.messages.count, turn.stories.count, memory.known.count] + sizes
    }
  }
#endif
