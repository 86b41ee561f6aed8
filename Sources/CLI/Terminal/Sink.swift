import Core

/// A destination of bytes: a file descriptor, or memory in tests.
package struct Sink: Sendable {
  /// The result of a write.
  package enum Outcome: Sendable, Equatable {
    case written
    /// The reader has closed the pipe.
    case closed
    /// The write failed, with the system's reason.
    case failed(String)
  }

  /// Writes all the bytes.
  package let write: @Sendable (_ bytes: [UInt8]) -> Outcome

  /// A sink that calls `write`.
  package init(write: @escaping @Sendable ([UInt8]) -> Outcome) { self.write = write }

  /// A sink that writes to a file descriptor with write(2), without a buffer.
  package static func descriptor(_ descriptor: Int32) -> Sink {
    Sink { bytes in
      do throws(FileProblem) { try Descriptor(descriptor).write(bytes) } catch {
        // A descriptor that was closed before the start counts as closed by its reader.
        return error == .closed ? .closed : .failed(error.sentence)
      }
      return .written
    }
  }
}
