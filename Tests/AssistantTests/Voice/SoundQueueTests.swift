import Testing

@testable import Assistant

struct SoundQueueTests {
  private func piece(_ number: Int, size: Int = 3200) -> SoundPiece {
    SoundPiece(bytes: [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: size), seconds: 0.1)
  }

  private func take(_ queue: SoundQueue) -> Int? {
    guard case .piece(let piece) = queue.head() else { return nil }
    queue.advance()
    return piece.bytes.first.map(Int.init)
  }

  @Test func soundQueue_givesEachPieceOnceInOrder() async {
    let queue = SoundQueue()
    #expect(queue.head() == .nothing)
    await queue.add([piece(1), piece(2)])
    await queue.add([piece(3)])
    queue.end()
    #expect([take(queue), take(queue), take(queue), take(queue)] == [1, 2, 3, nil])
    #expect(queue.head() == .end)
    #expect(abs(queue.readSeconds - 0.3) < 1e-9)
  }

  @Test func soundQueue_beginsAgainUntilSomethingWasRecognised() async {
    let queue = SoundQueue()
    await queue.add([piece(1), piece(2), piece(3)])
    #expect([take(queue), take(queue)] == [1, 2])
    #expect(queue.canRestart)
    queue.restart()
    #expect([take(queue), take(queue), take(queue)] == [1, 2, 3])
    queue.release()
    #expect(!queue.canRestart)
    await queue.add([piece(4)])
    queue.restart()
    #expect(take(queue) == 4)
  }

  /// 16 MB are held; then what was sent is forgotten, and no second attempt can begin.
  @Test func soundQueue_holdsSixteenMegabytes() async {
    let queue = SoundQueue()
    var sent = 0
    while queue.canRestart, sent < 100 << 20 {
      await queue.add([piece(1, size: 32_000)])
      _ = take(queue)
      sent += 32_000
      #expect(queue.bytes <= 16 << 20 + 32_000)
    }
    #expect((16 << 20)...(16 << 20 + 32_000) ~= sent)
    for _ in 0..<1000 {
      await queue.add([piece(1, size: 32_000)])
      _ = take(queue)
    }
    #expect(queue.bytes == 0)
  }

  /// What was sent stays; of the rest that alone which begins before the limit.
  @Test func soundQueue_endsAtALimit() async {
    let queue = SoundQueue()
    await queue.add((1...6).map { piece($0) })
    #expect([take(queue), take(queue)] == [1, 2])
    queue.end(at: 0.35)
    await queue.add([piece(7)])
    #expect(abs(queue.readSeconds - 0.4) < 1e-9 && queue.bytes == 4 * 3200)
    #expect([take(queue), take(queue), take(queue)] == [3, 4, nil])
    #expect(queue.head() == .end)
    queue.end(at: 0)
    #expect(queue.bytes == 4 * 3200)
  }

  /// The reader waits while a megabyte is ahead.
  @Test func soundQueue_slowsTheReaderDown() async {
    let queue = SoundQueue()
    let reader = Task {
      for number in 0..<200 { await queue.add([piece(number, size: 32_000)]) }
      queue.end()
    }
    var count = 0
    while queue.head() != .end {
      await queue.wait()
      #expect(queue.bytes - count * 32_000 <= 1 << 20 + 32_000)
      if take(queue) != nil { count += 1 }
    }
    await reader.value
    #expect(count == 200)
  }

  @Test func soundQueue_waitingEndsWithTheTask() async {
    let queue = SoundQueue()
    let task = Task { await queue.wait() }
    task.cancel()
    await task.value
    let full = Task { await queue.add([piece(1, size: 3 << 20)]) }
    full.cancel()
    await full.value
  }
}
