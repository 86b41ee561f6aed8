/// Compares a question's vector with those of all passages: cosine, by brute force.
package struct VectorScan {
  /// A passage and how near it is: 1 is the same direction.
  package struct Hit: Equatable {
    package var passage: Int64
    package var score: Float
  }

  private let product: DotProduct
  private let dimensions: Int
  private var best: BestHits

  /// A scan for the `count` nearest passages; nil if the vector has no direction.
  package init?(_ vector: [Float], count: Int) {
    guard let question = Quantiser.question(vector), count > 0 else { return nil }
    product = DotProduct(question)
    dimensions = vector.count
    best = BestHits(count)
  }

  /// Compares the rows of a block. One of another size, as in a damaged file, is left out.
  ///
  /// - Parameter isWanted: whether a passage is to be found.
  /// - Returns: whether the block has the right size.
  package mutating func add(_ block: UnsafeRawBufferPointer, where isWanted: ((Int64) -> Bool)? = nil) -> Bool {
    guard block.count == VectorBlock.size(dimensions) else { return false }
    for row in 0..<VectorBlock.rows {
      let id = Int64(littleEndian: block.loadUnaligned(fromByteOffset: VectorBlock.idOffset(row), as: Int64.self))
      guard id != 0, isWanted?(id) ?? true else { continue }
      let bits = block.loadUnaligned(fromByteOffset: VectorBlock.scaleOffset(row), as: UInt32.self)
      let scale = Float(bitPattern: UInt32(littleEndian: bits))
      let start = VectorBlock.valuesOffset(row, dimensions)
      let sum = product.of(UnsafeRawBufferPointer(rebasing: block[start..<(start + dimensions)]))
      let score = Float(sum) * scale / Quantiser.questionScale
      // A damaged scale may be no number, which would stay on top of any order.
      if score.isFinite { best.add(Hit(passage: id, score: score)) }
    }
    return true
  }

  /// The nearest passages, the nearest first; equally near ones by id.
  package var hits: [Hit] { best.sorted }
}
