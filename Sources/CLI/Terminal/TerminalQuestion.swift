import AWS
import Core

/// Asks at the controlling terminal, whatever stands at the standard streams: a code must not be read from a pipe.
enum TerminalQuestion {
  /// The way to ask; nil where there is no controlling terminal.
  static var prompt: TerminalPrompt? {
    guard ControllingTerminal.exists else { return nil }
    return { (question) async throws(Failure) in
      // Typing takes long; other work goes on meanwhile.
      try await SystemThread.value {
        Result { () throws(Failure) in
          do throws(FileProblem) { return try ControllingTerminal.readLine(prompt: Sanitizer.clean(question)) } catch {
            throw Failure(.io, "the terminal cannot be opened", hint: "run sva in a terminal")
          }
        }
      }.get()
    }
  }
}
