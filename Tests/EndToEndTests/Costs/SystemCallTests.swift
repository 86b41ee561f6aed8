import Emulator
import TestSupport
import Testing

#if os(Linux)

  /// What a run costs and what does not vary: threads, connections, requests, files, system calls. Times are measured by
  /// `make bench` only.
  @Suite struct SystemCallTests {
    struct Cost: Sendable, CustomTestStringConvertible {
      var words: [String]
      var threads: Int
      var connections: Int
      var requests: Int
      var files: [String]
      var ownCalls: Int
      var token = StoryblokToken.preview

      var testDescription: String { words.joined(separator: " ") }
    }

    private static let shared = ["/home/.aws/config", "/home/.aws/credentials"]

    /// One thread is libcurl's. Nothing is opened that is not needed: a command without network loads no settings but `.env`.
    static let costs = [
      Cost(words: ["--version"], threads: 0, connections: 0, requests: 0, files: [], ownCalls: 18),
      Cost(words: ["help", "ask"], threads: 0, connections: 0, requests: 0, files: [], ownCalls: 18),
      Cost(
        words: ["whoami", "--service", "aws"], threads: 1, connections: 1, requests: 1, files: ["/work/.env"] + shared,
        ownCalls: 23),
      Cost(
        words: ["whoami"], threads: 1, connections: 2, requests: 3,
        files: ["/work/.env"] + shared + ["/home/.local/state/sva/index"], ownCalls: 26),
      Cost(
        words: ["search", "--draft", "--starts-with", "cabins/"], threads: 1, connections: 1, requests: 2,
        files: ["/work/.env"], ownCalls: 24),
      Cost(
        words: ["ask", "--no-search", "--no-save", "hello"], threads: 1, connections: 1, requests: 1,
        files: ["/work/.env"] + shared, ownCalls: 32),
    ]

    @Test(.enabled(if: SystemCallTrace.strace.isTried, "strace is not installed"), arguments: costs)
    func systemCalls_areThoseThatAreNeeded(_ cost: Cost) throws {
      let sandbox = try Sandbox()
      let (run, trace) = try sandbox.trace(cost.words + ["-q"], with: ["STORYBLOK_TOKEN": cost.token.value])
      #expect(run.status == 0, "\(run.stderr)")
      #expect(trace.threads == cost.threads)
      #expect(trace.connections == cost.connections)
      #expect(sandbox.emulator.requestCount == cost.requests)
      #expect(trace.files(in: sandbox.folder) == cost.files)
      let allowance = max(1, cost.ownCalls / 20)
      #expect(abs(trace.ownCalls - cost.ownCalls) <= allowance, "\(trace.ownCalls), not \(cost.ownCalls)")
    }
  }
#endif
