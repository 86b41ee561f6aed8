#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One recorded exchange with Bedrock Runtime: what the service itself answered.
struct Recording: Decodable, Sendable {
  /// The file and number of the exchange in its project.
  var id: String
  /// `Converse` or `ConverseStream`.
  var operation: String
  /// The model as it was invoked.
  var model: String
  /// The HTTP status.
  var status: Int
  /// The header fields of the answer that the recorder kept.
  var headers: [String: String]
  private var body: String?
  private var body_base64: String?

  /// The body of the answer, byte for byte.
  var bytes: [UInt8] { body_base64.flatMap { Data(base64Encoded: $0) }.map { Array($0) } ?? Array((body ?? "").utf8) }

  /// Whether the answer is a stream.
  var isStream: Bool { operation == "ConverseStream" && status == 200 }
}
