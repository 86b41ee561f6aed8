import Core
import HTTP
import TestSupport
import Testing

@testable import AWS

/// Runs each case of the catalogue against the library. `CatalogueTests` of EndToEndTests runs the same cases against
/// the binary.
@Suite struct ErrorCatalogueTests {
  private var context: AWSErrorContext {
    AWSErrorContext(
      service: .bedrockRuntime, operation: "Converse", region: "us-east-1", now: 0,
      model: ModelChoice(requested: ErrorCatalogue.model, used: ErrorCatalogue.used))
  }

  private func failure(_ sample: ErrorCase) -> (error: AWSServiceError, failure: Failure) {
    let error = AWSServiceError(
      status: sample.status, code: sample.awsCode, message: sample.message, requestID: "r-9")
    return (error, Failure(from: error, in: context))
  }

  /// The hints as text, with options and commands by name.
  private func hints(_ failure: Failure) -> String { failure.hints.map { "\($0)" }.joined(separator: "\n") }

  @Test(arguments: ErrorCatalogue.responses) func errorTable_hasSentenceAndHintForEachCase(sample: ErrorCase) {
    let (error, failure) = failure(sample)
    if let rule = sample.rule { #expect(AWSErrorTable.rule(for: error, in: context)?.name == rule) }
    #expect(failure.code == sample.code)
    #expect(sample.isSentence(failure.sentence), "\(failure.sentence)")
    for words in sample.hints { #expect(hints(failure).contains(words)) }
    #expect(!failure.hints.isEmpty)
    #expect(failure.requestID == "r-9")
    #expect(failure.awsCode == sample.awsCode)
    #expect(failure.httpStatus == sample.status)
    #expect(failure.service == "bedrock-runtime")
  }

  /// A denied resource that is not among those the model needs is added to the statement.
  @Test func iamDenial_addsAnotherDeniedResource() {
    let base = "anthropic.claude-sonnet-4-5-20250929-v1:0"
    let denial = IAMDenial(
      "User: arn:aws:iam::111122223333:user/ada is not authorized to perform: bedrock:InvokeModel on resource: "
        + "arn:aws:bedrock:eu-west-1::foundation-model/\(base) because")
    #expect(
      denial?.statement(for: context).hasSuffix(
        #""Resource":["arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.\#(base)","#
          + #""arn:aws:bedrock:*::foundation-model/\#(base)","arn:aws:bedrock:eu-west-1::foundation-model/\#(base)"]}"#)
        == true)
  }

  @Test func iamDenial_usesThePartitionOfTheRegion() {
    let used = "us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0"
    let context = AWSErrorContext(
      service: .bedrockRuntime, operation: "Converse", region: "us-gov-west-1",
      model: ModelChoice(requested: used, used: used))
    let denial = IAMDenial(
      "User: arn:aws-us-gov:iam::111122223333:user/a is not authorized to perform: bedrock:InvokeModel")
    #expect(
      denial?.statement(for: context)
        == #"{"Effect":"Allow","Action":["bedrock:InvokeModel","bedrock:InvokeModelWithResponseStream"],"#
        + #""Resource":["arn:aws-us-gov:bedrock:us-gov-west-1:111122223333:inference-profile/\#(used)","#
        + #""arn:aws-us-gov:bedrock:*::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0"]}"#)
  }

  @Test func errorTable_hasACaseForEveryRule() {
    let named = Set(ErrorCatalogue.responses.compactMap(\.rule))
    let bedrock =
      AWSErrorTable.access + AWSErrorTable.guardrails + AWSErrorTable.options + AWSErrorTable.models
      + AWSErrorTable.limits + AWSErrorTable.requests
      + AWSErrorTable.service
    let rules = Set(bedrock.filter { $0.makeFailure != nil }.map(\.name)).subtracting([
      "no-caching", "stream-exception",
    ])
    #expect(rules.subtracting(named).isEmpty)
  }

  /// Each rule has its own sentence or hint, except two rules for an unknown model id.
  @Test func errorTable_hasDistinctMessages() {
    var messages: [String: String] = [:]
    for sample in ErrorCatalogue.responses {
      guard let rule = sample.rule, rule != "invalid-identifier" else { continue }
      let failure = failure(sample).failure
      let other = messages.updateValue(rule, forKey: failure.sentence + "\n" + hints(failure))
      #expect(other == nil || other == rule)
    }
  }

  @Test func iamDenial_readsMessages() {
    #expect(IAMDenial("Access denied") == nil)
    #expect(IAMDenial(nil) == nil)
    let denial = IAMDenial("User: X is not authorized to perform: bedrock:Y")
    #expect(denial?.action == "bedrock:Y")
    #expect(denial?.resource == "*")
  }
}
