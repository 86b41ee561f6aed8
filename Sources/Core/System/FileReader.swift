#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads whole files of limited size.
public enum FileReader {
  /// The bytes of the file at `path`. `~` is not expanded; see `Environment.absolutePath`.
  ///
  /// Pipes and devices are read like files, so that `<(command)` and a `.env` served through a pipe work. The limit
  /// applies to them too.
  ///
  /// - Parameters:
  ///   - path: absolute, or relative to the working directory of the process.
  ///   - limit: the largest size accepted, in bytes.
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

  /// The first `limit` bytes of the file at `path`. Does not wait for a writer of a pipe.
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
