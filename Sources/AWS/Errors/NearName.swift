import Core

/// Finds the name that was probably meant.
enum NearName {
  /// The name with the smallest edit distance, if that is at most a third of the length.
  static func best(_ name: String, among names: [String]) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
    return names.map { ($0, EditDistance.between(wanted, Array($0.lowercased().unicodeScalars.prefix(64)))) }
      .filter { $0.1 <= max(1, wanted.count / 3) }
      .min { $0.1 < $1.1 }?.0
  }
}
