package import Core
import Testing

/// An error answer of Bedrock and what it has to become, in the library and in the program.
package struct ErrorCase: Sendable, CustomTestStringConvertible {
  /// The rule that decides; nil where the credentials are refused, which no rule of Bedrock's speaks of.
  package var rule: String?
  /// The HTTP status; 0 for an exception in a stream.
  package var status: Int
  /// What `x-amzn-ErrorType` says; nil where it is missing.
  package var awsCode: String?
  /// The message; nil where the answer has no body.
  package var message: String?
  /// The failure's code.
  package var code: Failure.Code
  /// The failure's code as JSON has it.
  package var jsonCode: String { code.rawValue }
  /// The whole sentence, to which the attempts made may be added; of refused credentials, whose sentence tells where they
  /// are from, a part of it.
  package var sentence: String
  /// What the hints have to contain, each of them, wherever they are made.
  package var hints: [String]
  /// What the hints of the program have to contain besides: its own options and commands, and what it looked up.
  package var commandLine: [String]

  /// A case by all its parts.
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
