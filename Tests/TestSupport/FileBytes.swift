/// Small files of every kind, made byte by byte.
package enum FileBytes {
  package static func png(_ width: Int, _ height: Int) -> [UInt8] {
    let start: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
    return start + Array("IHDR".utf8) + big(width, 4) + big(height, 4)
  }

  package static func gif(_ width: Int, _ height: Int) -> [UInt8] {
    var bytes = Array("GIF89a".utf8)
    bytes += little(width, 2)
    bytes += little(height, 2)
    return bytes + [0, 0, 0]
  }

  /// A JPEG with segments, fill bytes and a table before its frame header.
  package static func jpeg(_ width: Int, _ height: Int, frame: UInt8 = 0xC0) -> [UInt8] {
    var bytes: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xC4, 0, 3, 9, 0xFF, frame, 0, 11, 8]
    bytes += big(height, 2)
    bytes += big(width, 2)
    return bytes + [1, 1, 0x11, 0]
  }

  package static func webp(_ kind: String, _ width: Int, _ height: Int) -> [UInt8] {
    var chunk: [UInt8]
    switch kind {
    case "VP8 ":
      chunk = [0, 0, 0, 0x9D, 0x01, 0x2A]
      chunk += little(width, 2)
      chunk += little(height, 2)
    case "VP8L":
      let bits = (width - 1) | (height - 1) << 14
      chunk = [0x2F]
      chunk += little(bits, 4)
      chunk += zeros(5)
    default:
      chunk = zeros(4)
      chunk += little(width - 1, 3)
      chunk += little(height - 1, 3)
    }
    chunk += zeros(4)
    var bytes = Array("RIFF".utf8)
    bytes += little(chunk.count + 12, 4)
    bytes += Array("WEBP".utf8)
    bytes += Array(kind.utf8)
    bytes += little(chunk.count, 4)
    return bytes + chunk
  }

  /// A zip archive of empty members.
  package static func zip(_ names: [String], comment: String = "") -> [UInt8] {
    var local: [UInt8] = []
    var directory: [UInt8] = []
    for name in names {
      let offset = little(local.count, 4)
      let length = little(name.utf8.count, 2)
      local += [0x50, 0x4B, 3, 4]
      local += zeros(22)
      local += length
      local += [0, 0]
      local += Array(name.utf8)
      directory += [0x50, 0x4B, 1, 2]
      directory += zeros(24)
      directory += length
      directory += [2, 0, 0, 0]
      directory += zeros(8)
      directory += offset
      directory += Array(name.utf8)
      directory += [7, 7]
    }
    var end: [UInt8] = [0x50, 0x4B, 5, 6, 0, 0, 0, 0]
    end += little(names.count, 2)
    end += little(names.count, 2)
    end += little(directory.count, 4)
    end += little(local.count, 4)
    end += little(comment.utf8.count, 2)
    end += Array(comment.utf8)
    return local + directory + end
  }

  private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

  /// A compound file whose directory has those names, four in a sector, in a chain of sectors.
  package static func compound(_ names: [String]) -> [UInt8] {
    let entries = names.map { name -> [UInt8] in
      var entry = Array(name.utf16).flatMap { little(Int($0), 2) }
      entry += [0, 0]
      let length = little(entry.count, 2)
      entry += zeros(64 - entry.count)
      entry += length
      entry += zeros(62)
      return entry
    }
    let sectors = (entries.count + 3) / 4
    var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    header += zeros(22)
    header += little(9, 2)
    header += zeros(16)
    // The directory begins in sector 1; the sector table is sector 0.
    header += little(1, 4)
    header += zeros(24)
    header += little(0, 4)
    header += [UInt8](repeating: 0xFF, count: 512 - header.count)
    var table = little(0xFFFF_FFFD, 4)
    for sector in 1...sectors { table += little(sector == sectors ? 0xFFFF_FFFE : sector + 1, 4) }
    table += [UInt8](repeating: 0xFF, count: 512 - table.count)
    var directory = entries.flatMap { $0 }
    directory += [UInt8](repeating: 0, count: sectors * 512 - directory.count)
    return header + table + directory
  }

  package static func utf16(_ text: String, isLittle: Bool) -> [UInt8] {
    let mark: [UInt8] = isLittle ? [0xFF, 0xFE] : [0xFE, 0xFF]
    return text.utf16.reduce(into: mark) { $0 += isLittle ? little(Int($1), 2) : big(Int($1), 2) }
  }

  package static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  package static func big(_ value: Int, _ count: Int) -> [UInt8] { little(value, count).reversed() }
}
