import AWS
import Core

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Messages as JSON text.
enum JSONText {
  /// The message, written and read again.
  static func roundTrip(_ message: Message) throws -> Message {
    var json = JSONWriter()
    message.write(to: &json)
    return try JSONDecoder().decode(Message.self, from: Data(json.bytes))
  }
}
