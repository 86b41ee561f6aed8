import Core

/// Files that hold credentials.
enum CredentialFile {
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

  /// Replaces the file in one step, with mode 0600, so that no other tool ever reads half of one.
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
