#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads whole files of limited size. Opening waits for nothing: a pipe without a writer, or a device, would block for
/// ever.
public enum FileReader {
  /// The bytes of the file at `path`. `~` is not expanded; see `Environment.absolutePath`. `/dev/null` is an empty file.
  ///
  /// - Parameters:
  ///   - path: absolute, or relative to the working directory of the process.
  ///   - limit: the largest size accepted, in bytes.
  ///   - allowsPipes: whether a pipe is read too, and waited for: for a path that the user gave, such as `<(command)`.
  /// - Throws: `FileProblem`.
  public static func read(_ path: String, limit: Int, allowsPipes: Bool = false) throws(FileProblem) -> [UInt8] {
    let file = try open(path, allowsPipes: allowsPipes)
    defer { file.close() }
    var bytes: [UInt8] = []
    while true {
      let chunk = try file.read(16 << 10)
      if chunk.isEmpty { return bytes }
      guard chunk.count <= limit - bytes.count else { throw .tooLarge(limit: limit) }
      bytes += chunk
    }
  }

  /// The first `limit` bytes of the file at `path`.
  ///
  /// - Throws: `FileProblem`.
  package static func beginning(of path: String, limit: Int) throws(FileProblem) -> [UInt8] {
    let file = try open(path)
    defer { file.close() }
    var bytes: [UInt8] = []
    while bytes.count < limit {
      let chunk = try file.read(limit - bytes.count)
      if chunk.isEmpty { break }
      bytes += chunk
    }
    return bytes
  }

  /// Opens a file, or a pipe, whose writer is waited for. The caller closes it.
  ///
  /// - Throws: `FileProblem`.
  package static func opened(_ path: String) throws(FileProblem) -> Descriptor { try open(path, allowsPipes: true) }

  /// Opens a regular file, or a pipe if allowed.
  private static func open(_ path: String, allowsPipes: Bool = false) throws(FileProblem) -> Descriptor {
    let file = try Descriptor.open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
    do throws(FileProblem) {
      let status = try file.status()
      if status.isFolder { throw .directory }
      if status.isFile || status.isNullDevice { return file }
      guard allowsPipes, status.isPipe else { throw .notRegular }
    } catch {
      file.close()
      throw error
    }
    // Reading the first descriptor would not wait for a writer. It is closed last, so that a writer keeps its reader.
    defer { file.close() }
    return try Descriptor.open(path, O_RDONLY | O_NOCTTY)
  }
}
