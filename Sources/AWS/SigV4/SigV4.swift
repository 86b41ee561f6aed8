import Core
import Crypto
public import HTTP

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// AWS Signature Version 4 in headers, as a pure function.
///
/// Source: "AWS Signature Version 4 for API requests" in the IAM User Guide, and botocore for what the guide leaves
/// open.
public enum SigV4 {
  /// `request` with `X-Amz-Date`, `X-Amz-Security-Token` (temporary credentials only) and `Authorization` set. Existing
  /// ones are replaced, so that each attempt can be signed again.
  ///
  /// Body, URL and headers must be final, because every header is signed except those that proxies and clients change.
  /// `Host` is signed as `url.authority` unless the headers contain it.
  ///
  /// - Parameters:
  ///   - region: the signing region, which a custom endpoint does not change.
  ///   - service: the signing name (`bedrock`, not `bedrock-runtime`).
  ///   - date: the time of signing. The service refuses a difference of more than five minutes.
  public static func sign(
    _ request: Request, with credentials: Credentials, region: String, service: String, at date: Date
  ) -> Request {
    signing(request, with: credentials, region: region, service: service, at: date).request
  }

  /// A signature and its intermediate values, for tests and for a user whose signature was refused.
  public struct Signing: Sendable {
    /// The request with the headers added.
    public var request: Request
    /// The canonical request.
    public var canonicalRequest: String
    /// The string to sign.
    public var stringToSign: String
    /// The signature, in lower-case hexadecimal.
    public var signature: String
    /// The value of `Authorization`.
    public var authorization: String
  }

  /// Like `sign`, with the intermediate values.
  ///
  /// - Parameter normalizesPath: whether empty and dot segments are resolved before the path is signed; the default is
  ///   what the service does, which is true except for S3.
  public static func signing(
    _ request: Request, with credentials: Credentials, region: String, service: String, at date: Date,
    normalizesPath: Bool? = nil
  ) -> Signing {
    let timestamp = SigV4Timestamp(date)
    var request = request
    request.headers["Authorization"] = nil
    request.headers["X-Amz-Date"] = timestamp.text
    if let token = credentials.sessionToken, !token.isEmpty {
      request.headers["X-Amz-Security-Token"] = token.reveal()
    }

    let isS3 = service == "s3"
    let canonical = CanonicalRequest(
      request, normalizesPath: normalizesPath ?? !isS3, encodesPath: !isS3)
    let scope = "\(timestamp.day)/\(region)/\(service)/aws4_request"
    let stringToSign =
      "AWS4-HMAC-SHA256\n\(timestamp.text)\n\(scope)\n"
      + Hex.lower(SHA256.hash(data: canonical.bytes))
    let key = signingKey(credentials.secretAccessKey, day: timestamp.day, region: region, service: service)
    let signature = Hex.lower(HMAC<SHA256>.authenticationCode(for: Array(stringToSign.utf8), using: key))
    let authorization =
      "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope), "
      + "SignedHeaders=\(canonical.signedHeaders), Signature=\(signature)"
    request.headers["Authorization"] = authorization
    return Signing(
      request: request, canonicalRequest: String(decoding: canonical.bytes, as: UTF8.self),
      stringToSign: stringToSign, signature: signature, authorization: authorization)
  }

  /// The key of one day, region and service.
  static func signingKey(
    _ secret: Secret, day: String, region: String, service: String
  ) -> SymmetricKey {
    var key = SymmetricKey(data: Array("AWS4".utf8) + Array(secret.reveal().utf8))
    for part in [day, region, service, "aws4_request"] {
      key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: key))
    }
    return key
  }
}
