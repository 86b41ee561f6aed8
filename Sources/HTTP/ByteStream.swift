import Synchronization

/// A body that is read slice by slice. At most one buffer is read ahead from the network.
public struct ByteStream: Sendable {
  private let pull: @Sendable () async throws(TransportError) -> [UInt8]?

  /// A stream whose slices come from `pull`, which returns nil at the end.
  public init(pull: @escaping @Sendable () async throws(TransportError) -> [UInt8]?) { self.pull = pull }

  /// A stream that gives `first`, if it is not empty, before the slices of `rest`.
  public init(_ first: [UInt8], then rest: ByteStream) {
    let first = FirstSlice(first)
    self.init { () throws(TransportError) in
      if let slice = first.take() { return slice }
      return try await rest.next()
    }
  }

  /// A slice that is given once.
  private final class FirstSlice: Sendable {
    private let slice: Mutex<[UInt8]>
    init(_ slice: [UInt8]) { self.slice = Mutex(slice) }
    func take() -> [UInt8]? {
      slice.withLock { slice in
        defer { slice = [] }
        return slice.isEmpty ? nil : slice
      }
    }
  }

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
