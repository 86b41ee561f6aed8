import Core
import Foundation
import HTTP
import TestSupport
import Testing

@testable import AWS

/// Known answers for signed event streams (`voice-signing.json`): aws-c-auth's published chain, Transcribe and Polly
/// streams whose seeds are botocore's and whose messages are those of AWS's client for Python, byte for byte.
struct EventStreamSignerTests {
  private let vectors: SigningVectors

  init() throws { vectors = try Fixture("voice-signing.json").json() }

  @Test func eventStreamSigner_signsEveryKnownChain() throws {
    #expect(vectors.cases.map(\.chunks.count) == [4, 3, 3, 3, 3])
    for vector in vectors.cases {
      var signer = vector.signer
      for (index, chunk) in vector.chunks.enumerated() {
        let signed = signer.signing(chunk.message, at: try #require(SigningVectors.date(chunk.date)))
        #expect(signed.stringToSign == chunk.string_to_sign, "\(vector.name) \(index)")
        #expect(signed.signature == chunk.signature_hex, "\(vector.name) \(index)")
        if let frame = chunk.outer_frame { #expect(Data(signed.frame) == frame, "\(vector.name) \(index)") }
      }
    }
  }

  @Test func eventStreamSigner_beginsWithTheSignatureOfTheRequest() throws {
    for vector in vectors.cases where vector.url != nil {
      let signing = try vector.signing()
      #expect(signing.canonicalRequest == vector.canonical_request, "\(vector.name)")
      if let text = vector.string_to_sign { #expect(signing.stringToSign == text, "\(vector.name)") }
      #expect(signing.signature == vector.seed_signature_hex, "\(vector.name)")
      #expect(signing.authorization == vector.authorization, "\(vector.name)")
    }
  }

  @Test func eventStreamEncoder_framesSoundAsAWSDoes() throws {
    for vector in vectors.cases {
      for chunk in vector.chunks {
        guard let audio = chunk.audio, !audio.isEmpty, let frame = chunk.inner_frame else { continue }
        let made = EventStreamEncoder.event("AudioEvent", contentType: "application/octet-stream", payload: audio)
        #expect(Data(made) == frame)
      }
    }
  }

  @Test func eventStreamEncoder_writesTheDateAsAWSDoes() throws {
    for vector in vectors.cases {
      for chunk in vector.chunks {
        guard let known = chunk.date_header_hex else { continue }
        let date = try #require(SigningVectors.date(chunk.date))
        let header = EventStreamEncoder.header(":date", .timestamp(Int64(date.timeIntervalSince1970) * 1000))
        #expect(Hex.lower(header) == known)
      }
    }
  }

  /// What the encoder writes, the decoder reads.
  @Test func eventStreamEncoder_isReadByTheDecoder() throws {
    let headers: [(name: String, value: EventStreamEncoder.Value)] = [
      (":date", .timestamp(1_768_478_400_123)), (":chunk-signature", .bytes([0, 255, 7])), ("t", .string("grüße")),
    ]
    for size in [0, 1, 7, 8, 9, 3200] {
      let payload = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      let bytes = EventStreamEncoder.frame(headers: headers, payload: payload)
      let frames = try decodeEventStream(bytes, slices: 5)
      #expect(frames.count == 1)
      #expect(
        frames.first?.headers.map(\.value) == [
          .timestamp(1_768_478_400_123), .bytes([0, 255, 7]), .string("grüße"),
        ])
      #expect(frames.first.map { Array($0.payload) } == payload)
    }
  }

  /// Over midnight UTC the key and the scope are those of the new day.
  @Test func eventStreamSigner_changesTheKeyAtMidnight() throws {
    let vector = vectors.cases[1]
    let late = try #require(SigningVectors.date("20260115T235959Z"))
    var signer = vector.signer
    _ = signer.sign([1], at: late)
    let after = signer.signing([2], at: late.addingTimeInterval(1))
    #expect(after.stringToSign.contains("\n20260116T000000Z\n20260116/eu-central-1/transcribe/aws4_request\n"))
    // A chain that begins on the new day with the signature of the old one is the same.
    var first = vector.signer
    let before = first.signing([1], at: late).signature
    var second = EventStreamSigner(
      vector.credentials, region: "eu-central-1", service: "transcribe", seed: before)
    #expect(second.signing([2], at: late.addingTimeInterval(1)).signature == after.signature)
  }

  /// The known request of Polly, and the presigned URLs of the WebSocket that is not used: the canonical form alone.
  @Test func signer_agreesWithTheKnownRequestsOfVoice() throws {
    let speech = vectors.synthesize_speech
    var url = try #require(WebURL("https://polly.eu-central-1.amazonaws.com/v1/speech"))
    let request = Request(
      "POST", url, headers: ["Content-Type": "application/json"], body: Array(speech.body.utf8))
    let signing = SigV4.signing(
      request, with: vectors.cases[1].credentials, region: "eu-central-1", service: "polly",
      at: try #require(SigningVectors.date(speech.amz_date)))
    #expect(signing.canonicalRequest == speech.canonical_request)
    #expect(signing.authorization == speech.authorization)
    for presigned in vectors.websocket_presigned {
      url = try #require(WebURL(presigned.url.replacing("wss://", with: "https://")))
      url.query = url.query.map { $0.components(separatedBy: "&X-Amz-Signature=")[0] }
      let canonical = CanonicalRequest(Request("GET", url), normalizesPath: true, encodesPath: true)
      #expect(String(decoding: canonical.bytes, as: UTF8.self) == presigned.canonical_request)
    }
  }
}

/// The file of known answers.
struct SigningVectors: Decodable, Sendable {
  struct Case: Decodable, Sendable {
    var name: String
    var access_key: String
    var secret_key: String
    var session_token: String?
    var region: String
    var service: String
    var method: String
    var url: String?
    var amz_date: String?
    var headers: [String: String]?
    var canonical_request: String
    var string_to_sign: String?
    var authorization: String?
    var seed_signature_hex: String
    var chunks: [Chunk]

    var credentials: Credentials {
      Credentials(
        accessKeyID: access_key, secretAccessKey: Secret(secret_key), sessionToken: session_token.map { Secret($0) })
    }

    var signer: EventStreamSigner {
      EventStreamSigner(credentials, region: region, service: service, seed: seed_signature_hex)
    }

    func signing() throws -> SigV4.Signing {
      let url = try #require(url.flatMap { WebURL($0) })
      var fields: Headers = ["x-amz-content-sha256": EventStreamSigner.payloadHash]
      for (name, value) in headers ?? [:] { fields[name] = value }
      return SigV4.signing(
        Request(method, url, headers: fields), with: credentials, region: region, service: service,
        at: try #require(amz_date.flatMap(SigningVectors.date)))
    }
  }

  struct Chunk: Decodable, Sendable {
    var date: String
    var payload: Data?
    var audio: Data?
    var inner_frame: Data?
    var date_header_hex: String?
    var event: String?
    var json: String?
    var string_to_sign: String
    var signature_hex: String
    var outer_frame: Data?

    /// The message inside the signed one.
    var message: [UInt8] {
      if let payload { return Array(payload) }
      if let inner_frame { return Array(inner_frame) }
      guard let event, let json else { return [] }
      return EventStreamEncoder.event(event, contentType: "application/json", payload: Array(json.utf8))
    }
  }

  struct Speech: Decodable, Sendable {
    var body: String
    var amz_date: String
    var canonical_request: String
    var authorization: String
  }

  struct Presigned: Decodable, Sendable {
    var canonical_request: String
    var url: String
  }

  struct Frames: Decodable, Sendable {
    var transcript_event: Data
    var exception: Data
  }

  var cases: [Case]
  var synthesize_speech: Speech
  var websocket_presigned: [Presigned]
  var response_frames: Frames

  /// `20260115T120000Z`.
  static func date(_ text: String) -> Date? {
    let format = ISO8601DateFormatter()
    format.formatOptions = [.withYear, .withMonth, .withDay, .withTime, .withTimeZone]
    return format.date(from: text)
  }
}
