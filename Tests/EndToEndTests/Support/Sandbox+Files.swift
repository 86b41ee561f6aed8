import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Sandbox {
  /// Whether the working folder has an entry of that name.
  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: work + "/" + path) }

  /// A file's bytes; empty if it cannot be read.
  static func bytes(_ path: String) -> [UInt8] {
    (try? Data(contentsOf: URL(filePath: path))).map { Array($0) } ?? []
  }

  /// The names in a folder, sorted; empty if there is no such folder.
  static func names(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  /// The conversations kept so far, by the paths of their files.
  var conversations: [String] {
    let folder = home + "/.local/state/sva/conversations"
    return Self.names(folder).map { folder + "/" + $0 }
  }
}

extension Sandbox {
  /// Runs a line of `sh`, in which `$SVA` is the binary; the variables as for `sva(_:)`.
  func shell(_ line: String, with changes: [String: String] = [:]) throws -> Run {
    var environment = ready.merging(changes) { $1 }.filter { !$0.value.isEmpty }
    environment["SVA"] = Sandbox.binary
    return try Program.run("/bin/sh", ["-c", line], environment: environment, folder: work)
  }

  /// Sets the times of all turns of all conversations.
  func age(by time: String) {
    for path in conversations {
      let text = String(decoding: Self.bytes(path), as: UTF8.self)
      let lines = text.split(separator: "\n").map { line -> String in
        let start = line.firstRange(of: #""at":""#)?.upperBound ?? line.startIndex
        let end = line[start...].firstIndex(of: "\"") ?? line.endIndex
        return String(line[..<start]) + time + String(line[end...]) + "\n"
      }
      FileManager.default.createFile(atPath: path, contents: Data(lines.joined().utf8))
    }
  }

  /// Makes the first conversation's file unreadable; `modified` is the time of its last write, in seconds since 1970.
  func damageConversation(modified: Double?) throws {
    let path = try #require(conversations.first)
    let times = modified.map { [FileAttributeKey.modificationDate: Date(timeIntervalSince1970: $0)] } ?? [:]
    try Data("not a turn\n".utf8).write(to: URL(filePath: path))
    if !times.isEmpty { try FileManager.default.setAttributes(times, ofItemAtPath: path) }
  }

  /// Whether there is a file or folder at `path`.
  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}
