/// Finds texts in content of any depth without building a tree.
package enum JSONTexts {
  /// The values of all members named `text`, in order, of a JSON value whose grammar has been checked.
  package static func all(in bytes: ArraySlice<UInt8>) -> [String] {
    var found: [String] = []
    var index = bytes.startIndex
    var isValueOfText = false
    while index < bytes.endIndex {
      guard bytes[index] == UInt8(ascii: "\"") else {
        if isValueOfText, bytes[index] > 0x20 { isValueOfText = false }
        index += 1
        continue
      }
      var reader = JSONReader(bytes[index...])
      guard let text = try? reader.string() else { return found }
      index = reader.position
      if isValueOfText { found.append(text) }
      while index < bytes.endIndex, bytes[index] <= 0x20 { index += 1 }
      let isName = index < bytes.endIndex && bytes[index] == UInt8(ascii: ":")
      isValueOfText = isName && text == "text"
      if isName { index += 1 }
    }
    return found
  }
}
