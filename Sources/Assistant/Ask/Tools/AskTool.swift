import Core
import Storyblok

/// A tool that the model can call. A new tool is a file in this folder and a line in `AskTools.all`.
protocol AskTool: Sendable {
  /// The name: letters, digits, `_` and `-`, at most 64.
  var name: String { get }
  /// The description for the model: what the tool does and when to use it.
  var description: String { get }
  /// The members of the input.
  var parameters: [ToolParameter] { get }
  /// The progress message while it runs.
  var progress: String { get }

  /// Runs the tool.
  ///
  /// - Throws: `ToolError`. The model is told of `wrongInput`, and of a failure that it can work around.
  func run(_ input: ToolInput, _ context: ToolContext) async throws(ToolError) -> ToolOutcome
}

extension AskTool {
  var progress: String { "searching the space" }
}

/// The context of a tool call.
struct ToolContext: Sendable {
  /// The space.
  let library: StoryLibrary
  /// The number of stories that a search returns if the model does not give one.
  let limit: Int
  /// What the user limits searches to; it overrides the model's conditions.
  let filter: StoryFilter
  /// The earlier results. Calls made at once all get the same.
  let memory: AskMemory
  /// The first look, which answers the first equal search.
  var look: FirstLook?
  /// The images that may still be shown.
  var images = ImageBudget()
  /// The tools that the model is offered.
  var tools = AskTools.all

  /// Searches the space, within what the user limits searches to.
  func search(_ query: StoryLibrary.Query) async throws(ToolError) -> Findings {
    let query = try narrowed(query)
    do throws(Failure) {
      if let found = try await look?.answer(to: query) { return found }
      return try await library.search(query)
    } catch { throw .failed(error) }
  }

  /// The query within what the user limits searches to.
  func narrowed(_ query: StoryLibrary.Query) throws(ToolError) -> StoryLibrary.Query {
    var query = query
    if !filter.contentTypes.isEmpty {
      // A content type among the user's stays.
      let types = query.filter.contentTypes.isEmpty ? filter.contentTypes : query.filter.contentTypes
      guard types.allSatisfy(filter.contentTypes.contains) else {
        throw .wrongInput("searches are limited to the content type \(filter.contentTypes.joined(separator: ", "))")
      }
      query.filter.contentTypes = types
    }
    if let prefix = filter.startsWith {
      // A folder inside the user's stays.
      let folder = query.filter.startsWith ?? prefix
      guard folder.hasPrefix(prefix) || prefix.hasPrefix(folder) else {
        throw .wrongInput("searches are limited to the folder \(prefix)")
      }
      query.filter.startsWith = folder.hasPrefix(prefix) ? folder : prefix
    }
    return query
  }

  /// Reads the whole text of stories.
  func read(_ ids: [Int64]) async throws(ToolError) -> [StoryLibrary.WholeStory] {
    do throws(Failure) { return try await library.read(ids) } catch { throw .failed(error) }
  }
}

/// Why a tool returned no result.
enum ToolError: Error, Equatable {
  /// The input is not valid; the reason, for the model.
  case wrongInput(String)
  /// The request to the space failed.
  case failed(Failure)
}
