import Core

/// The file of one conversation, one line a turn.
struct ConversationFile {
  private let file: LineFile
  private static let suffix = ".jsonl"

  /// The file of the conversation `name` in `folder`.
  init(folder: String, name: String) { file = LineFile(folder: folder, name: name + Self.suffix) }

  /// The last whole lines of the file, at most `limit` bytes, and whether there are others; nil if there is no file.
  ///
  /// - Throws: `Failure` `io`.
  func read(atMost limit: Int) throws(Failure) -> (lines: [UInt8], isCut: Bool)? {
    do throws(LineFile.Problem) { return try file.read(atMost: limit) } catch { throw Self.failure(error) }
  }

  /// Appends a whole line under the file's lock.
  ///
  /// - Parameter isNew: whether the file must not exist yet.
  /// - Returns: false if the file exists although it must not.
  /// - Throws: `Failure` `io`.
  @discardableResult
  func append(_ line: [UInt8], isNew: Bool) throws(Failure) -> Bool {
    do throws(LineFile.Problem) { return try file.append(line, isNew: isNew) } catch { throw Self.failure(error) }
  }

  /// When the file was last written, in seconds since 1970; nil if there is no file.
  var modified: Double? { FileStatus(file.path).map { Double($0.modified.seconds) } }

  /// Deletes the file.
  ///
  /// - Throws: `Failure` `io`.
  func delete() throws(Failure) {
    do throws(LineFile.Problem) { try file.delete() } catch {
      throw Failure(
        .io, "the conversation \(error.path) cannot be deleted: \(error.reason)", hint: "make its folder writable")
    }
  }

  /// The names of the conversations in a folder, the last modified one first.
  ///
  /// - Throws: `Failure` `io`.
  static func list(_ folder: String) throws(Failure) -> [String] {
    do throws(FileProblem) { return try Folder.files(in: folder, suffix: suffix) } catch {
      throw failure(LineFile.Problem(path: folder, reason: error.sentence))
    }
  }

  private static func failure(_ problem: LineFile.Problem) -> Failure {
    Failure(
      .io, "the conversation cannot be kept at \(problem.path): \(problem.reason)",
      hint: "make the folder writable, or name another with SVA_STATE_HOME")
  }
}
