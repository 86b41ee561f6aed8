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
  /// The descriptor that is written to; nil for memory.
  let descriptor: Descriptor?

  /// A sink that calls `write`.
  package init(write: @escaping @Sendable ([UInt8]) -> Outcome) { self.init(nil, write) }

  private init(_ descriptor: Descriptor?, _ write: @escaping @Sendable ([UInt8]) -> Outcome) {
    self.descriptor = descriptor
    self.write = write
  }

  /// A sink that writes to a file descriptor with write(2), without a buffer.
  package static func descriptor(_ number: Int32) -> Sink {
    let descriptor = Descriptor(number)
    return Sink(descriptor) { bytes in
      do throws(FileProblem) { try descriptor.write(bytes) } catch { return Outcome(error) }
      return .written
    }
  }
}

extension Sink.Outcome {
  /// A write that failed. A descriptor that was closed before the start counts as closed by its reader.
  init(_ problem: FileProblem) { self = problem == .closed ? .closed : .failed(problem.sentence) }
}
