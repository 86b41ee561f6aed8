import Core

/// Where bytes go: a file descriptor, or a test's memory.
package struct Sink: Sendable {
  /// What became of the bytes.
  package enum Outcome: Sendable, Equatable {
    case written
    /// The reader is gone.
    case closed
    /// The system refused, and says why.
    case failed(String)
  }

  /// Takes all the bytes, or says why not.
  package let write: @Sendable (_ bytes: [UInt8]) -> Outcome

  /// A sink that hands the bytes to `write`.
  package init(write: @escaping @Sendable ([UInt8]) -> Outcome) { self.write = write }

  /// The sink that is a file descriptor, through write(2), so that nothing is left in anybody's buffer.
  package static func descriptor(_ descriptor: Int32) -> Sink {
    Sink { bytes in
      do throws(FileProblem) { try Descriptor(descriptor).write(bytes) } catch {
        // A descriptor that was closed before the start is as gone as a reader that left.
        return error == .closed ? .closed : .failed(error.sentence)
      }
      return .written
    }
  }
}
