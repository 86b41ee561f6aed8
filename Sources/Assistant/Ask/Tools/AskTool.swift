import Core

/// A tool that the model may call. A new one is a file in this folder and a line in `AskTools.all`.
protocol AskTool: Sendable {
  /// Its name: letters, digits, `_` and `-`, at most 64.
  var name: String { get }
  /// What it does and when to use it, for the model.
  var description: String { get }
  /// The members of its input.
  var parameters: [ToolParameter] { get }
  /// What is said while it runs.
  var progress: String { get }

  /// Runs the tool.
  ///
  /// - Throws: `ToolError`: `wrongInput` is told the model, so is a failure that the model can work around.
  func run(_ input: ToolInput, _ context: ToolContext) async throws(ToolError) -> ToolOutcome
}

extension AskTool {
  var progress: String { "searching the space" }
}

/// What a tool works with.
struct ToolContext: Sendable {
  /// The space.
  let library: StoryLibrary
  /// How many stories a search returns where the model does not say.
  let limit: Int
  /// The content type the user keeps to, whatever the model asks.
  let contentType: String?
  /// What was found before; calls made at once all see the same.
  let memory: AskMemory

  /// A search of the space.
  func search(_ term: String, limit: Int, contentType type: String?) async throws(ToolError) -> Findings {
    let query = StoryLibrary.Query(term: term, limit: limit, contentType: contentType ?? type)
    do throws(Failure) { return try await library.search(query) } catch { throw .failed(error) }
  }

  /// The whole texts of stories.
  func read(_ ids: [Int64]) async throws(ToolError) -> [StoryLibrary.WholeStory] {
    do throws(Failure) { return try await library.read(ids) } catch { throw .failed(error) }
  }
}

/// Why a tool gave no result.
enum ToolError: Error, Equatable {
  /// The input does not fit; why, in words for the model.
  case wrongInput(String)
  /// The space could not be asked.
  case failed(Failure)
}
