internal import Core

/// The names of the regions, to recognise names that are certainly none. They never refuse a name that has the form of
/// a region.
extension AWSRegion {
  /// Whether botocore lists it.
  var isKnown: Bool { Self.known.contains(name) }

  /// Whether its name has the form that every region has: one or two words of a geography, a direction, a number.
  var hasTypicalForm: Bool {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard (3...4).contains(parts.count), let number = parts.last, !number.isEmpty, number.allSatisfy(\.isNumber) else {
      return false
    }
    return Self.directions.contains(String(parts[parts.count - 2]))
      && parts.dropLast(2).allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isLetter) }
  }

  /// The known regions whose names differ from `name` by at most two letters, the nearest alone if one is nearer; at
  /// most three.
  static func names(near name: String) -> [String] {
    let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
    guard wanted.count >= 6 else { return [] }
    let found = known.map { ($0, EditDistance.between(wanted, Array($0.unicodeScalars))) }.filter { $0.1 <= 2 }
    let least = found.map(\.1).min()
    return found.filter { $0.1 == least }.prefix(3).map(\.0)
  }

  private static let directions: Set<String> = [
    "north", "south", "east", "west", "central", "northeast", "northwest", "southeast", "southwest",
  ]

  /// Every region of every partition (botocore 1.44, `partitions.json`).
  static let known = [
    "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1",
    "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5",
    "ap-southeast-6", "ap-southeast-7", "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1",
    "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1",
    "me-west-1", "mx-central-1", "sa-east-1", "sa-west-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
    "cn-north-1", "cn-northwest-1", "eusc-de-east-1", "us-iso-east-1", "us-iso-west-1", "us-isob-east-1",
    "us-isob-west-1", "eu-isoe-west-1", "us-isof-east-1", "us-isof-south-1", "us-gov-east-1", "us-gov-west-1",
  ]
}
