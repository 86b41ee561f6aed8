import Foundation
import TestSupport
import Testing

@testable import Core

@Suite(.serialized) struct ChildProcessTests {
  private func run(
    _ script: String, timeout: Duration = .seconds(200), variables: [String: String] = [:]
  ) async throws -> ChildProcess.Result {
    let child = ChildProcess(
      path: "/bin/sh", arguments: ["sh", "-c", script], environment: variables, timeout: timeout,
      inheritsInput: false)
    return try await child.run()
  }

  @Test func childProcess_collectsBothStreams() async throws {
    let result = try await run("printf out; printf err >&2; exit 7")
    #expect(result.end == .exited(7))
    #expect(String(decoding: result.output, as: UTF8.self) == "out")
    #expect(String(decoding: result.errors, as: UTF8.self) == "err")
  }

  @Test func childProcess_reportsASignal() async throws {
    #expect(try await run("kill -TERM $$").end == .signaled(15))
  }

  @Test func childProcess_isKilledAfterItsTimeout() async throws {
    let began = ContinuousClock.now
    #expect(try await run("exec sleep 300", timeout: .milliseconds(200)).end == .timedOut)
    #expect(ContinuousClock.now - began < .seconds(200))
  }

  @Test func childProcess_isKilledAfterItsStreamsClose() async throws {
    #expect(try await run("exec sleep 300 >/dev/null 2>&1", timeout: .seconds(1)).end == .timedOut)
  }

  /// A process that the program left behind holds its streams open.
  @Test func childProcess_isOverWhenTheProgramHasEnded() async throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path("pipe")
    let result = try await run(
      "mkfifo \(pipe); (read line <\(pipe); echo late) & printf out; printf err >&2; exit 3")
    #expect(result.end == .exited(3))
    #expect(String(decoding: result.output, as: UTF8.self) == "out")
    #expect(String(decoding: result.errors, as: UTF8.self) == "err")
    // Ends the process that was left behind.
    _ = try await run("echo end >\(pipe)")
  }

  @Test func childProcess_isKilledAboveTheOutputLimit() async throws {
    let result = try await run("yes", timeout: .seconds(200))
    #expect(result.end == .tooMuchOutput)
    #expect(result.output.count <= ChildProcess.outputLimit + (16 << 10))
  }

  @Test func childProcess_keepsTheBeginningOfStandardError() async throws {
    let result = try await run("yes error | head -c 400000 >&2; printf done")
    #expect(result.end == .exited(0))
    #expect(result.errors.count < 64 << 10)
    #expect(String(decoding: result.output, as: UTF8.self) == "done")
  }

  @Test func childProcess_doesNotInheritInput() async throws {
    #expect(try await run("cat; printf end").output == Array("end".utf8))
  }

  @Test func childProcess_hasTheGivenVariablesOnly() async throws {
    let result = try await run("printf \"$MARK-$HOME\"", variables: ["MARK": "m"])
    #expect(String(decoding: result.output, as: UTF8.self) == "m-")
  }

  #if os(Linux)
    /// A child that ignores or blocks SIGPIPE does not end when its reader does.
    @Test func childProcess_startsWithCleanSignals() async throws {
      signal(SIGPIPE, SIG_IGN)
      let result = try await run("grep -E '^Sig(Blk|Ign)' /proc/self/status")
      let masks = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
      #expect(masks.count == 2)
      let pipe = UInt64(1) << 12
      for line in masks {
        let mask = try #require(UInt64(line.split(separator: "\t")[1], radix: 16))
        #expect(mask & pipe == 0, "\(line)")
      }
    }

    @Test func childProcess_inheritsNoDescriptor() async throws {
      let file = open("/etc/hostname", O_RDONLY)
      defer { close(file) }
      let result = try await run("ls /proc/self/fd | wc -l")
      // 0, 1, 2 and the folder that ls reads.
      #expect(String(decoding: result.output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines) == "4")
    }
  #endif

  @Test func childProcess_throwsForAMissingProgram() async throws {
    let folder = try TemporaryFolder()
    let child = ChildProcess(
      path: folder.path("missing"), arguments: ["x"], environment: [:], timeout: .seconds(1), inheritsInput: false)
    await #expect(throws: ChildProcess.StartError(code: ENOENT)) { try await child.run() }
  }
}
