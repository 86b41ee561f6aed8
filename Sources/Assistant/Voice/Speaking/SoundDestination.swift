public import Core

/// Where sound goes: a file or a stream, which the caller owns.
public protocol SoundDestination: Sendable {
  /// Writes the next bytes. Does not hold up other tasks while a player takes its time.
  ///
  /// - Throws: `Failure` `io`, or `closed_output` if the reader is gone.
  func write(_ bytes: [UInt8]) async throws(Failure)

  /// Ends the sound, which is whole.
  ///
  /// - Parameter beginning: what takes the place of the first bytes where that is possible: a header with known sizes.
  /// - Throws: `Failure` `io`.
  func finish(beginning: [UInt8]) async throws(Failure)
}
