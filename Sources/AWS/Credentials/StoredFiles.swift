import Core

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files that credentials are read from.
enum SmallFile {
  /// The bytes of the file at an absolute path; nil where there is none, or a folder in its place.
  ///
  /// - Throws: `Failure` with code `provider_failed` where it is there but cannot be read.
  static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8]? {
    do throws(FileProblem) { return try FileReader.read(path, limit: limit) } catch {
      switch error {
      case .absent, .directory: return nil
      default:
        throw Failure(
          .providerFailed, "cannot read \(path): \(error.sentence)",
          hint: "make it readable for yourself: ls -l \(ShellQuoting.posix(path))")
      }
    }
  }

  /// Whether a folder stands at `path`.
  static func isFolder(_ path: String) -> Bool { mode(path).map { $0 & S_IFMT == S_IFDIR } ?? false }

  /// Whether others than its owner may read the file.
  static func isOpenToOthers(_ path: String) -> Bool { mode(path).map { $0 & 0o077 != 0 } ?? false }

  private static func mode(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode : nil
  }
}

/// Files that hold secrets: mode 0600, replaced in one step, so that no other tool ever reads half of one.
enum PrivateFile {
  /// - Throws: `Failure` with code `io`.
  static func write(_ bytes: [UInt8], to path: String, _ environment: Environment) throws(Failure) {
    do throws(FileProblem) { try AtomicFile.write(bytes, to: path, random: environment.random()) } catch {
      throw Failure(
        .io, "cannot write \(path): \(error.sentence)",
        hint: "check its folder's owner, permissions and free space")
    }
  }
}
