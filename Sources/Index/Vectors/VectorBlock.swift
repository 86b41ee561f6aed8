/// A blob with the vectors of 1,024 passages: their passage ids (8 bytes each, little endian, 0 for a free row), their
/// scales (4 bytes each), then their bytes row by row.
package enum VectorBlock {
  /// The rows of a block.
  package static let rows = 1024

  /// The greatest row of a vector, counted over all blocks: far more than passages fit into a file.
  static let lastSlot: Int64 = (1 << 40) - 1

  /// The bytes of a block.
  package static func size(_ dimensions: Int) -> Int { rows * (12 + dimensions) }
  /// Where the id of a row's passage begins.
  package static func idOffset(_ row: Int) -> Int { row * 8 }
  /// Where a row's scale begins.
  package static func scaleOffset(_ row: Int) -> Int { rows * 8 + row * 4 }
  /// Where a row's bytes begin.
  static func valuesOffset(_ row: Int, _ dimensions: Int) -> Int { rows * 12 + row * dimensions }

  /// The bytes of a passage's id.
  static func bytes(id: Int64) -> [UInt8] { withUnsafeBytes(of: id.littleEndian) { Array($0) } }
  /// The bytes of a scale.
  static func bytes(scale: Float) -> [UInt8] { withUnsafeBytes(of: scale.bitPattern.littleEndian) { Array($0) } }
}
