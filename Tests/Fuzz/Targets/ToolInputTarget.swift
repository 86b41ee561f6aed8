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
      return try AskTools.all.map { tool in
        do throws(ToolError) {
          let input = try ToolInput(input, tool.parameters)
          return tool.parameters.allSatisfy { keeps($0, input) } ? 1 : -1
        } catch {
          guard case .wrongInput(let reason) = error else { return -1 }
          return reason.isEmpty || reason.utf8.count > 400 ? -1 : 6 + reason.utf8.count
        }
      }.map { (kind: Int) throws(Broken) in
        try must(kind >= 0, "a call keeps to its schema, a refusal says why")
        return kind
      }
    }
  }

  /// Whether the value read for a parameter has the parameter's type.
  private func keeps(_ parameter: ToolParameter, _ input: ToolInput) -> Bool {
    switch parameter.kind {
    case .text: input.optional(parameter.name)?.isEmpty != true
    case .word(let words): input.optional(parameter.name).map(words.contains) ?? true
    case .integer(let range): input.integer(parameter.name).map { range.contains(Int64($0)) } ?? true
    case .texts: input.texts(parameter.name).allSatisfy { !$0.isEmpty && $0.count <= 200 }
    case .integers: input.integers(parameter.name).count < 100_000
    }
  }
#endif
