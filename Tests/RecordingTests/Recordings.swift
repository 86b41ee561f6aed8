import TestSupport

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The recorded exchanges. They are not part of the project: `SVA_RECORDINGS` names their folder.
enum Recordings {
  /// The folder; nil if none is named. Read from the environment of the tests, like `SVA_TEST_ALL`.
  static let folder: String? = {
    let path = ProcessInfo.processInfo.environment["SVA_RECORDINGS"] ?? ""
    return path.isEmpty ? nil : path
  }()

  /// An exchange and what it says.
  struct Exchange: Sendable {
    var recording: Recording
    var judgement: Judgement
  }

  /// Why the recordings cannot be replayed although a folder is named.
  struct Unusable: Error, CustomStringConvertible {
    var description: String
  }

  /// Every Converse and ConverseStream exchange in the folder.
  ///
  /// - Throws: `Unusable` if there are none, or if botocore has not judged each of them.
  static func exchanges() async throws -> [Exchange] {
    guard let folder else { throw Unusable(description: "SVA_RECORDINGS names no folder") }
    let recordings = try self.recordings(in: folder)
    let script = Fixture.project + "/Tests/Scripts/judge_recordings.py"
    let ran = try await ExternalProgram("python3").run([script, folder])
    guard ran.status == 0, !ran.output.hasPrefix("skipped: ") else {
      throw Unusable(description: "botocore is needed as the judge: \(ran.output.prefix(200))\(ran.error.suffix(800))")
    }
    var judgements: [String: Judgement] = [:]
    for line in ran.output.split(separator: "\n") {
      let judgement = try JSONDecoder().decode(Judgement.self, from: Data(line.utf8))
      judgements[judgement.id] = judgement
    }
    return try recordings.map { recording in
      guard let judgement = judgements[recording.id] else {
        throw Unusable(description: "botocore has not judged \(recording.id)")
      }
      return Exchange(recording: recording, judgement: judgement)
    }
  }

  private static func recordings(in folder: String) throws -> [Recording] {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".jsonl") }
    let lines = try names.sorted().flatMap { name in
      try Data(contentsOf: URL(filePath: "\(folder)/\(name)")).split(separator: UInt8(ascii: "\n"))
    }
    let all = try lines.map { try JSONDecoder().decode(Recording.self, from: $0) }
    let answers = all.filter { ["Converse", "ConverseStream"].contains($0.operation) }
    guard !answers.isEmpty else { throw Unusable(description: "\(folder) holds no recorded exchange") }
    return answers
  }
}
