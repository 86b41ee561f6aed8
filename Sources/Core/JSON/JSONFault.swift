/// Why a JSON text cannot be parsed.
package struct JSONFault: Error, Equatable {
  /// The offset of the byte at which parsing stopped.
  package var offset: Int

  /// Makes a fault at `offset`.
  package init(offset: Int) { self.offset = offset }
}
