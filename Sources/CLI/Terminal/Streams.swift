/// The three standard streams.
package struct Streams: Sendable {
  package var input: Input
  package var output: Sink
  package var error: Sink

  /// The given streams.
  package init(input: Input, output: Sink, error: Sink) {
    self.input = input
    self.output = output
    self.error = error
  }

  /// The streams of this process.
  package static let standard = Streams(input: .descriptor(0), output: .descriptor(1), error: .descriptor(2))
}
