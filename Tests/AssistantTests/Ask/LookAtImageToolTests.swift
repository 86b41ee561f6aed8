import AWS
import Core
import Storyblok
import TestSupport
import Testing

@testable import Assistant

/// `look_at_image` with calls made at once.
@Suite struct LookAtImageToolTests {
  private static func library(_ sizes: [Int]) -> StoryLibrary {
    var library = AskScene([]).library
    library.images = { _ throws(Failure) in sizes.indices.map { StoryImage(url: "https://a.storyblok.com/\($0).png") } }
    library.asset = { url, limit throws(Failure) in
      let number = Int(url.split(separator: "/").last?.dropLast(4) ?? "") ?? 0
      // The others begin meanwhile.
      try? await Task.sleep(for: .milliseconds(20))
      guard sizes[number] > 0, sizes[number] <= limit else { throw Failure(.notFound, "too large", hint: "-") }
      return FileBytes.png(1, 1) + [UInt8](repeating: 0, count: sizes[number] - 24)
    }
    return library
  }

  private func look(_ sizes: [Int], _ budget: ImageBudget = ImageBudget()) async throws -> [ToolOutcome] {
    var memory = AskMemory()
    memory.known = [1: AskScene.stories[0]]
    let context = ToolContext(
      library: Self.library(sizes), limit: 10, filter: StoryFilter(), memory: memory, images: budget)
    let uses = sizes.indices.map { number in
      ToolUse(
        id: "t\(number)", name: "look_at_image",
        input: .object(["story_id": .integer(1), "number": .integer(Int64(number) + 1)]))
    }
    return try await AskTools.run(uses, context).map(\.outcome)
  }

  /// Together they stay within the budget, whoever began first.
  @Test func lookAtImage_sharesTheBytesOfCallsMadeAtOnce() async throws {
    let outcomes = try await look([Int](repeating: 3_900_000, count: 5))
    let shown = outcomes.flatMap(\.images).reduce(0) { $0 + $1.size }
    #expect(shown == 3 * 3_900_000 && shown <= ImageBudget.mostBytes)
    #expect(
      outcomes.filter(\.isError).map(\.text)
        == Array(repeating: "The image is too large beside those that were shown.", count: 2))
    // Small ones are all shown.
    #expect(try await look([Int](repeating: 100_000, count: 5)).filter { !$0.images.isEmpty }.count == 5)
  }

  /// What cannot be shown takes nothing from those that come later.
  @Test func lookAtImage_thatFailsTakesNothing() async throws {
    let budget = ImageBudget()
    #expect(try await look([0, 0, 0, 0, 0], budget).allSatisfy { $0.text == "The image cannot be loaded." })
    #expect(budget.largest == AttachmentLimits.largestImage)
    #expect(try await look([1000, 1000, 1000, 1000, 1000], budget).allSatisfy { !$0.isError })
    #expect(
      try await look([1000], budget).map(\.text) == ["No more images: at most 5 are shown. Answer from what was seen."])
  }
}
