import Core
import HTTP

/// The JSON of the container endpoint and of instance metadata.
struct MetadataCredentials: Decodable {
  var AccessKeyId: String?
  var SecretAccessKey: String?
  var Token: String?
  var Expiration: String?
  var AccountId: String?
  var Code: String?

  /// The names of required members that are missing.
  var missing: [String] {
    [
      ("AccessKeyId", AccessKeyId), ("SecretAccessKey", SecretAccessKey), ("Token", Token),
      ("Expiration", Expiration),
    ]
    .filter { $0.1 == nil }.map(\.0)
  }

  /// The credentials; nil if a member is missing or the expiration is invalid.
  var credentials: Credentials? {
    guard let AccessKeyId, let SecretAccessKey, let Token, let end = Expiration.flatMap(Timestamp.parse)
    else {
      return nil
    }
    return Credentials(
      accessKeyID: AccessKeyId, secretAccessKey: Secret(SecretAccessKey), sessionToken: Secret(Token),
      expiration: end, accountID: AccountId)
  }
}
