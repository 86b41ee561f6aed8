import HTTP
import TestSupport
import Testing

/// The hand-over of a body between the task that makes it and the transport.
struct UploadTests {
  private func take(_ upload: Upload, _ limit: Int) -> (Upload.Piece, [UInt8]) {
    var buffer = [UInt8](repeating: 0, count: limit)
    let piece = buffer.withUnsafeMutableBytes { upload.take(into: $0) }
    if case .bytes(let count) = piece { return (piece, Array(buffer[..<count])) }
    return (piece, [])
  }

  /// `send` returns when its slice was taken as a whole, and not before.
  @Test func upload_handsOverOneSliceAtATime() async {
    let upload = Upload()
    let reader = UploadReader(upload)
    let sender = Task {
      var sent = 0
      for slice in [[UInt8]](arrayLiteral: [1, 2, 3], [4], [5, 6]) where await upload.send(slice) { sent += 1 }
      upload.end()
      return sent
    }
    #expect(await reader.next() == .slice([1, 2, 3]))
    #expect(await reader.next() == .slice([4]))
    #expect(await reader.next() == .slice([5, 6]))
    #expect(await reader.next() == .end)
    #expect(await sender.value == 3)
    #expect(await reader.next() == nil)
  }

  @Test func upload_isTakenInPartsOfAnySize() async {
    let upload = Upload()
    #expect(take(upload, 2).0 == .nothing)
    let sender = Task { await upload.send([1, 2, 3, 4, 5]) }
    var taken: [UInt8] = []
    while taken.count < 5 {
      let (piece, bytes) = take(upload, 2)
      if piece == .nothing { await Task.yield() }
      taken += bytes
    }
    #expect(taken == [1, 2, 3, 4, 5])
    #expect(await sender.value)
    upload.end()
    #expect(take(upload, 2).0 == .end)
  }

  /// A transfer that is over ends the sender, whatever it waits for.
  @Test func upload_endsItsSenderWhenTheTransferIsOver() async {
    let upload = Upload()
    let sender = Task { await upload.send([1]) }
    while take(upload, 0).0 == .nothing { await Task.yield() }
    upload.close()
    #expect(await !sender.value)
    #expect(await !upload.send([2]))
    let cancelled = Upload()
    let task = Task { await cancelled.send([1]) }
    task.cancel()
    #expect(await !task.value)
  }

  /// The last slice is followed by the end at once, and the body is whole when it was taken.
  @Test func upload_isWholeWhenItsLastSliceWasTaken() async {
    let upload = Upload()
    let sender = Task { await upload.send([1, 2], isLast: true) }
    while take(upload, 1).0 != .bytes(1) { await Task.yield() }
    #expect(!upload.isWhole)
    #expect(take(upload, 9).0 == .bytes(1))
    #expect(take(upload, 9).0 == .end)
    #expect(await sender.value)
    #expect(await !upload.send([3]))
    #expect(upload.isWhole)
    upload.cutShort()
    #expect(!upload.isWhole)
    let ended = Upload()
    ended.end()
    #expect(!ended.isWhole)
  }

  /// Nothing follows the end.
  @Test func upload_sendsNothingAfterItsEnd() async {
    let upload = Upload()
    upload.end()
    #expect(await !upload.send([1]))
    #expect(take(upload, 9).0 == .end)
  }
}
