import AWS
import Assistant
import Core
import Synchronization

extension TestBedrockCommand {
  /// Tests, and always writes one JSON document.
  static func run(_ context: CommandContext) async throws {
    let doors = BedrockDoors(context)
    let region: String
    do throws(Failure) { region = try doors.region() } catch { throw TestBedrockDocument.early(error) }
    var options = TestBedrock.Options(model: doors.model, region: region)
    if let prompt = context.arguments[prompt] { options.prompt = prompt }
    options.stream = !context.arguments[noStream]
    options.identity = !context.arguments[noIdentity]
    let draws = context.environment.terminal.error && context.arguments.logLevel != .quiet
    let stderr = context.stderr
    let waits = Waits(log: context.log)
    let report = await TestBedrock(
      options, doors: testDoors(context, doors), clock: context.environment.clock,
      stageBegins: { waits.begin($0) },
      stageDone: { stage in
        waits.end(stage.name)
        if draws { stderr.write(CheckList.line(stage)) }
      }
    ).run()
    if report.failure != nil { throw TestBedrockDocument.failure(report) }
    try context.output.write(document: TestBedrockDocument.success(report))
  }

  private static func testDoors(_ context: CommandContext, _ doors: BedrockDoors) -> TestBedrock.Doors {
    let session = doors.session
    return TestBedrock.Doors(
      credentials: { () throws(Failure) in
        if let key = session.bedrockAPIKey { return "Bedrock API key from \(key.origin.place)" }
        let resolved = try await session.credentials()
        return "\(resolved.origin.source.name): \(resolved.origin.detail)"
      },
      identity: { () throws(Failure) in
        if session.bedrockAPIKey != nil { return nil }
        let sts = STS(
          client: try session.client, environment: context.environment, origin: await session.origin(for: .sts))
        return try await sts.callerIdentity().arn
      },
      resolver: { () throws(Failure) in try doors.resolver() }, runtime: { () throws(Failure) in try doors.runtime() })
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
