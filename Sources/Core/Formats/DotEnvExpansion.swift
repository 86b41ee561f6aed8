/// Expands `${NAME}` and `${NAME:-default}` as python-dotenv does. References do not nest, and a `$` alone is literal.
/// The expanded size is limited for the whole file, because each line can double the length of the one before.
struct DotEnvExpansion {
  private let environment: [String: String]
  private var defined: [String: String] = [:]
  private var budget = 4 << 20

  init(environment: [String: String]) { self.environment = environment }

  /// Defines a name for the lines below. A name without a value expands to nothing.
  mutating func define(_ name: String, _ value: String?) { defined[name] = value ?? "" }

  /// `value` with its references replaced.
  mutating func expand(_ value: String) throws(DotEnvProblem.Reason) -> String {
    let text = Array(value.utf8)
    guard text.contains(UInt8(ascii: "$")) else { return value }
    var result: [UInt8] = []
    var index = 0
    // The next `}` and the next `}` or `:`, kept between references so that the scan takes linear time.
    var brace = -1
    var stop = -1
    while index < text.count {
      guard text[index] == UInt8(ascii: "$"), index + 1 < text.count, text[index + 1] == UInt8(ascii: "{")
      else {
        result.append(text[index])
        index += 1
        continue
      }
      let start = index + 2
      if stop < start {
        stop = text[start...].firstIndex { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: ":") } ?? text.count
      }
      if brace < start { brace = text[start...].firstIndex(of: UInt8(ascii: "}")) ?? text.count }
      guard let fallback = fallback(in: text, after: stop, before: brace) else {
        result.append(text[index])
        index += 1
        continue
      }
      let name = String(decoding: text[start..<stop], as: UTF8.self)
      let known = environment[name] ?? defined[name]
      let size = known?.utf8.count ?? fallback.count
      guard size <= budget else { throw .tooLarge }
      // Each piece is charged when it is copied, so that a line that fails later is charged for its copies too.
      budget -= size
      if let known { result.append(contentsOf: known.utf8) } else { result.append(contentsOf: fallback) }
      index = brace + 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The default of a reference whose name ends at `stop`: empty if it has none, nil if this is not a reference.
  private func fallback(in text: [UInt8], after stop: Int, before brace: Int) -> ArraySlice<UInt8>? {
    guard brace < text.count else { return nil }
    if stop == brace { return [] }
    let isDefault = text[stop] == UInt8(ascii: ":") && text[stop + 1] == UInt8(ascii: "-")
    return isDefault ? text[(stop + 2)..<brace] : nil
  }
}
