/// Makes vectors small: bytes with one scale, which costs no quality that can be measured.
public enum Quantiser {
  /// The most numbers of a vector.
  public static let mostDimensions = 4096

  /// A vector of length 1 as signed bytes: each number is `values[i] * scale`.
  public struct Quantised: Sendable, Equatable {
    /// The bytes, -127 to 127.
    public var values: [Int8]
    /// What a byte of 1 stands for.
    public var scale: Float
  }

  /// A vector brought to length 1 and made small; nil if it has no direction: zero, or a number that is none, or too
  /// large.
  public static func quantise(_ vector: [Float]) -> Quantised? {
    guard let unit = unit(vector) else { return nil }
    let peak = unit.reduce(0) { max($0, abs($1)) }
    let scale = peak / 127
    return Quantised(values: unit.map { Int8(($0 / scale).rounded()) }, scale: scale)
  }

  /// A vector brought to length 1; nil if it has no direction.
  static func unit(_ vector: [Float]) -> [Float]? {
    guard !vector.isEmpty, vector.count <= mostDimensions else { return nil }
    // In double precision, squares of floats neither overflow nor vanish.
    let square = vector.reduce(0.0) { $0 + Double($1) * Double($1) }
    guard square.isFinite, square > 0 else { return nil }
    let length = square.squareRoot()
    return vector.map { Float(Double($0) / length) }
  }

  /// The vector of a question as 16-bit integers: each number is `values[i] / questionScale`. The product with the bytes
  /// of a row fits into 32 bits, because both are of limited length.
  static func question(_ vector: [Float]) -> [Int16]? {
    unit(vector)?.map { Int16(($0 * questionScale).rounded()) }
  }

  static let questionScale: Float = 32_767
}
