import Core

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Files beside the tests.
enum Fixture {
  /// The lines of a JSON lines file, each decoded.
  static func lines<Line: Decodable>(_ name: String, as type: Line.Type = Line.self) throws -> [Line] {
    try bytes(name).split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Line.self, from: Data($0))
    }
  }

  /// The bytes of a file.
  static func bytes(_ name: String) throws -> [UInt8] {
    let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    return try FileReader.read("/\(folder)/Fixtures/\(name)", limit: 4 << 20)
  }
}

/// A new empty folder, removed afterwards.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "sva-tests-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}

/// What a log was told.
final class Told: @unchecked Sendable {
  private var told: [Log.Event] = []
  var events: [Log.Event] { told }
  private(set) lazy var log = Log(level: .verbose) { self.told.append($0) }
}
