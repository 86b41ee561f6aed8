/// A body that is read slice by slice. At most one buffer is read ahead from the network.
public struct ByteStream: Sendable {
  private let pull: @Sendable () async throws(TransportError) -> [UInt8]?

  /// A stream whose slices come from `pull`, which returns nil at the end.
  public init(pull: @escaping @Sendable () async throws(TransportError) -> [UInt8]?) { self.pull = pull }

  /// The next slice, never empty; nil at the end.
  ///
  /// - Throws: `TransportError` if the connection is lost or idle too long.
  public func next() async throws(TransportError) -> [UInt8]? { try await pull() }

  /// The rest of the body.
  ///
  /// - Throws: `TransportError`; its kind is `tooLarge` if more than `limit` bytes arrive.
  public func collect(limit: Int) async throws(TransportError) -> [UInt8] {
    var all: [UInt8] = []
    while let slice = try await next() {
      guard all.count + slice.count <= limit else { throw TransportError(.tooLarge(limit), host: "") }
      all.append(contentsOf: slice)
    }
    return all
  }
}
