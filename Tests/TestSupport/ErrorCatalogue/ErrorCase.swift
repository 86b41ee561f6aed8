package import Core
import Testing

/// An error response of Bedrock, and the failure it must become, in the library and in the program.
package struct ErrorCase: Sendable, CustomTestStringConvertible {
  /// The rule that decides; nil if the credentials are refused, which no rule of Bedrock covers.
  package var rule: String?
  /// The HTTP status; 0 for an exception in a stream.
  package var status: Int
  /// The value of `x-amzn-ErrorType`; nil if it is missing.
  package var awsCode: String?
  /// The message; nil if the response has no body.
  package var message: String?
  /// The failure's code.
  package var code: Failure.Code
  /// The failure's code in JSON.
  package var jsonCode: String { code.rawValue }
  /// The whole sentence, to which the number of attempts may be added. For refused credentials, whose sentence names
  /// their origin, a part of it.
  package var sentence: String
  /// Texts that the hints must contain, in library and program.
  package var hints: [String]
  /// Texts that only the program's hints must contain: its options and commands, and looked-up values.
  package var commandLine: [String]

  /// Creates a case.
  package init(
    _ rule: String?, _ status: Int, _ awsCode: String?, _ message: String?, _ code: Failure.Code, _ sentence: String,
    hints: [String] = [], commandLine: [String] = []
  ) {
    self.rule = rule
    self.status = status
    self.awsCode = awsCode
    self.message = message
    self.code = code
    self.sentence = sentence
    self.hints = hints
    self.commandLine = commandLine
  }

  package var testDescription: String {
    rule ?? "\(awsCode ?? String(status)): \(message ?? "")"
  }

  /// Whether a sentence is the one expected.
  package func isSentence(_ text: String) -> Bool { rule == nil ? text.contains(sentence) : text.hasPrefix(sentence) }
}
