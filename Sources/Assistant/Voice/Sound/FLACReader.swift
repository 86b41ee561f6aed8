/// Follows the frames of a FLAC stream, to know how long each sounds. The bytes are sent as they are.
///
/// The length that the stream announces is not relied on: a stream that was cut has less, and one of silence has frames of
/// a few bytes between large ones. What precedes the first frame, such as a picture, does not sound.
struct FLACReader: Sendable {
  /// The most bytes of a part: a longer frame is given in several.
  private static let partLimit = 64 << 10

  /// What the next bytes are.
  private enum Place: Sendable {
    case mark
    /// The head of a metadata block.
    case block
    /// The rest of a metadata block with its head.
    case content(left: Int, isLast: Bool)
    case frames
  }

  private let header: FLACHeader
  private var place = Place.mark
  private var buffer: [UInt8] = []
  /// The index up to which no frame begins in the buffer, but with its first byte.
  private var searched = 0

  init(_ header: FLACHeader) { self.header = header }

  /// Adds bytes and returns the parts that are whole, each with its length: blocks of metadata and frames.
  mutating func take(_ slice: ArraySlice<UInt8>) -> [SoundPiece] { parts(adding: slice, isEnd: false) }

  /// The last parts.
  mutating func finish() -> [SoundPiece] { parts(adding: [], isEnd: true) }

  private mutating func parts(adding slice: ArraySlice<UInt8>, isEnd: Bool) -> [SoundPiece] {
    buffer += slice
    var parts: [SoundPiece] = []
    var start = 0
    while start < buffer.count {
      let seconds = seconds(of: start)
      guard let end = partEnd(from: start, isEnd) ?? (isEnd ? buffer.count : nil) else { break }
      parts.append(SoundPiece(bytes: Array(buffer[start..<end]), seconds: seconds))
      start = end
    }
    buffer.removeSubrange(..<start)
    searched = max(0, searched - start)
    return parts
  }

  /// The length of the part that begins there: that of a frame, else 0.
  private func seconds(of start: Int) -> Double {
    guard case .frames = place, let frame = FLACFrame(buffer[start...], of: header) else { return 0 }
    return Double(frame.samples) / Double(header.rate)
  }

  /// Where the part that begins there ends; nil until that is known.
  private mutating func partEnd(from start: Int, _ isEnd: Bool) -> Int? {
    let left = buffer.count - start
    switch place {
    case .mark:
      guard left >= 4 else { return nil }
      place = .block
      return start + 4
    case .block:
      guard left >= 4 else { return nil }
      let size = buffer[(start + 1)..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
      place = .content(left: size + 4, isLast: buffer[start] & 0x80 != 0)
      return partEnd(from: start, isEnd)
    case .content(let size, let isLast):
      let count = min(size, Self.partLimit)
      guard left >= count else { return nil }
      place = count < size ? .content(left: size - count, isLast: isLast) : isLast ? .frames : .block
      return start + count
    case .frames: return frameEnd(from: start, isEnd)
    }
  }

  private mutating func frameEnd(from start: Int, _ isEnd: Bool) -> Int? {
    let limit = start + Self.partLimit
    var index = max(start + 1, searched)
    while let found = buffer[min(index, buffer.count)...].firstIndex(of: 0xFF), found < limit {
      guard isEnd || buffer.count - found >= FLACFrame.longestHeader else {
        searched = found
        return nil
      }
      if FLACFrame(buffer[found...], of: header) != nil { return found }
      index = found + 1
    }
    searched = min(limit, buffer.count)
    return buffer.count >= limit ? limit : nil
  }
}
