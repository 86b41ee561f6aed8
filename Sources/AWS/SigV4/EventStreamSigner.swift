import Core
import Crypto

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Signs the messages of an event stream in a chain: each signature covers the one before, the first that of the
/// request. A pure value: the caller gives the time.
///
/// Source: "Signing event stream messages" of the Amazon Transcribe Developer Guide. The algorithm's name is that of
/// AWS's signers and their tests (`AWS4-HMAC-SHA256-PAYLOAD`); an older page prints it without its end.
public struct EventStreamSigner: Sendable {
  /// What the request carries instead of the hash of its body, as a signed header (`x-amz-content-sha256`).
  public static let payloadHash = "STREAMING-AWS4-HMAC-SHA256-EVENTS"

  /// A signed message and its intermediate values, for tests.
  public struct Signing: Sendable {
    /// The message as it is sent: a frame with the headers `:date` and `:chunk-signature`.
    public var frame: [UInt8]
    /// The string to sign.
    public var stringToSign: String
    /// The signature, in lower-case hexadecimal.
    public var signature: String
  }

  private let credentials: Credentials
  private let region: String
  private let service: String
  private var previous: String
  /// The signing key of a day. It changes at midnight UTC.
  private var key: (day: String, key: SymmetricKey)?

  /// A chain that begins with the signature of a request.
  ///
  /// - Parameters:
  ///   - service: the signing name, such as `transcribe`.
  ///   - seed: the signature of the request, 64 hexadecimal digits.
  public init(_ credentials: Credentials, region: String, service: String, seed: String) {
    self.credentials = credentials
    self.region = region
    self.service = service
    previous = seed
  }

  /// The next message.
  ///
  /// - Parameters:
  ///   - message: a whole frame; empty for the message that ends the stream.
  ///   - date: the time of sending. The service refuses a message that is five minutes old when its turn comes.
  public mutating func sign(_ message: [UInt8], at date: Date) -> [UInt8] { signing(message, at: date).frame }

  /// Like `sign`, with the intermediate values.
  public mutating func signing(_ message: [UInt8], at date: Date) -> Signing {
    let timestamp = SigV4Timestamp(date)
    let milliseconds = EventStreamEncoder.Value.timestamp(Self.milliseconds(date))
    let scope = "\(timestamp.day)/\(region)/\(service)/aws4_request"
    let stringToSign =
      "AWS4-HMAC-SHA256-PAYLOAD\n\(timestamp.text)\n\(scope)\n\(previous)\n"
      + Hex.lower(SHA256.hash(data: EventStreamEncoder.header(":date", milliseconds))) + "\n"
      + Hex.lower(SHA256.hash(data: message))
    let code = HMAC<SHA256>.authenticationCode(for: Array(stringToSign.utf8), using: signingKey(of: timestamp.day))
    previous = Hex.lower(code)
    let frame = EventStreamEncoder.frame(
      headers: [(":date", milliseconds), (":chunk-signature", .bytes(Array(code)))], payload: message)
    return Signing(frame: frame, stringToSign: stringToSign, signature: previous)
  }

  private mutating func signingKey(of day: String) -> SymmetricKey {
    if let key, key.day == day { return key.key }
    let made = SigV4.signingKey(credentials.secretAccessKey, day: day, region: region, service: service)
    key = (day, made)
    return made
  }

  /// Whole milliseconds since 1970, within the years that a timestamp can show.
  private static func milliseconds(_ date: Date) -> Int64 {
    let value = (date.timeIntervalSince1970 * 1000).rounded(.down)
    return value.isNaN ? 0 : Int64(min(max(value, -62_167_219_200_000), 253_402_300_799_999))
  }
}
