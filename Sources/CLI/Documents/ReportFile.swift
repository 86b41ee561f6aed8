import Core

/// A file that a command writes beside its result.
struct ReportFile {
  /// The path as it was given.
  let name: String
  private let path: String
  private let environment: Environment

  /// The file at `name`, relative to the working directory.
  ///
  /// - Throws: `Failure` `usage` for what is not a regular file, or a folder that cannot be written to. Folders are not
  ///   made.
  init(_ name: String, option: String, environment: Environment) throws(Failure) {
    self.name = name
    self.environment = environment
    func refused(_ why: String) -> Failure {
      Failure(
        .usage, "--\(option): \(why)",
        hint: "name a file in a folder that can be written to; a file that does not exist is created")
    }
    let target: OutputPath
    do throws(FileProblem) { target = try OutputPath(environment.absolutePath(name)) } catch {
      throw refused("\(name) " + (error == .directory ? "is not a file" : "cannot be written: \(error.sentence)"))
    }
    guard case .file(let file) = target else { throw refused("\(name) is not a file") }
    path = file
  }

  /// Writes the file: a reader never sees a part of it.
  ///
  /// - Throws: `Failure` `io`.
  func write(_ text: String) throws(Failure) {
    do throws(FileProblem) {
      let mode = FileStatus(path)?.permissions ?? 0o644
      try AtomicFile.write(Array(text.utf8), to: path, mode: mode, random: environment.random())
    } catch {
      throw Failure(
        .io, "\(name) cannot be written: \(error.sentence)", hint: "name a file in a folder that can be written to")
    }
  }
}
