#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads whole files of bounded size.
public enum FileReader {
  /// The bytes of the file at `path`, taken as it is (`~` is not expanded; see `Environment.absolutePath`).
  ///
  /// Pipes and devices are read like files, so that `<(command)` and secret managers that offer a `.env` as a pipe
  /// work; the limit holds for them too.
  ///
  /// - Parameters:
  ///   - path: absolute, or relative to the working directory of the process.
  ///   - limit: the most bytes accepted.
  /// - Throws: `FileProblem`.
  public static func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
    let file = try Descriptor.open(path, O_RDONLY)
    defer { file.close() }
    var bytes: [UInt8] = []
    while true {
      let chunk = try file.read(16 << 10)
      if chunk.isEmpty { return bytes }
      guard chunk.count <= limit - bytes.count else { throw .tooLarge(limit: limit) }
      bytes += chunk
    }
  }

  /// The first `limit` bytes of the file at `path`. A pipe without a writer is not waited for.
  ///
  /// - Throws: `FileProblem`.
  package static func beginning(of path: String, limit: Int) throws(FileProblem) -> [UInt8] {
    let file = try Descriptor.open(path, O_RDONLY | O_NONBLOCK)
    defer { file.close() }
    var bytes: [UInt8] = []
    while bytes.count < limit {
      let chunk = try file.read(limit - bytes.count)
      if chunk.isEmpty { break }
      bytes += chunk
    }
    return bytes
  }
}
