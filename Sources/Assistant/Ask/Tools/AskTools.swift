import AWS
import Core

/// The tools offered to the model, and how their calls run.
enum AskTools {
  /// Every tool, in the order of the request.
  static let all: [any AskTool] = [
    SearchTool(), AnalyzeTool(), ListAnalyzedTool(), RefineTool(), ClarifyTool(), ReadStoriesTool(), LookAtImageTool(),
  ]

  /// The most stories that one call shows to the model.
  static let mostShown = 25

  /// The tools as the request describes them.
  static let specs: [ToolSpec] = all.map { tool in
    let required = tool.parameters.filter(\.isRequired).map { JSONValue.string($0.name) }
    var schema: [String: JSONValue] = [
      "type": .string("object"),
      "properties": .object(Dictionary(tool.parameters.map { ($0.name, $0.schema) }) { first, _ in first }),
    ]
    if !required.isEmpty { schema["required"] = .array(required) }
    return ToolSpec(name: tool.name, description: tool.description, inputSchema: .object(schema))
  }

  /// The tools that `request` offers.
  static func offered(in request: ConverseRequest) -> [any AskTool] {
    all.filter { tool in request.tools.contains { $0.name == tool.name } }
  }

  /// Runs calls concurrently and returns their outcomes in order.
  ///
  /// - Throws: `Failure` that would be the same for the next call (no token, no network).
  static func run(
    _ uses: [ToolUse], _ context: ToolContext
  ) async throws(Failure) -> [(use: ToolUse, outcome: ToolOutcome)] {
    let outcomes = await uses.concurrentMap(atOnce: 8) { use in
      await Result(awaiting: { () async throws(Failure) in try await run(use, context) })
    }
    var results: [(use: ToolUse, outcome: ToolOutcome)] = []
    for (use, outcome) in zip(uses, outcomes) { results.append((use, try outcome.get())) }
    return results
  }

  /// The tool of a call, one of those offered, and its checked input.
  ///
  /// - Throws: `ToolError.wrongInput`.
  static func parse(
    _ use: ToolUse, among tools: [any AskTool] = all
  ) throws(ToolError) -> (tool: any AskTool, input: ToolInput) {
    guard let tool = tools.first(where: { $0.name == use.name }) else {
      let names = tools.map(\.name).joined(separator: ", ")
      let name = use.name.isEmpty ? "without a name" : use.name.prefix(scalars: 64)
      throw .wrongInput("there is no tool \(name); the tools are \(names)")
    }
    return (tool, try ToolInput(use.input, tool.parameters))
  }

  private static func run(_ use: ToolUse, _ context: ToolContext) async throws(Failure) -> ToolOutcome {
    do throws(ToolError) {
      let (tool, input) = try parse(use, among: context.tools)
      return try await tool.run(input, context)
    } catch {
      switch error {
      case .wrongInput(let reason): return ToolOutcome("Wrong input: \(reason).", isError: true)
      case .failed(let failure):
        // The model is told of failures that it can work around. Others end the run.
        switch failure.code {
        case .notFound, .validation, .usage, .timeout, .serviceError, .badResponse, .throttled:
          return ToolOutcome(failure)
        default: throw failure
        }
      }
    }
  }
}
