import Emulator
import TestSupport

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A spoken question for the tests: a recording, and an emulator that understands it.
enum Question {
  static let words = "How many stories are about trails?"
  /// Six tenths of a second.
  static let samples = SoundSamples.tone(seconds: 0.6)
  static let file = SoundSamples.WAV().file(samples)

  /// A sandbox with `question.wav`, whose Transcribe understands it if every byte arrives.
  static func sandbox(_ change: (inout Scenario) -> Void = { _ in }) throws -> Sandbox {
    let sandbox = try Sandbox {
      $0.transcribe.recordings = [.init(samples, [words])]
      change(&$0)
    }
    try sandbox.write("question.wav", file)
    return sandbox
  }
}

extension Sandbox {
  /// Writes a file of any bytes below the working folder.
  func write(_ path: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(filePath: work + "/" + path))
  }
}
