import Core
import Crypto

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Proof of possession (RFC 9449): a JWT, signed with ES256, that binds a refresh token to a key.
struct DPoP: Sendable {
  private let key: P256.Signing.PrivateKey

  /// - Parameter pem: a P-256 private key as the AWS CLI stores it, SEC 1 in PEM; the result is nil if it is not valid.
  init?(pem: Secret) {
    guard let key = try? P256.Signing.PrivateKey(pemRepresentation: pem.reveal()) else { return nil }
    self.key = key
  }

  /// The value of the `DPoP` header for one POST to `url`; nil if signing fails.
  ///
  /// - Parameters:
  ///   - now: seconds since 1970.
  ///   - id: a new unique id, so that a proof cannot be replayed.
  func proof(url: String, now: Int64, id: String) -> String? {
    let point = key.publicKey.rawRepresentation
    var header = JSONWriter()
    header.object { json in
      json.member("typ", "dpop+jwt")
      json.member("alg", "ES256")
      json.key("jwk")
      json.object { json in
        json.member("kty", "EC")
        json.member("x", Self.base64URL(point.prefix(32)))
        json.member("y", Self.base64URL(point.suffix(32)))
        json.member("crv", "P-256")
      }
    }
    var payload = JSONWriter()
    payload.object { json in
      json.member("htm", "POST")
      json.member("htu", url)
      json.key("iat")
      json.integer(now)
      json.member("jti", id)
    }
    let text = Self.base64URL(header.bytes) + "." + Self.base64URL(payload.bytes)
    guard let signature = try? key.signature(for: Array(text.utf8)) else { return nil }
    return text + "." + Self.base64URL(signature.rawRepresentation)
  }

  private static func base64URL(_ bytes: some Sequence<UInt8>) -> String {
    String(
      Data(bytes).base64EncodedString().compactMap { character -> Character? in
        switch character {
        case "+": "-"
        case "/": "_"
        case "=": nil
        default: character
        }
      })
  }
}
