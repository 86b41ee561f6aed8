import Core

extension Failure {
  /// The sentence and the hints in one line, for a notice about something that goes on without what failed.
  var remedy: Remedy {
    hints.reduce(Remedy(sentence)) { text, hint in
      // Sentences of services have a full stop, others have none.
      let end = text.description.last.map { ".!?:".contains($0) } ?? true
      return text + (end ? " " : ". ") + hint
    }
  }
}
