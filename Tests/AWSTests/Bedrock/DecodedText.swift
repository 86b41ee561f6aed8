import AWS
import Core
import Foundation

/// Decodes JSON in tests.
enum DecodedText {
  static func decode(_ json: String) throws -> JSONValue {
    try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))
  }

  static func answer(_ json: String) throws -> ConverseResponse {
    try JSONDecoder().decode(ConverseResponse.self, from: Data(json.utf8))
  }
}
