import Emulator
import TestSupport

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// An environment for the real binary: an emulator, a home and a working folder, and no variables but the given ones.
final class Sandbox: Sendable {
  let emulator: Emulator
  private let temporary: TemporaryFolder

  /// The binary that was built with these tests; it is beside their bundle.
  static let binary: String = {
    let bundle = CommandLine.arguments.first.map { URL(filePath: $0).deletingLastPathComponent().path } ?? "."
    let candidates = [
      bundle + "/sva",
      Fixture.project + "/.build/debug/sva",
    ]
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "sva"
  }()

  init(_ change: (inout Scenario) -> Void = { _ in }) throws {
    var scenario = Scenario()
    change(&scenario)
    emulator = try Emulator.start(scenario)
    temporary = try TemporaryFolder()
    for name in ["home", "work"] { try temporary.makeFolder(name) }
  }

  var folder: String { temporary.path }
  var home: String { folder + "/home" }
  var work: String { folder + "/work" }

  /// The variables that send every service to the emulator, without credentials.
  var endpoints: [String: String] {
    [
      "HOME": home, "PATH": "/usr/bin:/bin", "AWS_ENDPOINT_URL": emulator.url,
      "STORYBLOK_API_BASE": emulator.url,
      "AWS_EC2_METADATA_DISABLED": "true", "LC_ALL": "C.UTF-8",
    ].merging(Self.coverage) { $1 }
  }

  /// The file for the coverage profile of each run of the program, beside that of the tests.
  private static let coverage: [String: String] = {
    guard let file = ProcessInfo.processInfo.environment["LLVM_PROFILE_FILE"] else { return [:] }
    let folder = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent().path
    return ["LLVM_PROFILE_FILE": folder + "/sva-runs/%p.profraw"]
  }()

  /// The variables of a complete, valid configuration.
  var ready: [String: String] {
    endpoints.merging([
      "AWS_ACCESS_KEY_ID": Identity.user.accessKeyID, "AWS_SECRET_ACCESS_KEY": Identity.user.secret,
      "STORYBLOK_TOKEN": StoryblokToken.personal.value, "STORYBLOK_SPACE_ID": "1023456",
    ]) { $1 }
  }

  /// Writes a file below the working folder, or, beginning with `~/`, below the home.
  func write(_ path: String, _ text: String) throws {
    let whole = path.hasPrefix("~/") ? home + path.dropFirst() : work + "/" + path
    let parent = URL(filePath: whole).deletingLastPathComponent().path
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: whole))
  }

  /// Runs `sva` with the variables of `ready`, changed by `with` (an empty value removes one).
  func sva(
    _ arguments: [String], with changes: [String: String] = [:], input: String? = nil,
    streams: Program.Streams? = nil, seconds: Int32 = 300
  ) throws -> Run {
    let environment = ready.merging(changes) { $1 }.filter { !$0.value.isEmpty }
    return try Program.run(
      Sandbox.binary, arguments, environment: environment, folder: work,
      streams: streams ?? .pipes(input: Array((input ?? "").utf8)), seconds: seconds)
  }
}
