/// Everything that Bedrock is known to answer instead of an answer, each with what it has to become. The library's tests
/// and those of the program go through the same cases, with the model `sonnet-4.5` in us-east-1.
package enum ErrorCatalogue {
  /// Every case of an error response.
  package static let responses = access + options + models + limits + requests + service + statuses + refusals

  /// The requested model.
  package static let model = "sonnet-4.5"
  /// The id that calls it.
  package static let used = "us." + base

  static let base = "anthropic.claude-sonnet-4-5-20250929-v1:0"
  static let notFound = "Model sonnet-4.5 not found. Please check the model ID."
  static let throttled = "Request throttled. Please try again in a moment."
  static let denied = "Access denied to Bedrock. Please check your AWS credentials and permissions."
}
