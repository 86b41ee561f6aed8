import Core

/// Reads the vectors of an answer, number by number from its bytes. Titan sends its vector twice; the second is skipped.
enum EmbeddingAnswer {
  /// The vectors in order, each of unit length.
  ///
  /// - Parameters:
  ///   - count: the number of texts.
  ///   - dimensions: the dimensions that were asked for.
  /// - Throws: `Fault` for an answer that is not JSON, has another number of vectors or dimensions, or a number that is
  ///   not finite.
  static func vectors(
    _ body: [UInt8], family: EmbeddingFamily, count: Int, dimensions: Int
  ) throws(Fault) -> [[Float]] {
    var found: [[Float]] = []
    do throws(JSONFault) {
      var reader = JSONReader(body)
      try reader.members { (reader, name) throws(JSONFault) in
        switch (family, name) {
        case (.titanText2, "embedding"): found = [try vector(&reader, dimensions)]
        case (.nova2, "embeddings"): found = try nova(&reader, dimensions)
        case (.cohere3, "embeddings"), (.cohere4, "embeddings"): found = try cohere(&reader, dimensions)
        default: try reader.skip()
        }
      }
      try reader.finish()
    } catch {
      throw Fault("is no JSON of numbers (byte \(error.offset))")
    }
    guard found.count == count else { throw Fault("has \(found.count) vectors for \(count) texts") }
    for vector in found {
      guard vector.count == dimensions else {
        throw Fault("has vectors of \(vector.count) dimensions, not of \(dimensions)")
      }
      guard vector.allSatisfy(\.isFinite) else { throw Fault("has a number that is not finite") }
    }
    return found.map(normalised)
  }

  /// Why an answer cannot be used, to follow a subject.
  struct Fault: Error, Equatable {
    var reason: String
    init(_ reason: String) { self.reason = reason }
  }

  private static func vector(_ reader: inout JSONReader, _ dimensions: Int) throws(JSONFault) -> [Float] {
    var vector: [Float] = []
    vector.reserveCapacity(min(dimensions, 4096))
    guard try reader.kind() == .array else {
      try reader.skip()
      return []
    }
    try reader.elements { (reader) throws(JSONFault) in
      let isNumber = try reader.kind() == .number
      let number = DecimalBytes.value(try reader.slice())
      vector.append(isNumber ? Float(number) : .nan)
    }
    return vector
  }

  private static func vectors(_ reader: inout JSONReader, _ dimensions: Int) throws(JSONFault) -> [[Float]] {
    var vectors: [[Float]] = []
    try reader.elementsIfArray { (reader) throws(JSONFault) in vectors.append(try vector(&reader, dimensions)) }
    return vectors
  }

  /// `[[…]]`, or by type `{"float":[[…]]}`.
  private static func cohere(_ reader: inout JSONReader, _ dimensions: Int) throws(JSONFault) -> [[Float]] {
    guard try reader.kind() == .object else { return try vectors(&reader, dimensions) }
    var found: [[Float]] = []
    try reader.members { (reader, type) throws(JSONFault) in
      if type == "float" { found = try vectors(&reader, dimensions) } else { try reader.skip() }
    }
    return found
  }

  /// `[{"embeddingType":"TEXT","embedding":[…]}]`
  private static func nova(_ reader: inout JSONReader, _ dimensions: Int) throws(JSONFault) -> [[Float]] {
    var found: [[Float]] = []
    try reader.elementsIfArray { (reader) throws(JSONFault) in
      try reader.membersIfObject { (reader, name) throws(JSONFault) in
        if name == "embedding" { found.append(try vector(&reader, dimensions)) } else { try reader.skip() }
      }
    }
    return found
  }

  /// `vector` with length 1; a vector of zeros as it is. Cohere and Nova do not promise the length.
  private static func normalised(_ vector: [Float]) -> [Float] {
    let length = vector.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    guard length > 0, abs(length - 1) > 1e-6 else { return vector }
    return vector.map { Float(Double($0) / length) }
  }
}
