/// CRC-32 (IEEE 802.3, as in zlib), eight bytes at a time. It runs over every byte of a stream.
enum CRC32 {
  /// The checksum of `bytes`.
  static func checksum(_ bytes: some Collection<UInt8>) -> UInt32 {
    bytes.withContiguousStorageIfAvailable(checksum) ?? Array(bytes).withUnsafeBufferPointer(checksum)
  }

  private static func checksum(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let raw = UnsafeRawBufferPointer(bytes)
    return tables.withUnsafeBufferPointer { table in
      var crc = UInt32.max
      var index = 0
      while raw.count - index >= 8 {
        let low = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt32.self)) ^ crc
        let high = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: index + 4, as: UInt32.self))
        let a = table[0x700 + Int(low & 0xFF)] ^ table[0x600 + Int(low >> 8 & 0xFF)]
        let b = table[0x500 + Int(low >> 16 & 0xFF)] ^ table[0x400 + Int(low >> 24)]
        let c = table[0x300 + Int(high & 0xFF)] ^ table[0x200 + Int(high >> 8 & 0xFF)]
        let d = table[0x100 + Int(high >> 16 & 0xFF)] ^ table[Int(high >> 24)]
        crc = a ^ b ^ c ^ d
        index += 8
      }
      while index < raw.count {
        crc = crc >> 8 ^ table[Int((crc ^ UInt32(raw[index])) & 0xFF)]
        index += 1
      }
      return ~crc
    }
  }

  /// Eight tables of 256: entry `i` of table `n` is the effect of byte `i` on the checksum if `n` bytes follow it.
  private static let tables: [UInt32] = {
    var all = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var crc = UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
      all[byte] = crc
    }
    for index in 256..<all.count {
      let before = all[index - 256]
      all[index] = before >> 8 ^ all[Int(before & 0xFF)]
    }
    return all
  }()
}
