import AWS
import Assistant
import Core

/// The files of `ask`.
extension AskCommand {
  static let file = Flag<[String]>(
    "file", "f", "FILE",
    FlagText(
      "give this file to the model",
      "Give this file to the model beside the question: an image (png, jpeg, gif, webp), a document (pdf, docx, doc, "
        + "xlsx, xls) or text (also csv, html, Markdown). Its content tells what it is, not its name; - is standard "
        + "input. May be given several times: up to \(AttachmentLimits.words). A kept conversation holds the file's name "
        + "and size, and text up to 64 KB.",
      completion: .file), wanted: "the name of a file", isRepeatable: true
  ) { $0.isEmpty ? nil : [$0] }

  /// Whether standard input is one of the files.
  static func readsFileFromInput(_ arguments: ParsedArguments) -> Bool { arguments[file].contains("-") }

  /// The files that the user gave, checked.
  ///
  /// - Throws: `Failure` `usage` for a file that cannot be read or that no model takes.
  static func files(_ context: CommandContext) throws(Failure) -> [FileBlock] {
    var files: [AttachedFile] = []
    for path in context.arguments[file] {
      guard path != "-" else {
        guard !files.contains(where: { $0.path == standardInput }) else {
          throw Failure(.usage, "standard input can be one file only", hint: "give - once")
        }
        if context.environment.terminal.input {
          throw Failure(
            .usage, "--\(file.spec.long) - reads a file from standard input, which is a terminal",
            hint: "name the file: --\(file.spec.long) FILE, or pipe it in: … | sva ask --\(file.spec.long) - QUESTION")
        }
        files.append(AttachedFile(path: standardInput, bytes: try context.input.bytes(limit: AttachedFile.largest)))
        continue
      }
      do throws(FileProblem) {
        let bytes = try FileReader.read(
          context.environment.absolutePath(path), limit: AttachedFile.largest, allowsPipes: true)
        files.append(AttachedFile(path: path, bytes: bytes))
      } catch { throw failure(path, error) }
    }
    return try AttachedFile.attachments(files)
  }

  private static let standardInput = "standard input"

  private static func failure(_ path: String, _ problem: FileProblem) -> Failure {
    let hint: Remedy =
      switch problem {
      case .absent: "check the name; a relative one is looked for in the working directory"
      case .directory: "name a file in it; --\(file.spec.long) may be given several times"
      case .tooLarge: "Bedrock takes \(AttachmentLimits.words)"
      default: "name a file that can be read"
      }
    return Failure(
      .usage, "cannot read the file \(Sanitizer.visible(path, limit: 200)): \(problem.sentence)", hint: hint)
  }
}
