import Emulator
import TestSupport
import Testing

/// The error catalogue through the real binary: each case once by Converse and once by ConverseStream, as text and as
/// JSON, with exit code, sentence and hints.
@Suite struct CatalogueTests {
  private static let question = ["ask", "--no-search", "-m", ErrorCatalogue.model, "--max-attempts", "1", "hello"]

  /// The response of a case, instead of Bedrock Runtime's.
  private static func fault(_ sample: ErrorCase) -> Fault {
    let kind: Fault.Kind =
      if let code = sample.awsCode {
        .error(status: sample.status, code: code, message: sample.message ?? "")
      } else if let message = sample.message {
        .answer(
          status: sample.status, type: "application/json", headers: [("x-amzn-RequestId", "r-9")],
          body: (["message": .string(message)] as JSON).bytes)
      } else {
        .answer(
          status: sample.status, type: "text/plain", headers: [("x-amzn-RequestId", "r-9")],
          body: [])
      }
    return Fault(kind, on: "bedrock-runtime:Converse")
  }

  @Test(arguments: ErrorCatalogue.responses)
  func errorCatalogue_endsAsListed(_ sample: ErrorCase) throws {
    let sandbox = try Sandbox { $0.faults = [Self.fault(sample)] }
    let text = try sandbox.sva(Self.question + ["--no-stream"])
    let shown = try ErrorOutput(text: text)
    Self.check(shown, text, sample)
    #expect(text.out.isEmpty)
    let json = try sandbox.sva(Self.question + ["--json"])
    let error = try ErrorOutput(json: json)
    #expect(error.serviceMessage == sample.message)
    let line = sample.message.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
    let isRepeated = line.map(shown.sentence.contains) ?? true
    #expect(shown.serviceMessage == (isRepeated ? nil : line))
    Self.check(error, json, sample)
    #expect(error.code == sample.jsonCode)
    #expect(error.document?["aws_code"]?.string == sample.awsCode)
    #expect(error.document?["http_status"]?.int == sample.status)
    #expect(error.document?["service"]?.string == "bedrock-runtime")
    #expect(error.document?["request_id"]?.string?.isEmpty == false)
  }

  /// `test-bedrock` reports the same failure with its stages.
  @Test(
    arguments: ErrorCatalogue.responses.filter {
      ["policy", "invalid-identifier", "capacity"].contains($0.rule) || $0.awsCode == "ExpiredTokenException"
    })
  func errorCatalogue_endsAsListedInTestBedrock(_ sample: ErrorCase) throws {
    let sandbox = try Sandbox { $0.faults = [Self.fault(sample)] }
    let run = try sandbox.sva(["test-bedrock", "-m", ErrorCatalogue.model, "--max-attempts", "1"])
    let error = try ErrorOutput(json: run)
    Self.check(error, run, sample)
    let stages = error.document?["stages"]?.array?.compactMap { $0["name"]?.string }
    #expect(stages == ["credentials", "identity", "model", "converse", "stream"])
  }

  /// STS reports the same failure with its own code.
  @Test func errorCatalogue_stsOfAnotherRegion() throws {
    let sandbox = try Sandbox { scenario in
      let message = "Credential should be scoped to a valid region."
      scenario.faults = [Fault(.error(status: 403, code: "SignatureDoesNotMatch", message: message), on: "sts:")]
    }
    let run = try sandbox.sva(["whoami", "--service", "aws", "--json", "--max-attempts", "1"])
    let error = try ErrorOutput(json: run)
    #expect(error.code == "bad_config")
    #expect(error.text.contains("--region"))
  }

  @Test(arguments: ErrorCatalogue.exceptions.map(\.error), [0, 4])
  func errorCatalogue_endsAsListedInMidStream(_ sample: ErrorCase, afterEvents: Int) throws {
    let sandbox = try Sandbox { scenario in
      scenario.script = [.text("These words arrive before it breaks off."), .text("Again.")]
      scenario.faults = [
        Fault(
          .exception(name: sample.awsCode ?? "", message: sample.message ?? "", afterEvents: afterEvents),
          on: "ConverseStream")
      ]
    }
    let text = try sandbox.sva(Self.question)
    Self.check(try ErrorOutput(text: text), text, sample)
    // Received text stays.
    #expect(text.stdout.isEmpty == (afterEvents == 0))
    let json = try sandbox.sva(Self.question + ["--json"])
    let error = try ErrorOutput(json: json)
    Self.check(error, json, sample)
    #expect(error.code == sample.jsonCode)
    if afterEvents > 0 { #expect(error.document?["partial_response"]?.string?.isEmpty == false) }
  }

  private static func check(_ error: ErrorOutput, _ run: Run, _ sample: ErrorCase) {
    #expect(run.status == ErrorOutput.status(of: sample.jsonCode), "\(run.status) \(error.text)")
    #expect(sample.isSentence(error.sentence), "\(error.sentence)")
    let hints = error.hints.joined(separator: "\n")
    for words in sample.hints + sample.commandLine { #expect(hints.contains(words)) }
  }
}
