import Core
import TestSupport
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#elseif canImport(Glibc)
  import Glibc
#endif

@Suite struct LineFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var line: [UInt8] { Array("line\n".utf8) }

  private func problem<Value>(_ body: () throws -> Value) -> String? {
    failure(LineFile.Problem.self, of: body)?.reason
  }

  /// A process that holds the lock and is stopped does not stop others.
  @Test func lineFile_doesNotWaitForALockForEver() throws {
    let path = try folder.write("one\n", to: "file")
    let holder = open(path, O_RDONLY)
    defer { close(holder) }
    try #require(flock(holder, LOCK_EX) == 0)
    let file = LineFile(folder: folder.path, name: "file", patience: .milliseconds(50))
    #expect(problem { try file.append(line, isNew: false) } == "another process holds its lock")
    #expect(try folder.text("file") == "one\n")
    flock(holder, LOCK_UN)
    #expect(try file.append(line, isNew: false))
    #expect(try folder.text("file") == "one\nline\n")
  }

  @Test func lineFile_isNoPipe() throws {
    try #require(mkfifo(folder.path("pipe"), 0o600) == 0)
    let file = LineFile(folder: folder.path, name: "pipe")
    #expect(problem { try file.read(atMost: 10) } == "it is no file")
    #expect(problem { try file.append(line, isNew: false) } == "it is no file")
  }

  @Test func lineFile_saysWhetherItWasCut() throws {
    try folder.write("one\ntwo\n", to: "file")
    let file = LineFile(folder: folder.path, name: "file")
    for (limit, lines, isCut) in [(8, "one\ntwo\n", false), (7, "two\n", true), (3, "", true)] {
      let read = try #require(try file.read(atMost: limit))
      #expect(String(decoding: read.lines, as: UTF8.self) == lines)
      #expect(read.isCut == isCut)
    }
  }
}
