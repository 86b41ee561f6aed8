import Core

extension Remedy.Switch {
  /// An answer as a JSON document.
  static let json = Remedy.Switch("json")
  /// The beginning of the slugs of stories.
  static let startsWith = Remedy.Switch("starts-with")
  /// A test of Bedrock that does not ask STS who calls.
  static let noIdentity = Remedy.Switch("no-identity")
  /// What a test of Bedrock says to the model.
  static let prompt = Remedy.Switch("prompt")
}

extension Remedy.Command {
  /// Asks a question.
  static let ask = Remedy.Command("ask")
  /// Searches the space.
  static let search = Remedy.Command("search")
  /// Tests whether Bedrock answers.
  static let testBedrock = Remedy.Command("test-bedrock")
}
