import Emulator
import Testing

/// The error catalogue through the real binary: each row once by Converse and once by ConverseStream, as text and as
/// JSON, with exit code, sentence and hints.
@Suite struct CatalogueTests {
  private static let question = ["ask", "--no-search", "-m", Endpoint.model, "--max-attempts", "1", "hello"]

  @Test(arguments: CatalogueRow.all)
  func row(_ row: CatalogueRow) throws {
    let sandbox = try Sandbox { scenario in
      scenario.faults = [
        Fault(.error(status: row.status, code: row.awsCode, message: row.message), on: "bedrock-runtime:Converse")
      ]
    }
    let text = try sandbox.sva(Self.question + ["--no-stream"])
    Self.check(try ErrorOutput(text: text), text, row)
    #expect(text.out.isEmpty)
    let json = try sandbox.sva(Self.question + ["--json"])
    let error = try ErrorOutput(json: json)
    Self.check(error, json, row)
    #expect(error.code == row.code)
    #expect(error.document?["aws_code"]?.string == row.awsCode)
    #expect(error.document?["http_status"]?.int == row.status)
    #expect(error.document?["service"]?.string == "bedrock-runtime")
    #expect(error.document?["request_id"]?.string?.isEmpty == false)
  }

  /// The smoke test tells the same: the document of the error, and the stages.
  @Test(arguments: CatalogueRow.all.filter { ["IAM", "expired", "unknown model", "capacity"].contains($0.name) })
  func smokeTest(_ row: CatalogueRow) throws {
    let sandbox = try Sandbox { scenario in
      scenario.faults = [
        Fault(.error(status: row.status, code: row.awsCode, message: row.message), on: "bedrock-runtime:Converse")
      ]
    }
    let run = try sandbox.sva(["test-bedrock", "-m", Endpoint.model, "--max-attempts", "1"])
    let error = try ErrorOutput(json: run)
    Self.check(error, run, row)
    let stages = error.document?["stages"]?.array?.compactMap { $0["name"]?.string }
    #expect(stages == ["credentials", "identity", "model", "converse", "stream"])
  }

  /// STS words it the same way, under its own code.
  @Test func stsOfAnotherRegion() throws {
    let sandbox = try Sandbox { scenario in
      let message = "Credential should be scoped to a valid region."
      scenario.faults = [Fault(.error(status: 403, code: "SignatureDoesNotMatch", message: message), on: "sts:")]
    }
    let run = try sandbox.sva(["whoami", "--service", "aws", "--json", "--max-attempts", "1"])
    let error = try ErrorOutput(json: run)
    #expect(error.code == "bad_config")
    #expect(error.text.contains("--region"))
  }

  @Test(arguments: CatalogueRow.midStream, [0, 4])
  func midStream(_ row: CatalogueRow, afterEvents: Int) throws {
    let sandbox = try Sandbox { scenario in
      scenario.script = [.text("These words arrive before it breaks off."), .text("Again.")]
      scenario.faults = [
        Fault(.exception(name: row.awsCode, message: row.message, afterEvents: afterEvents), on: "ConverseStream")
      ]
    }
    let text = try sandbox.sva(Self.question)
    Self.check(try ErrorOutput(text: text), text, row)
    // What arrived stays.
    #expect(text.stdout.isEmpty == (afterEvents == 0))
    let json = try sandbox.sva(Self.question + ["--json"])
    let error = try ErrorOutput(json: json)
    Self.check(error, json, row)
    #expect(error.code == row.code)
    if afterEvents > 0 { #expect(error.document?["partial_response"]?.string?.isEmpty == false) }
  }

  private static func check(_ error: ErrorOutput, _ run: Run, _ row: CatalogueRow) {
    #expect(run.status == ErrorOutput.status(of: row.code), "\(row): \(run.status) \(error.text)")
    #expect(error.sentence.contains(row.sentence), "\(row): \(error.sentence)")
    let hints = error.hints.joined(separator: "\n")
    for words in row.hints { #expect(hints.contains(words), "\(row): \(words) is not in: \(hints)") }
  }
}
