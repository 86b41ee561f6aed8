import Emulator
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Many runs at once, as from `xargs -P`.
@Suite struct ManyRunsTests {
  /// Runs that find the cached credentials use them: the role is assumed by the first runs only, which are side by side.
  @Test func manyRuns_shareTheCredentialCache() throws {
    let sandbox = try Sandbox()
    try sandbox.writeRole()
    let variables = ["AWS_PROFILE": "role", "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""]
    func runs(_ count: Int) -> [String] {
      Parallel.map(Array(0..<count)) { _ -> String? in
        do {
          let run = try sandbox.sva(["test-bedrock", "-q"], with: variables)
          return run.status == 0 && run.stderr.isEmpty ? nil : "\(run.status) \(run.stderr)"
        } catch { return "\(error)" }
      }.compactMap { $0 }
    }
    #expect(runs(16) == [])
    let first = sandbox.emulator.requests("AssumeRole").count
    #expect((1...16).contains(first))
    #expect(runs(48) == [])
    #expect(sandbox.emulator.requests("AssumeRole").count == first)
    #expect(try FileManager.default.contentsOfDirectory(atPath: sandbox.home + "/.aws/cli/cache").count == 1)
  }
}
