import TestSupport
import Testing

@testable import Index

@Suite struct VectorScanTests {
  private func vector(_ dimensions: Int, _ random: inout SeededRandom) -> [Float] {
    (0..<dimensions).map { _ in Float.random(in: -1...1, using: &random) }
  }

  private func cosine(_ a: [Float], _ b: [Float]) -> Double {
    func length(_ v: [Float]) -> Double { v.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot() }
    return zip(a, b).reduce(0.0) { $0 + Double($1.0) * Double($1.1) } / (length(a) * length(b))
  }

  @Test func quantiser_refusesWhatHasNoDirection() {
    #expect(Quantiser.quantise([]) == nil)
    #expect(Quantiser.quantise([0, 0]) == nil)
    #expect(Quantiser.quantise([.nan, 1]) == nil)
    #expect(Quantiser.quantise([.infinity, 1]) == nil)
    #expect(Quantiser.quantise(Array(repeating: 1, count: 4097)) == nil)
    #expect(Quantiser.quantise([.leastNonzeroMagnitude, 0])?.values == [127, 0])
    #expect(Quantiser.quantise([.greatestFiniteMagnitude, -.greatestFiniteMagnitude])?.values == [127, -127])
  }

  @Test func quantiser_agreesWithFloats() throws {
    var random = SeededRandom(seed: 1)
    for dimensions in [1, 3, 256, 384, 1000, 1024] {
      let values = vector(dimensions, &random)
      let made = try #require(Quantiser.quantise(values))
      let length = values.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
      for (byte, value) in zip(made.values, values) {
        #expect(abs(Double(Float(byte) * made.scale) - Double(value) / length) <= Double(made.scale) * 0.51)
      }
    }
  }

  @Test func dotProduct_agreesWithANaiveLoop() {
    var random = SeededRandom(seed: 2)
    for count in [0, 1, 15, 16, 17, 31, 256, 384, 1024, 1025, 4096] {
      let row = (0..<count).map { _ in Int8.random(in: -127...127, using: &random) }
      let question = (0..<count).map { _ in Int16.random(in: -2000...2000, using: &random) }
      let naive = zip(row, question).reduce(Int32(0)) { $0 + Int32($1.0) * Int32($1.1) }
      let sum = row.withUnsafeBytes { DotProduct(question).of($0) }
      #expect(sum == naive, "\(count)")
    }
  }

  @Test func vectorScan_findsWhatANaiveLoopFinds() throws {
    var random = SeededRandom(seed: 3)
    for dimensions in [16, 100, 256, 512, 1024] {
      let rows = (1...200).map { (id: Int64($0), values: vector(dimensions, &random)) }
      var block = [UInt8](repeating: 0, count: VectorBlock.size(dimensions))
      func put(_ bytes: [UInt8], _ offset: Int) { block.replaceSubrange(offset..<(offset + bytes.count), with: bytes) }
      for (index, row) in rows.enumerated() {
        // Rows with gaps between them.
        let place = index * 5
        let made = try #require(Quantiser.quantise(row.values))
        put(VectorBlock.bytes(id: row.id), VectorBlock.idOffset(place))
        put(VectorBlock.bytes(scale: made.scale), VectorBlock.scaleOffset(place))
        put(made.values.map { UInt8(bitPattern: $0) }, VectorBlock.valuesOffset(place, dimensions))
      }
      let question = vector(dimensions, &random)
      var scan = try #require(VectorScan(question, count: 10))
      #expect(block.withUnsafeBytes { scan.add($0) })
      let naive = rows.map { ($0.id, cosine($0.values, question)) }.sorted { $0.1 > $1.1 }
      for (hit, wanted) in zip(scan.hits, naive) { #expect(abs(Double(hit.score) - wanted.1) < 0.01) }
      let close = Set(naive.filter { $0.1 >= naive[9].1 - 0.01 }.map(\.0))
      #expect(scan.hits.count == 10)
      #expect(scan.hits.allSatisfy { close.contains($0.passage) })
      var even = try #require(VectorScan(question, count: 10))
      _ = block.withUnsafeBytes { even.add($0) { $0 % 2 == 0 } }
      #expect(even.hits.allSatisfy { $0.passage % 2 == 0 })
    }
  }

  @Test func vectorScan_refusesBlocksOfAnotherSizeAndNumbersThatAreNone() throws {
    var scan = try #require(VectorScan([1, 0], count: 3))
    #expect(![UInt8](repeating: 1, count: 100).withUnsafeBytes { scan.add($0) })
    var block = [UInt8](repeating: 0, count: VectorBlock.size(2))
    block.replaceSubrange(0..<8, with: VectorBlock.bytes(id: 5))
    block.replaceSubrange(8192..<8196, with: VectorBlock.bytes(scale: .nan))
    #expect(block.withUnsafeBytes { scan.add($0) })
    #expect(scan.hits.isEmpty)
    #expect(VectorScan([0, 0], count: 3) == nil)
    #expect(VectorScan([1, 0], count: 0) == nil)
  }

  @Test func bestHits_keepsTheBestInOrder() {
    var random = SeededRandom(seed: 4)
    var best = BestHits(20)
    let hits = (0..<1000).map { VectorScan.Hit(passage: $0, score: Float(Int.random(in: 0...50, using: &random))) }
    for hit in hits { best.add(hit) }
    let wanted = hits.sorted { $0.score == $1.score ? $0.passage < $1.passage : $0.score > $1.score }.prefix(20)
    #expect(best.sorted == Array(wanted))
  }
}
