import Core
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#elseif canImport(Glibc)
  import Glibc
#endif

/// Reading bounded files and replacing them whole.
struct FileReaderTests {
  private func problem(_ body: () throws(FileProblem) -> Void) -> FileProblem? {
    do {
      try body()
      return nil
    } catch { return error }
  }

  private func mode(_ path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
  }

  private func write(_ text: String, _ path: String, mode: UInt32 = 0o600, random: UInt64 = 7)
    throws(FileProblem)
  {
    try AtomicFile.write(text.utf8, to: path, mode: mode, random: random)
  }

  @Test func readsUpToTheLimit() throws {
    try withFolder { folder in
      let path = folder + "/file"
      let text = String(repeating: "0123456789", count: 10_000)
      try write(text, path)
      #expect(try FileReader.read(path, limit: 100_000) == Array(text.utf8))
      #expect(try FileReader.read(path, limit: .max) == Array(text.utf8))
      #expect(
        problem { () throws(FileProblem) in _ = try FileReader.read(path, limit: 99_999) }
          == .tooLarge(limit: 99_999))
      try write("", path)
      #expect(try FileReader.read(path, limit: 0) == [])
    }
  }

  @Test func saysWhyNot() throws {
    try withFolder { folder in
      let file = folder + "/file"
      try write("x", file)
      for (path, expected): (String, FileProblem) in [
        (folder + "/none", .absent), (file + "/below", .absent), ("", .absent), (folder, .directory),
        (file + "\0", .failed("the path holds a NUL byte")), ("/dev/zero", .tooLarge(limit: 1000)),
      ] {
        #expect(problem { () throws(FileProblem) in _ = try FileReader.read(path, limit: 1000) } == expected)
      }
      symlink("loop", folder + "/loop")
      #expect(
        problem { () throws(FileProblem) in _ = try FileReader.read(folder + "/loop", limit: 1) }
          == .failed(String(cString: strerror(ELOOP))))
      guard getuid() != 0 else { return }
      chmod(file, 0)
      #expect(problem { () throws(FileProblem) in _ = try FileReader.read(file, limit: 1) } == .notPermitted)
    }
  }

  @Test func readsAPipe() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    #expect(Array("A=1\n".utf8).withUnsafeBytes { systemWrite(ends[1], $0) } == 4)
    close(ends[1])
    #expect(try FileReader.read("/dev/fd/\(ends[0])", limit: 4) == Array("A=1\n".utf8))
  }

  @Test func refusesPathsThatAreNone() {
    let long = String(repeating: "/a", count: 1 << 18)
    #expect(problem { () throws(FileProblem) in try write("x", long) } == .failed("the path is too long"))
    #expect(
      problem { () throws(FileProblem) in try write("x", "/tmp\0/x") } == .failed("the path holds a NUL byte")
    )
  }

  @Test func writesWithModeAndFolders() throws {
    try withFolder { folder in
      let path = folder + "/a/b/file.json"
      try write("one", path)
      #expect(mode(path) == 0o600)
      #expect(mode(folder + "/a") == 0o700)
      #expect(mode(folder + "/a/b") == 0o700)
      chmod(folder + "/a/b", 0o755)
      try write("two", path, mode: 0o644)
      #expect(mode(path) == 0o644)
      #expect(mode(folder + "/a/b") == 0o755)
      #expect(try FileReader.read(path, limit: 10) == Array("two".utf8))
    }
  }

  @Test func replacesALinkInsteadOfFollowingIt() throws {
    try withFolder { folder in
      try write("victim", folder + "/victim")
      symlink("victim", folder + "/link")
      try write("new", folder + "/link")
      #expect(try FileReader.read(folder + "/victim", limit: 10) == Array("victim".utf8))
      #expect(try FileReader.read(folder + "/link", limit: 10) == Array("new".utf8))
      // Nor one that someone put where the temporary file goes.
      symlink("victim", folder + "/x.7.tmp")
      #expect(
        problem { () throws(FileProblem) in try write("new", folder + "/x") }
          == .failed(String(cString: strerror(EEXIST))))
      #expect(try FileReader.read(folder + "/victim", limit: 10) == Array("victim".utf8))
    }
  }

  @Test func leavesNothingBehindWhenItFails() throws {
    try withFolder { folder in
      try write("x", folder + "/file")
      #expect(problem { () throws(FileProblem) in try write("x", folder + "/file/below") } != nil)
      try Folder.make(folder + "/folder/inner")
      #expect(problem { () throws(FileProblem) in try write("x", folder + "/folder") } == .directory)
      #expect(mode(folder + "/folder.7.tmp") == nil)
      #expect(mode(folder + "/folder/inner") == 0o700)
    }
  }
}

/// `write`, out of the reach of the method of that name.
private func systemWrite(_ file: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
  write(file, buffer.baseAddress, buffer.count)
}
