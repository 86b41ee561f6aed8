#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#elseif canImport(Glibc)
  import Glibc
#endif

/// Why a file could not be read or written.
public enum FileProblem: Error, Sendable, Equatable {
  /// There is none at that path.
  case absent
  /// A folder stands there.
  case directory
  /// The system does not allow it.
  case notPermitted
  /// It holds more than `limit` bytes.
  case tooLarge(limit: Int)
  /// Anything else, in the system's words.
  case failed(String)

  /// What is wrong, in words that follow "PATH: ".
  public var sentence: String {
    switch self {
    case .absent: "no such file"
    case .directory: "is a folder, not a file"
    case .notPermitted: "permission denied"
    case .tooLarge(let limit): "larger than \(limit) bytes"
    case .failed(let reason): reason
    }
  }

  /// The meaning of the calling thread's `errno`.
  static var ofLastCall: FileProblem {
    let code = errno
    return switch code {
    case ENOENT, ENOTDIR: .absent
    case EISDIR: .directory
    case EACCES, EPERM: .notPermitted
    default: .failed(String(cString: strerror(code)))
    }
  }
}

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
    let file = try openFile(path, O_RDONLY)
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    while true {
      let count = chunk.withUnsafeMutableBytes { buffer in
        retrying { Int(systemRead(file, buffer)) }
      }
      guard count >= 0 else { throw .ofLastCall }
      if count == 0 { return bytes }
      guard count <= limit - bytes.count else { throw .tooLarge(limit: limit) }
      bytes.append(contentsOf: chunk[..<count])
    }
  }
}

/// Opens `path`, never to be inherited by a child. A NUL in a path would silently name another file.
func openFile(_ path: String, _ flags: Int32, mode: mode_t = 0) throws(FileProblem) -> Int32 {
  if path.utf8.contains(0) { throw .failed("the path holds a NUL byte") }
  let file = retrying { Int(open(path, flags | O_CLOEXEC, mode)) }
  guard file >= 0 else { throw .ofLastCall }
  return Int32(file)
}

/// Calls again for as long as a signal interrupted the call.
func retrying(_ call: () -> Int) -> Int {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}

/// `read`, out of the reach of the method of that name.
private func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(file, buffer.baseAddress, buffer.count)
}
