import Foundation

/// An external program, such as a shell, that some tests run if it is installed.
package struct ExternalProgram: Sendable {
  /// The result of a run.
  package struct Result: Sendable {
    /// The exit status.
    package var status: Int32
    /// Standard output.
    package var output: String
    /// Standard error.
    package var error: String
  }

  /// The program is not installed.
  package struct NotInstalled: Error {
    /// The program's name.
    package var name: String
  }

  /// The usual path and character set, without the variables of the machine.
  package static let plainEnvironment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"]

  /// The program's name.
  package let name: String
  /// The path; nil if it is not installed.
  package let path: String?

  /// The program of that name on the path.
  package init(_ name: String) {
    self.name = name
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    path = folders.split(separator: ":").map { "\($0)/\(name)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// The program at a path.
  package init(path: String) {
    name = path
    self.path = path
  }

  /// Whether tests that need it run: if it is installed, and always with `SVA_TEST_ALL=1`, with which CI forbids to
  /// skip a test.
  package var isTried: Bool { path != nil || ProcessInfo.processInfo.environment["SVA_TEST_ALL"] == "1" }

  /// Runs the program to its end, without input.
  ///
  /// - Parameter environment: All its variables.
  /// - Throws: `NotInstalled`.
  package func run(
    _ arguments: [String], environment: [String: String] = plainEnvironment, folder: String? = nil
  ) async throws -> Result {
    guard let path else { throw NotInstalled(name: name) }
    // Files take output of any size, and no thread has to wait for it.
    let streams = try TemporaryFolder()
    try streams.write("", to: "output")
    try streams.write("", to: "error")
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder.map { URL(filePath: $0) }
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: streams.path("output")))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: streams.path("error")))
    let status = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    return Result(status: status, output: try streams.text("output"), error: try streams.text("error"))
  }
}
