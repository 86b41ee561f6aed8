import Core

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

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

  /// Replaces the file atomically, with mode 0600, and removes what writes that were killed have left in its folder:
  /// temporary files with credentials that are older than an hour.
  ///
  /// - Throws: `Failure` with code `io`.
  static func write(_ bytes: [UInt8], to path: String, _ environment: Environment, _ log: Log) throws(Failure) {
    removeLeftovers(beside: path, environment, log)
    do throws(FileProblem) { try AtomicFile.write(bytes, to: path, random: environment.random()) } catch {
      throw Failure(
        .io, "cannot write \(path): \(error.sentence)",
        hint: "check its folder's owner, permissions and free space")
    }
  }

  /// A failure to remove them is not a failure of the run.
  private static func removeLeftovers(beside path: String, _ environment: Environment, _ log: Log) {
    guard let cut = path.lastIndex(of: "/") else { return }
    let folder = String(path[..<cut])
    do throws(FileProblem) {
      let count = try AtomicFile.removeLeftovers(
        in: folder, ending: ".json", before: environment.clock.now().timeIntervalSince1970 - 3600)
      if count > 0 { log.note("\(folder): \(count) unfinished file\(count == 1 ? "" : "s") of sva removed") }
    } catch { log.note("\(folder) is not cleared of unfinished files: \(error.sentence)") }
  }
}
