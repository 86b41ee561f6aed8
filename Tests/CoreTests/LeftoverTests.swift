import Foundation
import TestSupport
import Testing

@testable import Core

/// Temporary files that a killed write has left.
@Suite struct LeftoverTests {
  @Test(arguments: [
    ("f762dc5e.json.1y2p0ij32e8e7.tmp", true), ("f762dc5e.json.0.tmp", true), ("f762dc5e.json.tmp", false),
    ("f762dc5e.json.1Y2P.tmp", false), ("f762dc5e.json.012.tmp", false), ("f762dc5e.json..tmp", false),
    ("f762dc5e.json", false), ("tmpab12cd.tmp", false), ("notes.txt.1y2p.tmp", false), (".tmp", false),
    ("f762dc5e.json.1y2p0ij32e8e71y2p0ij32e8e7.tmp", false), ("f762dc5e.json.1y2p.tmp.bak", false),
  ])
  func atomicFile_knowsItsTemporaryFiles(_ name: String, _ isOne: Bool) {
    #expect(AtomicFile.isTemporary(name, ending: ".json") == isOne)
  }

  /// A name of 255 bytes leaves no room for that of a temporary file beside it. No scalar is cut in two.
  @Test(arguments: [String(repeating: "a", count: 255), String(repeating: "\u{E4}", count: 127) + "b"])
  func atomicFile_writesAFileOfTheLongestName(name: String) throws {
    let folder = try TemporaryFolder()
    for text in ["one", "two"] {
      try AtomicFile.write(Array(text.utf8), to: folder.path(name), mode: 0o640, random: .max)
    }
    #expect(try folder.names() == [name])
    #expect(try FileReader.read(folder.path(name), limit: 9) == Array("two".utf8))
    #expect(FileStatus(folder.path(name))?.permissions == 0o640)
    #expect(try OutputPath(folder.path(name)) == .file(folder.path(name)))
    #expect(throws: FileProblem.self) { try OutputPath(folder.path(name + "c")) }
    #expect(throws: FileProblem.self) { try OutputPath(folder.path(name + "c") + "/d") }
  }

  /// Those of `write` that are old are removed; younger ones, folders, links and the files of others stay.
  @Test func atomicFile_removesOldLeftovers() throws {
    let folder = try TemporaryFolder()
    for name in ["a.json.1y2p.tmp", "b.json.zz9.tmp", "tmpab12cd.tmp", "a.json", "c.json.young.tmp"] {
      try folder.write("secret", to: name)
    }
    try folder.makeFolder("d.json.1a.tmp")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("e.json.1b.tmp"), withDestinationPath: folder.path("a.json"))
    let old = Date(timeIntervalSinceNow: -7200)
    for name in ["a.json.1y2p.tmp", "b.json.zz9.tmp", "tmpab12cd.tmp", "a.json"] {
      try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: folder.path(name))
    }
    let time = Date().timeIntervalSince1970 - 3600
    #expect(try AtomicFile.removeLeftovers(in: folder.path, ending: ".json", before: time) == 2)
    #expect(
      try folder.names() == ["a.json", "c.json.young.tmp", "d.json.1a.tmp", "e.json.1b.tmp", "tmpab12cd.tmp"])
    #expect(try AtomicFile.removeLeftovers(in: folder.path("none"), ending: ".json", before: time) == 0)
  }
}
