import AWS
import Core

/// Asks at the controlling terminal, not at standard input: an MFA code must not be read from a pipe.
enum TerminalQuestion {
  /// Asks a question; nil without a controlling terminal.
  static var prompt: TerminalPrompt? {
    guard ControllingTerminal.exists else { return nil }
    return { (question) async throws(Failure) in
      // Asked on a thread of its own, so that other work goes on.
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
