import Foundation
import TestSupport
import Testing

@testable import Core

/// Writing to a reader that takes its time.
@Suite struct StoppableWriterTests {
  private let pipe = Foundation.Pipe()

  /// The next bytes. A thread of its own waits for them.
  private func read() async -> [UInt8] {
    let descriptor = Descriptor(pipe.fileHandleForReading.fileDescriptor)
    return await SystemThread.value { (try? descriptor.read(64 << 10)) ?? [] }
  }

  private func writer() throws -> StoppableWriter {
    try #require(StoppableWriter(Descriptor(pipe.fileHandleForWriting.fileDescriptor)))
  }

  @Test func stoppableWriter_writesAll() async throws {
    let writer = try writer()
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let written = Task { await SystemThread.value { try? writer.write(bytes) } }
    var read: [UInt8] = []
    while read.count < bytes.count { read += await self.read() }
    #expect(read == bytes)
    #expect(await written.value == true)
  }

  /// A write that waits ends, and nothing is written after that.
  @Test func stoppableWriter_canBeStopped() async throws {
    let writer = try writer()
    let written = Task { await SystemThread.value { try? writer.write([UInt8](repeating: 1, count: 1 << 20)) } }
    #expect(await !read().isEmpty)
    writer.stop()
    #expect(await written.value == false)
    #expect(try !writer.write([1]))
    #expect(try writer.write([]))
  }

  @Test func stoppableWriter_findsAReaderThatIsGone() throws {
    let writer = try writer()
    signal(SIGPIPE, SIG_IGN)
    try pipe.fileHandleForReading.close()
    #expect(failure(FileProblem.self) { try writer.write([1]) } == .closed)
  }
}
