import Core
import Foundation
import TestSupport
import Testing

@testable import CLI

/// Sound to a player that takes its time.
@Suite struct SoundStreamTests {
  /// A run that is over does not wait for a player that does not read.
  @Test(.timeLimit(.minutes(5))) func soundStream_endsWithItsTask() async throws {
    let pipe = Pipe()
    let stream = SoundStream(sink: .descriptor(pipe.fileHandleForWriting.fileDescriptor), name: "standard output")
    let task = Task { await failure { try await stream.write([UInt8](repeating: 1, count: 1 << 20)) } }
    let reader = Descriptor(pipe.fileHandleForReading.fileDescriptor)
    #expect(await SystemThread.value { (try? reader.read(1000))?.count } == 1000)
    task.cancel()
    #expect(await task.value?.code == .closedOutput)
    #expect(await failure { try await stream.write([1]) }?.code == .closedOutput)
  }

  @Test func soundStream_writesToMemory() async throws {
    let memory = Memory()
    let stream = SoundStream(sink: memory.sink, name: "standard output")
    try await stream.write(Array("abc".utf8))
    #expect(memory.text == "abc")
  }
}
