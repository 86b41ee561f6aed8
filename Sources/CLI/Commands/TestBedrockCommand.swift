import AWS
import Assistant
import Core
import Synchronization

/// `sva test-bedrock`: tests whether this machine can call the model.
enum TestBedrockCommand {
  static let noStream = Flag.toggle(
    "no-stream",
    FlagText("leave the streaming call out", "Do not test ConverseStream, for policies that do not allow it.")
  )
  static let noIdentity = Flag.toggle(
    "no-identity",
    FlagText("leave the call to STS out", "Do not ask STS who is calling, for networks that do not reach it.")
  )
  static let prompt = Flag.name(
    "prompt", "TEXT",
    FlagText("what to say to the model", "Say this to the model instead of a short greeting."))
  static let voice = Flag.toggle(
    "voice",
    FlagText(
      "test the voice too",
      "Have Amazon Polly say a word, with the voice, engine and region of the settings, and Amazon Transcribe write down "
        + "that very sound. The stages speech and transcription fail apart from those of Bedrock."))
  static let junit = Flag.name(
    "junit", "FILE",
    FlagText(
      "also write the stages as a JUnit report",
      "Write the stages to this file as one JUnit test suite, which CI systems show, whether the test passes or fails.",
      completion: .file))

  static let name = "test-bedrock"

  static let spec = CommandSpec(
    name: name,
    summary: "Test whether this machine can talk to the model now",
    discussion: [
      "Resolves credentials, asks STS who they belong to, resolves the model's name, and calls it once with Converse "
        + "and once with ConverseStream. Standard output is always one JSON document, errors included; a terminal "
        + "on standard error shows a check list besides.",
      "The stage identity may fail without failing the test: a policy may allow Bedrock alone.",
    ],
    examples: [
      .init("sva test-bedrock", "test the configured model; exit status 0 when it answers"),
      .init(
        "sva test-bedrock --model haiku-4.5 --region eu-central-1", "test another model in another region"),
      .init("sva test-bedrock -q > report.json || exit 1", "in CI: keep the report, stop when it fails"),
      .init("sva test-bedrock -q --junit report.xml", "in CI: also write a report that the CI system shows"),
    ],
    flags: [
      SharedFlags.model.spec, SharedFlags.guardrail.spec, prompt.spec, noStream.spec, noIdentity.spec, voice.spec,
      junit.spec,
    ],
    operands: nil,
    exits: [
      .unconfigured, .refused, .denied, .notFound, .throttled, .unreachable, .badAnswer, .invalidRequest,
    ],
    alwaysJSON: true, failureFields: { BedrockTestRecord.noStages })
}

extension TestBedrockCommand {
  /// Runs the test and writes one JSON document, also on failure, and the JUnit report.
  static func run(_ context: CommandContext) async throws(FailureDocument) {
    let began = Timestamp.text(context.environment.clock.now())
    var report: ReportFile?
    do throws(Failure) {
      report = try context.arguments[junit].map { (name) throws(Failure) in
        try ReportFile(name, option: junit.spec.long, environment: context.environment)
      }
    } catch { throw FailureDocument(error, fields: BedrockTestRecord.noStages) }
    let document: Record
    do throws(FailureDocument) { document = try await test(context) } catch {
      let failed = error.without(context.environment.secrets).fitted(to: spec)
      do throws(Failure) { try report?.write(BedrockTestSuite.suite(failed.record, at: began).xml) } catch {
        context.log.warn("\(error.sentence)", changesResult: true)
      }
      throw error
    }
    do throws(Failure) {
      try report?.write(BedrockTestSuite.suite(document, at: began).xml)
      try context.output.write(document: document)
    } catch {
      // The test has passed: its result is told, though not as a success.
      throw FailureDocument(error, fields: Record(document.fields.filter { $0.name != "status" }))
    }
  }

  /// Runs the test.
  ///
  /// - Returns: the document of a test that passed.
  private static func test(_ context: CommandContext) async throws(FailureDocument) -> Record {
    let session = context.awsSession(context.httpClient())
    var options: TestBedrock.Options
    do throws(Failure) {
      options = TestBedrock.Options(model: try session.modelName, region: try session.bedrockRegion())
      options.guardrail = try session.guardrail()
    } catch { throw FailureDocument(error, fields: BedrockTestRecord.noStages) }
    if let prompt = context.arguments[prompt] { options.prompt = prompt }
    options.stream = !context.arguments[noStream]
    options.identity = !context.arguments[noIdentity]
    options.voice = context.arguments[voice]
    let draws = context.environment.terminal.error && context.arguments.logLevel != .quiet
    let stderr = context.stderr
    let running = RunningStages(log: context.log)
    let report = await TestBedrock(
      options, session: session, log: context.log,
      stageBegins: { running.begin($0) },
      stageDone: { stage in
        running.end(stage.name)
        if draws { stderr.write(CheckList.line(stage)) }
      }
    ).run()
    if let failure = report.failure { throw FailureDocument(failure, fields: BedrockTestRecord.fields(report)) }
    return BedrockTestRecord.success(report).mapTexts(context.environment.secrets.scrub)
  }
}

/// Shows the running stages as progress. The identity stage runs beside the model stages.
private final class RunningStages: Sendable {
  private let log: Log
  private let names = Mutex<Set<TestBedrock.Stage.Name>>([])

  init(log: Log) { self.log = log }

  func begin(_ name: TestBedrock.Stage.Name) {
    show(
      names.withLock { names in
        names.insert(name)
        return names
      })
  }

  func end(_ name: TestBedrock.Stage.Name) {
    show(
      names.withLock { names in
        names.remove(name)
        return names
      })
  }

  private func show(_ names: Set<TestBedrock.Stage.Name>) {
    let words = TestBedrock.Stage.Name.allCases.filter(names.contains).map(\.rawValue)
    log.progress(words.isEmpty ? nil : "testing " + words.joined(separator: " and "))
  }
}
