/// An Amazon Resource Name: `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`.
public struct ARN: Sendable, Hashable {
  /// The partition: `aws`.
  public let partition: String
  /// The service: `bedrock`.
  public let service: String
  /// The region; empty if the resource has none.
  public let region: String
  /// The account id; empty if the resource has none.
  public let account: String
  /// The resource, which may contain colons.
  public let resource: String
  /// The whole ARN.
  public let text: String

  /// The ARN in `text`, or nil if it has fewer parts, no partition, service or resource, a space or control character,
  /// or more than 2048 bytes, which is AWS's limit.
  public init?(_ text: String) {
    guard text.utf8.count <= 2048, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, parts[0] == "arn", !parts[1].isEmpty, !parts[2].isEmpty, !parts[5].isEmpty else {
      return nil
    }
    partition = parts[1]
    service = parts[2]
    region = parts[3]
    account = parts[4]
    resource = parts[5]
    self.text = text
  }
}

extension ARN: CustomStringConvertible {
  /// The whole ARN.
  public var description: String { text }
}
