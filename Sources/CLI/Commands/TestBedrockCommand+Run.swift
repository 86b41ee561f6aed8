import AWS
import Assistant
import Core
import Synchronization

extension TestBedrockCommand {
  /// Tests, and always writes one JSON document.
  static func run(_ context: CommandContext) async throws {
    let session = context.awsSession(context.httpClient())
    let region: String
    do throws(Failure) { region = try session.bedrockRegion() } catch { throw TestBedrockDocument.early(error) }
    var options = TestBedrock.Options(model: session.modelName, region: region)
    if let prompt = context.arguments[prompt] { options.prompt = prompt }
    options.stream = !context.arguments[noStream]
    options.identity = !context.arguments[noIdentity]
    let draws = context.environment.terminal.error && context.arguments.logLevel != .quiet
    let stderr = context.stderr
    let waits = Waits(log: context.log)
    let report = await TestBedrock(
      options, session: session, log: context.log,
      stageBegins: { waits.begin($0) },
      stageDone: { stage in
        waits.end(stage.name)
        if draws { stderr.write(CheckList.line(stage)) }
      }
    ).run()
    if report.failure != nil { throw TestBedrockDocument.failure(report) }
    try context.output.write(document: TestBedrockDocument.success(report))
  }
}

/// The stages that are being waited for: the identity is asked for while the model answers.
private final class Waits: Sendable {
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
