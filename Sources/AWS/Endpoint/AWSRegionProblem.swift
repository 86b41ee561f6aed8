internal import Core

/// Why a text is certainly not the name of a region. A name that has the form of a region is none of these, because AWS
/// adds regions.
enum AWSRegionProblem: Equatable {
  /// It is not a DNS label; the regions that may be meant.
  case invalid(near: [String])
  /// A comment stands behind the name of this region.
  case comment(after: String)
  /// It is an availability zone, a local zone or a zone's id; the region, if its name contains that.
  case zone(String, region: String?)
  /// It does not have the form of a region, and these regions have nearly the same name.
  case misspelled(String, near: [String])

  /// The problem of a name before anything is requested; nil for a DNS label that is no zone.
  init?(of name: String) {
    guard let region = AWSRegion(name) else {
      let bare = name.prefix { $0 != "#" && $0 != ";" }
      if bare.endIndex != name.endIndex, let region = AWSRegion(bare.trimmed), region.isKnown || region.hasTypicalForm {
        self = .comment(after: region.name)
      } else {
        let word = String(name.map { $0 == "_" || $0 == "." || $0.isWhitespace ? "-" : $0 })
        self = .invalid(near: AWSRegion.names(near: word))
      }
      return
    }
    guard let zone = Self.zone(region) else { return nil }
    self = zone
  }

  /// The problem of a region whose public hosts are to be called; nil if it may exist.
  static func misspelling(_ region: AWSRegion) -> AWSRegionProblem? {
    guard !region.isKnown, !region.hasTypicalForm, !region.name.hasSuffix("-global") else { return nil }
    let near = AWSRegion.names(near: region.name)
    return near.isEmpty ? nil : .misspelled(region.name, near: near)
  }

  /// `us-east-1a`, `us-west-2-lax-1a`, `use1-az1`.
  private static func zone(_ region: AWSRegion) -> AWSRegionProblem? {
    let name = region.name
    if let last = name.last, last.isLetter, let base = AWSRegion(String(name.dropLast())),
      base.isKnown || base.hasTypicalForm
    {
      return .zone(name, region: base.name)
    }
    if let base = AWSRegion.known.first(where: { name.hasPrefix($0 + "-") && name.last?.isLetter == true }) {
      return .zone(name, region: base)
    }
    let parts = name.split(separator: "-")
    let isID = parts.count == 2 && parts[1].hasPrefix("az") && parts[1].dropFirst(2).allSatisfy(\.isNumber)
    return isID && parts[1].count > 2 ? .zone(name, region: nil) : nil
  }

  /// The failure for the region given by `place`.
  func failure(_ code: Failure.Code, _ place: String) -> Failure {
    switch self {
    case .invalid(let near):
      Failure(
        code, "the AWS region given by \(place) is not valid",
        hint: near.isEmpty
          ? "a region has letters, digits and hyphens only, without blanks or quotes, such as us-east-1"
          : Self.meant(near))
    case .comment(let name):
      Failure(
        code, "the AWS region given by \(place) has a comment behind it",
        hint: "write \(name) alone: in these files a # begins a comment only at the beginning of a line")
    case .zone(let name, let region):
      Failure(
        code, "the AWS region given by \(place) is an availability zone: \(name)",
        hint: region.map { "its region is \($0)" } ?? "name its region instead, such as us-east-1")
    case .misspelled(let name, let near):
      Failure(code, "there is no AWS region \(name) (\(place))", hint: Self.meant(near))
    }
  }

  private static func meant(_ names: [String]) -> Remedy { "did you mean \(names.joined(separator: " or "))?" }
}
