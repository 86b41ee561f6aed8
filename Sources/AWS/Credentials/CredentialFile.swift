import Core

/// Files that contain credentials.
enum CredentialFile {
  /// The bytes of the file at an absolute path; nil if there is none or it is a folder.
  ///
  /// - Throws: `Failure` with code `provider_failed` if it cannot be read.
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

  /// Replaces the file atomically, with mode 0600.
  ///
  /// - Throws: `Failure` with code `io`.
  static func write(_ bytes: [UInt8], to path: String, _ environment: Environment) throws(Failure) {
    do throws(FileProblem) { try AtomicFile.write(bytes, to: path, random: environment.random()) } catch {
      throw Failure(
        .io, "cannot write \(path): \(error.sentence)",
        hint: "check its folder's owner, permissions and free space")
    }
  }
}
