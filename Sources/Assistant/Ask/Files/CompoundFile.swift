import AWS

/// A compound file (MS-CFB), the form of Office documents before 2007. The names in its directory tell what it is.
struct CompoundFile {
  /// The first bytes.
  static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  /// The most sectors of the directory that are read.
  private static let mostSectors = 1000
  /// The entries of the sector table in the header.
  private static let tables = 109

  private let bytes: [UInt8]
  private let sectorSize: Int

  /// The file with that content.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // 512 or 4096 bytes.
    sectorSize = 1 << (bytes.little16(30) ?? 9)
  }

  /// What the file is.
  var kind: FileKind {
    let names = names
    if names.contains("WordDocument") { return .document(.doc) }
    if names.contains("Workbook") || names.contains("Book") { return .document(.xls) }
    if names.contains("PowerPoint Document") { return .other("a presentation") }
    return .other("an Office file of a kind that is not known")
  }

  private func offset(_ sector: Int) -> Int { (sector + 1) * sectorSize }

  /// The names in the directory.
  private var names: Set<String> {
    guard sectorSize == 512 || sectorSize == 4096, var sector = bytes.little32(48) else { return [] }
    var names: Set<String> = []
    for _ in 0..<Self.mostSectors {
      let start = offset(sector)
      guard sector < 0xFFFF_FFFA, start + sectorSize <= bytes.count else { break }
      for entry in stride(from: start, to: start + sectorSize, by: 128) {
        if let name = name(entry) { names.insert(name) }
      }
      guard let next = next(sector) else { break }
      sector = next
    }
    return names
  }

  /// The name of an entry: at most 31 UTF-16 units and a zero; its length in bytes follows.
  private func name(_ entry: Int) -> String? {
    guard let length = bytes.little16(entry + 64), (4...64).contains(length) else { return nil }
    let units = (0..<length / 2 - 1).compactMap { bytes.little16(entry + $0 * 2).map(UInt16.init) }
    return String(decoding: units, as: UTF16.self)
  }

  /// The sector after `sector`, from the table that the header points to.
  private func next(_ sector: Int) -> Int? {
    let perTable = sectorSize / 4
    guard sector / perTable < Self.tables, let table = bytes.little32(76 + sector / perTable * 4) else { return nil }
    return bytes.little32(offset(table) + sector % perTable * 4)
  }
}
