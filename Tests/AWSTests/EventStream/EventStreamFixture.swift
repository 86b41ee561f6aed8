import AWS
import Foundation
import TestSupport

/// Streams and their frames as botocore's decoder reads them (`Scripts/make_eventstream_cases.py`).
struct EventStreamFixture: Decodable {
  struct Stream: Decodable {
    var name: String
    var data: Data
    var messages: [Message]
    var bytes: [UInt8] { Array(data) }
  }

  struct Message: Decodable {
    /// Name, type and value as text.
    var headers: [[String]]
    var payload: Data
  }

  struct Refusal: Decodable {
    var name: String
    var error: String
    var data: Data
  }

  var streams: [Stream]
  var refusals: [Refusal]

  static func load() throws -> EventStreamFixture { try Fixture("eventstream-cases.json").json() }
}

extension EventStreamFrame {
  /// The frame in the form of the fixture.
  var asInFixture: [[String]] {
    headers.map { header in
      switch header.value {
      case .bool(let value): [header.name, "bool", String(value)]
      case .int8(let value): [header.name, "int8", String(value)]
      case .int16(let value): [header.name, "int16", String(value)]
      case .int32(let value): [header.name, "int32", String(value)]
      case .int64(let value): [header.name, "int64", String(value)]
      case .bytes(let value): [header.name, "bytes", Data(value).base64EncodedString()]
      case .string(let value): [header.name, "string", value]
      case .timestamp(let value): [header.name, "timestamp", String(value)]
      case .uuid(let value): [header.name, "uuid", Data(value).base64EncodedString()]
      }
    }
  }
}

/// Decodes `bytes` in slices of `size` up to the end of the stream.
func decodeEventStream(
  _ bytes: [UInt8], slices size: Int = .max
) throws(EventStreamError) -> [EventStreamFrame] {
  var decoder = EventStreamDecoder()
  var frames: [EventStreamFrame] = []
  var rest = bytes[...]
  while !rest.isEmpty {
    decoder.append(rest.prefix(size))
    rest = rest.dropFirst(size)
    while let frame = try decoder.next() { frames.append(frame) }
  }
  try decoder.finish()
  return frames
}
