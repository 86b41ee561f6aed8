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

/// Reads files of limited size and replaces them atomically.
struct FileReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func problem<Value>(_ body: () throws -> Value) -> FileProblem? { failure(FileProblem.self, of: body) }

  private func write(_ text: String, _ path: String, mode: UInt32 = 0o600, random: UInt64 = 7)
    throws(FileProblem)
  {
    try AtomicFile.write(text.utf8, to: path, mode: mode, random: random)
  }

  @Test func fileReader_readsUpToTheLimit() throws {
    let path = folder.path("file")
    let text = String(repeating: "0123456789", count: 10_000)
    try write(text, path)
    #expect(try FileReader.read(path, limit: 100_000) == Array(text.utf8))
    #expect(try FileReader.read(path, limit: .max) == Array(text.utf8))
    #expect(
      problem { try FileReader.read(path, limit: 99_999) }
        == .tooLarge(limit: 99_999))
    try write("", path)
    #expect(try FileReader.read(path, limit: 0) == [])
  }

  @Test func fileReader_reportsTheProblem() throws {
    let file = folder.path("file")
    try write("x", file)
    for (path, expected): (String, FileProblem) in [
      (folder.path("none"), .absent), (file + "/below", .absent), ("", .absent), (folder.path, .directory),
      (file + "\0", .failed("the path holds a NUL byte")), ("/dev/zero", .notRegular),
    ] {
      #expect(problem { try FileReader.read(path, limit: 1000) } == expected)
    }
    symlink("loop", folder.path("loop"))
    #expect(problem { try FileReader.read(folder.path("loop"), limit: 1) } == .link)
    guard getuid() != 0 else { return }
    chmod(file, 0)
    #expect(problem { try FileReader.read(file, limit: 1) } == .notPermitted)
  }

  @Test func fileReader_readsAPipe() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    #expect(Array("A=1\n".utf8).withUnsafeBytes { systemWrite(ends[1], $0) } == 4)
    close(ends[1])
    #expect(problem { try FileReader.read("/dev/fd/\(ends[0])", limit: 4) } == .notRegular)
    #expect(try FileReader.read("/dev/fd/\(ends[0])", limit: 4, allowsPipes: true) == Array("A=1\n".utf8))
  }

  /// Opening a pipe without a writer would block for ever.
  @Test func fileReader_waitsForNoPipe() throws {
    let path = folder.path("pipe")
    try #require(mkfifo(path, 0o600) == 0)
    #expect(problem { try FileReader.read(path, limit: 10) } == .notRegular)
    #expect(problem { try FileReader.beginning(of: path, limit: 10) } == .notRegular)
    #expect(try FileReader.read("/dev/null", limit: 10) == [])
    #expect(problem { try FileReader.read("/dev/zero", limit: 10, allowsPipes: true) } == .notRegular)
  }

  /// A named pipe that may be read is waited for, also while its writer has not opened it yet.
  @Test func fileReader_waitsForTheWriterOfAPipeThatIsAllowed() throws {
    let path = folder.path("pipe")
    try #require(mkfifo(path, 0o600) == 0)
    let started = SystemThread.start {
      usleep(100_000)
      let end = open(path, O_WRONLY)
      usleep(50_000)
      _ = Array("A=1\n".utf8).withUnsafeBytes { systemWrite(end, $0) }
      close(end)
    }
    try #require(started)
    #expect(try FileReader.read(path, limit: 10, allowsPipes: true) == Array("A=1\n".utf8))
  }

  #if os(Linux)
    /// A regular file by its mode, which has nothing to read for now: reading it would block. Who may not read it is told
    /// so.
    @Test func fileReader_doesNotWaitForTheKernelLog() {
      let found = problem { try FileReader.read("/proc/kmsg", limit: 1 << 20) }
      #expect(
        found == nil || found == .notRegular || found == .notPermitted || found == .absent
          || found == .tooLarge(limit: 1 << 20))
    }
  #endif

  @Test func fileReader_refusesInvalidPaths() {
    let long = String(repeating: "/a", count: 1 << 18)
    #expect(problem { try write("x", long) } == .failed("the path is too long"))
    #expect(
      problem { try write("x", "/tmp\0/x") } == .failed("the path holds a NUL byte")
    )
  }

  @Test func atomicFile_writesWithModeAndFolders() throws {
    let path = folder.path("a/b/file.json")
    try write("one", path)
    #expect(folder.mode(of: "a/b/file.json") == 0o600)
    #expect(folder.mode(of: "a") == 0o700)
    #expect(folder.mode(of: "a/b") == 0o700)
    chmod(folder.path("a/b"), 0o755)
    try write("two", path, mode: 0o644)
    #expect(folder.mode(of: "a/b/file.json") == 0o644)
    #expect(folder.mode(of: "a/b") == 0o755)
    #expect(try FileReader.read(path, limit: 10) == Array("two".utf8))
  }

  @Test func atomicFile_replacesALink() throws {
    try write("victim", folder.path("victim"))
    symlink("victim", folder.path("link"))
    try write("new", folder.path("link"))
    #expect(try FileReader.read(folder.path("victim"), limit: 10) == Array("victim".utf8))
    #expect(try FileReader.read(folder.path("link"), limit: 10) == Array("new".utf8))
    // A link in place of the temporary file is not followed either.
    symlink("victim", folder.path("x.7.tmp"))
    #expect(problem { try write("new", folder.path("x")) } == .present)
    #expect(try FileReader.read(folder.path("victim"), limit: 10) == Array("victim".utf8))
  }

  @Test func atomicFile_removesTheTemporaryFileAfterAFailure() throws {
    try write("x", folder.path("file"))
    #expect(problem { try write("x", folder.path("file/below")) } != nil)
    try Folder.make(folder.path("folder/inner"))
    #expect(problem { try write("x", folder.path("folder")) } == .directory)
    #expect(folder.mode(of: "folder.7.tmp") == nil)
    #expect(folder.mode(of: "folder/inner") == 0o700)
  }
}

/// `write`, whose name a method hides.
private func systemWrite(_ file: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
  write(file, buffer.baseAddress, buffer.count)
}
