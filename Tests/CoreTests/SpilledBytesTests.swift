import TestSupport
import Testing

@testable import Core

@Suite struct SpilledBytesTests {
  private func all(_ bytes: SpilledBytes) throws -> [UInt8] {
    var found: [UInt8] = []
    while case let piece = try bytes.piece(from: found.count), !piece.isEmpty { found += piece }
    return found
  }

  /// In memory alone, in the file and in memory, and in pieces that do not end where those that were added do.
  @Test(arguments: [[], [3], [8], [9], [9, 3], [9, 9, 1], [700_000, 5, 300_000]])
  func spilledBytes_comeBackInTheirOrder(sizes: [Int]) throws {
    let folder = try TemporaryFolder()
    let bytes = SpilledBytes(folder: folder.path, limit: 8)
    #expect(bytes.isEmpty)
    var expected: [UInt8] = []
    for size in sizes {
      let part = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ size) }
      try bytes.append(part)
      expected += part
    }
    #expect(bytes.isEmpty == expected.isEmpty)
    #expect(try all(bytes) == expected)
    // The file has no name.
    #expect(try folder.names() == [])
  }

  @Test func spilledBytes_sayThatTheFolderIsMissing() throws {
    let bytes = SpilledBytes(folder: "/does-not-exist", limit: 2)
    try bytes.append([1, 2])
    #expect(throws: FileProblem.absent) { try bytes.append([3]) }
  }
}
