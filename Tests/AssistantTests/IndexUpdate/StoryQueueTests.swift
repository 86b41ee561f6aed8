import Testing

@testable import Assistant
@testable import Storyblok

/// Stories between the task that reads and the one that writes.
@Suite struct StoryQueueTests {
  private static func story(_ id: Int64, bytes: Int = 10) -> Story {
    Story(
      id: id, name: "N", slug: "s", storedSlug: "s", state: .published, bytes: Array(repeating: 0, count: bytes)[...])
  }

  @Test func storyQueue_givesWhatIsAheadInOrder() async {
    let queue = StoryQueue(limit: 1000)
    for id in 1...3 { await queue.add(Self.story(Int64(id))) }
    #expect(await queue.take().map(\.id) == [1, 2, 3])
    await queue.add(Self.story(4))
    queue.end()
    await queue.add(Self.story(5))
    #expect(await queue.take(atLeast: 50).map(\.id) == [4])
    #expect(await queue.take(atLeast: 50).isEmpty)
  }

  /// The taker gets as many as it waits for, or what fills the queue.
  @Test(arguments: [(10, [4, 4, 4, 4, 4]), (1000, [2, 2, 2, 2, 2])])
  func storyQueue_waitsForEnough(bytes: Int, counts: [Int]) async {
    let queue = StoryQueue(limit: 1500)
    async let taken: [Int] = {
      var taken: [Int] = []
      while case let stories = await queue.take(atLeast: 4), !stories.isEmpty { taken.append(stories.count) }
      return taken
    }()
    for id in 1...(counts.reduce(0, +)) { await queue.add(Self.story(Int64(id), bytes: bytes)) }
    queue.end()
    let found = await taken
    #expect(found.reduce(0, +) == counts.reduce(0, +))
    // The last ones are what is left.
    #expect(found.dropLast().allSatisfy { $0 >= counts[0] }, "\(found)")
  }

  /// The reader waits while too much is ahead, and goes on when it was taken or nobody takes any more.
  @Test(arguments: [true, false]) func storyQueue_holdsTheReader(isTaken: Bool) async {
    let queue = StoryQueue(limit: 25)
    let reader = Task {
      for id in 1...9 { await queue.add(Self.story(Int64(id))) }
      queue.end()
    }
    if isTaken {
      var taken: [Int64] = []
      while case let stories = await queue.take(atLeast: 100), !stories.isEmpty {
        #expect(stories.count <= 3)
        taken += stories.map(\.id)
      }
      #expect(taken == Array(1...9))
    } else {
      #expect(await queue.take(atLeast: 100).map(\.id) == [1, 2, 3])
      queue.end()
    }
    await reader.value
  }
}
