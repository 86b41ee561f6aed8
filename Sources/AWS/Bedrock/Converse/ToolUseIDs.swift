/// Ids of tool calls as the API accepts them: 1 to 64 of `a-zA-Z0-9_.:-`, each once in a request.
struct ToolUseIDs {
  private var taken: Set<String> = []
  /// The next number for a repeated id.
  private var numbers: [String: Int] = [:]

  /// The valid and unused id for the one that a model wrote. A valid id that was not used before stays as it is.
  mutating func unique(_ written: String) -> String {
    let cleaned = APIName.cleaned(written, allowing: [UInt8(ascii: "."), UInt8(ascii: ":")])
    let id = cleaned.isEmpty ? "call" : cleaned
    var candidate = id
    while !taken.insert(candidate).inserted {
      let number = numbers[id, default: 2]
      numbers[id] = number + 1
      candidate = String(decoding: id.utf8.prefix(APIName.limit - 12), as: UTF8.self) + "-\(number)"
    }
    return candidate
  }
}

/// Names of tools as the API accepts them: 1 to 64 of `a-zA-Z0-9_-`.
enum ToolName {
  /// The valid name for the one that a model wrote.
  static func valid(_ written: String) -> String {
    let cleaned = APIName.cleaned(written)
    return cleaned.isEmpty ? "unnamed" : cleaned
  }
}

/// What names and ids of tool calls have in common (`ToolName` and `ToolUseId` of the service model).
private enum APIName {
  /// The largest length, in bytes.
  static let limit = 64

  /// The text with `_` for each scalar that is not allowed, cut to the limit.
  static func cleaned(_ text: String, allowing more: [UInt8] = []) -> String {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars.prefix(limit) {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_", "-": bytes.append(UInt8(scalar.value))
      default:
        let isAllowed = scalar.isASCII && more.contains(UInt8(scalar.value))
        bytes.append(isAllowed ? UInt8(scalar.value) : UInt8(ascii: "_"))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
