#if DEBUG || FUZZING
  import AWS
  import Core

  @testable import Assistant

  #if canImport(FoundationEssentials)
    import FoundationEssentials
  #else
    import Foundation
  #endif

  extension FuzzTarget {
    static let toolInput = FuzzTarget(
      "tool-input",
      texts: [
        #"{"term":"x","limit":3,"content_type":"article"}"#, #"{"description":"d","term":"t"}"#,
        #"{"limit":10,"offset":0}"#,
        #"{"contains":"a b"}"#, #"{"question":"q","field":"f","options":["a","b"]}"#, #"{"ids":[1,2,3.0]}"#,
      ],
      words: [
        #""term":"#, #""limit":"#, #""ids":["#, #""options":["#, "null", "1e18", "10.0", "-1", "[]", "{}", #""""#,
        "true",
      ]
    ) { bytes in
      guard let input = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else { return [0] }
      return try ToolCatalog.all.map { tool in
        do throws(ToolCall.Refusal) {
          switch try ToolCall(ToolUse(id: "t", name: tool.name, input: input)) {
          case .search(let term, let limit, _):
            return term.isEmpty || (limit.map { !(1...25).contains($0) } ?? false) ? -1 : 1
          case .listAnalyzed(let limit, let offset):
            return offset < 0 || (limit.map { $0 < 1 } ?? false) ? -1 : 2
          case .readStories(let ids): return ids.isEmpty || ids.count > ToolCatalog.mostRead ? -1 : 3
          case .clarify(_, _, let options): return (2...12).contains(options.count) ? 4 : -1
          case .analyze, .refine: return 5
          }
        } catch { return error.reason.isEmpty || error.reason.utf8.count > 400 ? -1 : 6 + error.reason.utf8.count }
      }.map { (kind: Int) throws(Broken) in
        try must(kind >= 0, "a call keeps to its schema, a refusal says why")
        return kind
      }
    }
  }
#endif
