internal import Core

/// Regions to suggest instead of one that lacks a service.
extension AWSRegion {
  /// Those of `names` to suggest instead of this region: of the same partition, because credentials are valid in one
  /// partition only; those of the same continent first, then those with the same direction in their name. Among equals
  /// the order of `names` decides. At most three; none if the partition has none.
  func nearest(among names: [String]) -> [AWSRegion] {
    let partition = AWSPartition.of(self)
    let letters = name.filter(\.isLetter)
    let geography = letters.prefix(2)
    let direction = letters.dropFirst(2)

    func distance(_ candidate: AWSRegion) -> Int {
      let other = candidate.name.filter(\.isLetter)
      if other.prefix(2) != geography { return 2 }
      return !direction.isEmpty && other.dropFirst(2).contains(direction) ? 0 : 1
    }
    let candidates = names.compactMap { AWSRegion($0) }
      .filter { $0 != self && AWSPartition.of($0) == partition }.enumerated()
    let sorted = candidates.sorted { (distance($0.element), $0.offset) < (distance($1.element), $1.offset) }
    return sorted.prefix(3).map(\.element)
  }
}
