import Core

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The output of a `credential_process`: one JSON object, version 1.
enum ProcessOutput {
  private struct Answer: Decodable {
    var version: Int?
    var accessKeyID: String?
    var secretAccessKey: String?
    var sessionToken: String?
    var expiration: String?
    var accountID: String?

    private enum CodingKeys: String, CodingKey {
      case Version, AccessKeyId, SecretAccessKey, SessionToken, Expiration, AccountId
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: CodingKeys.self)
      // The string "1" is not accepted for the number 1.
      version = try? members.decodeIfPresent(Int.self, forKey: .Version)
      accessKeyID = try members.decodeIfPresent(String.self, forKey: .AccessKeyId)
      secretAccessKey = try members.decodeIfPresent(String.self, forKey: .SecretAccessKey)
      sessionToken = try members.decodeIfPresent(String.self, forKey: .SessionToken)
      expiration = try members.decodeIfPresent(String.self, forKey: .Expiration)
      accountID = try members.decodeIfPresent(String.self, forKey: .AccountId)
    }
  }

  /// Whether the JSON object is there, with other text before or after it, such as a greeting.
  private static func isSurrounded(_ bytes: [UInt8]) -> Bool {
    guard let open = bytes.firstIndex(of: UInt8(ascii: "{")), let close = bytes.lastIndex(of: UInt8(ascii: "}")),
      open < close
    else { return false }
    let object = try? JSONDecoder().decode(Answer.self, from: Data(bytes[open...close]))
    return object?.accessKeyID != nil
  }

  /// - Throws: `Failure` with code `provider_failed` that names the invalid member, never its value.
  static func decode(_ bytes: [UInt8], place: String, account: String?) throws(Failure) -> Credentials {
    func refuse(_ what: String) -> Failure {
      Failure(
        .providerFailed, "the output of credential_process \(what) (\(place))",
        hint:
          "it must print one JSON object: Version 1, AccessKeyId, SecretAccessKey, and for temporary credentials "
          + "SessionToken and Expiration")
    }
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(bytes)) else {
      if isSurrounded(bytes) {
        throw Failure(
          .providerFailed, "the output of credential_process has other text around its JSON object (\(place))",
          hint: "have the program print everything but the JSON to standard error")
      }
      throw refuse(bytes.isEmpty ? "is empty" : "is not the JSON object that is expected")
    }
    guard answer.version == 1 else { throw refuse("has no Version 1 (the number)") }
    guard let id = answer.accessKeyID else { throw refuse("lacks AccessKeyId") }
    guard let secret = answer.secretAccessKey else { throw refuse("lacks SecretAccessKey") }
    var end: Date?
    if let text = answer.expiration {
      guard let date = Timestamp.parse(text) else {
        throw refuse("has an Expiration that is no ISO 8601 date")
      }
      end = date
    }
    return Credentials(
      accessKeyID: id, secretAccessKey: Secret(secret),
      sessionToken: answer.sessionToken.flatMap { $0.isEmpty ? nil : Secret($0) }, expiration: end,
      accountID: answer.accountID ?? account)
  }
}
