import AWS
import Core

extension Ask.Options {
  /// Puts the files before the question. Their names differ from each other and from those of earlier files.
  func addFiles(to request: inout ConverseRequest) {
    guard !files.isEmpty, let last = request.messages.indices.last else { return }
    var names = AttachmentNames(history: Array(request.messages[..<last]))
    let blocks = files.map { file in
      var file = file
      if case .document(let format, _, let bytes) = file.content {
        file.content = .document(format, name: names.name(for: file.file), bytes)
      }
      return ContentBlock.attachment(file)
    }
    request.messages[last].content.insert(contentsOf: blocks, at: 0)
  }

  /// Checks that the text of the files is not certainly more than `model` reads.
  ///
  /// - Throws: `Failure` `usage`.
  func checkFiles(for model: ModelChoice) throws(Failure) {
    guard let window = ModelTable.window(of: model) else { return }
    let texts = files.compactMap { if case .text(let text) = $0.content { text.utf8.count } else { nil } }
    let bytes = texts.reduce(0, +)
    guard AttachmentLimits.exceeds(window, bytes: bytes) else { return }
    throw Failure(
      .usage, "the text of the files, \(bytes) bytes, is more than \(model.requested) reads (\(window) tokens)",
      hint: "give a part of it, or choose a model that reads more: `\(command: .listModels(matching: "anthropic"))`")
  }
}
