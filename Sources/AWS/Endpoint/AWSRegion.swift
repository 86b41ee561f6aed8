public import Core

/// The name of a region, valid as a DNS label.
///
/// It comes from variables and files and becomes part of the host name that credentials are sent to, so the check is a
/// security boundary.
public struct AWSRegion: Sendable, Hashable {
  /// The name: letters, digits and hyphens, in lower case.
  public let name: String

  /// The region of that name, or nil if it is not a DNS label: up to 63 letters, digits and hyphens, no hyphen at
  /// either end, not digits alone (botocore's rule).
  public init?(_ name: String) {
    let bytes = name.utf8
    guard (1...63).contains(bytes.count), bytes.first != UInt8(ascii: "-"), bytes.last != UInt8(ascii: "-"),
      bytes.allSatisfy({ Self.isDigit($0) || Self.isLetter($0) || $0 == UInt8(ascii: "-") }),
      !bytes.allSatisfy(Self.isDigit)
    else { return nil }
    self.name = name.lowercased()
  }

  private init(known name: String) { self.name = name }

  /// The default region (contract §2).
  public static let usEast1 = AWSRegion(known: "us-east-1")

  /// The region of a setting, and whether it was one of the legacy names `fips-REGION` and `REGION-fips`, which select
  /// FIPS endpoints.
  ///
  /// - Throws: `Failure` with code `usage` for an invalid option, `bad_config` for any other invalid value and for an
  ///   availability zone.
  public static func parse(
    _ setting: Setting<String>
  ) throws(Failure) -> (region: Setting<AWSRegion>, isFIPS: Bool) {
    var name = setting.value[...]
    var isFIPS = false
    if name.hasPrefix("fips-") {
      name = name.dropFirst(5)
      isFIPS = true
    } else if name.hasSuffix("-fips") {
      name = name.dropLast(5)
      isFIPS = true
    }
    let isOption = setting.origin.isOption
    if let problem = AWSRegionProblem(of: String(name)) {
      throw problem.failure(isOption ? .usage : .badConfig, setting.origin.place)
    }
    guard let region = AWSRegion(String(name)) else {
      throw AWSRegionProblem.invalid(near: []).failure(isOption ? .usage : .badConfig, setting.origin.place)
    }
    return (Setting(region, from: setting.origin), isFIPS)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}

extension AWSRegion: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}
