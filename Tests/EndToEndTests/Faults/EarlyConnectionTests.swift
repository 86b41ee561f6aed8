import Emulator
import TestSupport
import Testing

/// Connections that are opened before their requests are known.
@Suite struct EarlyConnectionTests {
  /// A sandbox for everything but Bedrock's runtime, which has a server of its own behind TLS.
  private final class World {
    let sandbox: Sandbox
    let bedrock: Emulator
    let front: TLSFront

    init(closing: Int = 0, _ change: (inout Scenario) -> Void = { _ in }) throws {
      sandbox = try Sandbox(change)
      bedrock = try Emulator.start()
      front = try TLSFront(before: bedrock.port, closing: closing)
    }

    deinit { bedrock.stop() }

    func sva(_ words: [String], _ changes: [String: String] = [:]) throws -> Run {
      let variables = [
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": front.url, "AWS_CA_BUNDLE": TLSServer.authority, "AWS_REGION": "us-east-1",
      ]
      return try sandbox.sva(words, with: variables.merging(changes) { $1 })
    }
  }

  @Test(.enabled(if: TLSFront.python.isTried, "python3 is not installed"))
  func earlyConnection_isUsedForTheRequestAfterTheFirstLook() throws {
    let world = try World { $0.storyblok.latency = 150 }
    let run = try world.sva(["ask", "--no-save", "-q", "What about hiking boots?"])
    #expect(run.status == 0, "\(run)")
    #expect(world.bedrock.connectionCount == 1)
    #expect(world.bedrock.requests("ConverseStream").map(\.request.connection) == [1])
  }

  /// The connection is opened while credentials come from STS: it is there although no request was made.
  @Test(.enabled(if: TLSFront.python.isTried, "python3 is not installed"))
  func earlyConnection_isOpenedWhileCredentialsAreFetched() throws {
    let world = try World {
      $0.latency = 300
      $0.faults = [Fault(spec: "error=403:AccessDenied:not you@sts")].compactMap { $0 }
    }
    try world.sandbox.writeRole()
    let run = try world.sva(
      ["ask", "--no-save", "--no-search", "-q", "hello"],
      ["AWS_PROFILE": "role", "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""])
    #expect(run.status == 4 || run.status == 5, "\(run)")
    #expect(world.bedrock.connectionCount == 1)
    #expect(world.bedrock.requestCount == 0)
  }

  /// Nothing is opened early where the request can be made at once.
  @Test(.enabled(if: TLSFront.python.isTried, "python3 is not installed"))
  func earlyConnection_isNotOpenedWhereNothingIsWaitedFor() throws {
    let world = try World()
    let run = try world.sva(["ask", "--no-save", "--no-search", "-q", "hello"])
    #expect(run.status == 0, "\(run)")
    #expect(world.bedrock.connectionCount == 1)
  }

  /// A server closes connections on which nothing arrives.
  @Test(.enabled(if: TLSFront.python.isTried, "python3 is not installed"))
  func earlyConnection_thatTheServerClosedIsReplaced() throws {
    let world = try World(closing: 1) { $0.storyblok.latency = 150 }
    let run = try world.sva(["ask", "--no-save", "-q", "What about hiking boots?"])
    #expect(run.status == 0, "\(run)")
    #expect(world.bedrock.requests("ConverseStream").count == 1)
  }

  /// A host that refuses connections is reported once, by the request.
  @Test func earlyConnection_thatIsRefusedIsReportedByTheRequest() throws {
    let sandbox = try Sandbox { $0.storyblok.latency = 100 }
    let run = try sandbox.sva(
      ["ask", "--no-save", "-q", "What about hiking boots?"],
      with: ["AWS_ENDPOINT_URL_BEDROCK_RUNTIME": "https://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1"])
    #expect(run.status == 8)
    #expect(run.stderr.contains("127.0.0.1"), "\(run.stderr)")
  }
}
