/// One frame of an event stream (`application/vnd.amazon.eventstream`): headers and a payload.
///
/// Source: "Amazon event stream encoding" of the AWS documentation, and botocore's reader.
public struct EventStreamFrame: Sendable, Equatable {
  /// Headers and payload in one array, so that a frame needs one allocation.
  let bytes: [UInt8]
  let headersEnd: Int

  /// Makes a frame and checks its headers, so that reading them later cannot fail.
  init(bytes: [UInt8], headersEnd: Int) throws(EventStreamError) {
    var cursor = EventStreamHeaderCursor(bytes, end: headersEnd)
    while try cursor.next() != nil {}
    self.bytes = bytes
    self.headersEnd = headersEnd
  }

  /// The payload; JSON in the streams of Bedrock.
  public var payload: ArraySlice<UInt8> { bytes[headersEnd...] }

  /// The value of the first header of that name, if it is a string.
  public func string(_ name: String) -> String? {
    var cursor = EventStreamHeaderCursor(bytes, end: headersEnd)
    while let field = (try? cursor.next()) ?? nil {
      guard bytes[field.name].elementsEqual(name.utf8) else { continue }
      return field.type == .string ? String(decoding: bytes[field.value], as: UTF8.self) : nil
    }
    return nil
  }

  /// `:message-type`: `event`, `exception` or `error`.
  public var messageType: String? { string(":message-type") }
  /// `:event-type` of an event (`contentBlockDelta`).
  public var eventType: String? { string(":event-type") }
  /// `:exception-type` of an exception (`throttlingException`). Services write it in different case.
  public var exceptionType: String? { string(":exception-type") }
  /// `:error-code` of an error.
  public var errorCode: String? { string(":error-code") }
  /// `:error-message` of an error.
  public var errorMessage: String? { string(":error-message") }
}
