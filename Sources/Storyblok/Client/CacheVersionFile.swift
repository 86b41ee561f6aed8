import Core
import HTTP

/// Remembers the version of a space's cache from one run to the next, in a small file.
///
/// A published list without a version is redirected to that with the newest one, which costs a round trip. With a
/// remembered version it is not; whether that is still the newest must be asked beside it.
struct CacheVersionFile: Sendable {
  private let path: String
  private let environment: Environment

  /// A file in `folder`, for the space of a configuration. A delivery token does not tell its space, so tokens without a
  /// space id share one file: a version of another space is not the newest of this one.
  init(in folder: String, _ configuration: StoryblokConfiguration, environment: Environment) {
    let space = configuration.space.map { String($0.value) } ?? "any"
    path = "\(folder)/cache-versions/\(configuration.delivery.host)-\(space)"
    self.environment = environment
  }

  /// The version; nil if none can be read.
  func read() -> Int64? {
    guard let bytes = try? FileReader.beginning(of: path, limit: 20) else { return nil }
    return Int64(String(decoding: bytes, as: UTF8.self))
  }

  /// Replaces the version.
  ///
  /// - Throws: `FileProblem`.
  func write(_ version: Int64) throws(FileProblem) {
    try AtomicFile.write(Array(String(version).utf8), to: path, random: environment.random())
  }
}
