import Emulator
import Testing

#if os(Linux)
  /// Commands without network do not load libcurl and its thirty libraries; the loader's debug output shows it.
  struct OfflineTests {
    private func libraries(_ words: [String], _ sandbox: Sandbox) throws -> (run: Run, opensCurl: Bool) {
      let log = sandbox.work + "/loader"
      let run = try sandbox.sva(words, with: ["LD_DEBUG": "files", "LD_DEBUG_OUTPUT": log])
      let text = Sandbox.names(sandbox.work).filter { $0.hasPrefix("loader.") }
        .map { String(decoding: Sandbox.bytes(sandbox.work + "/" + $0), as: UTF8.self) }.joined()
      #expect(text.contains("libc.so"), "the loader said nothing")
      return (run, text.contains("libcurl"))
    }

    @Test(arguments: [
      [], ["--help"], ["--version"], ["help", "environment"], ["ask", "--help"], ["completions", "zsh"],
      ["whoami", "--offline"], ["whoami", "--offline", "--json"], ["ask", "--dry-run", "hello"],
      ["models", "--bogus"],
    ]) func neverOpensLibcurl(_ words: [String]) throws {
      let sandbox = try Sandbox()
      let (run, opensCurl) = try libraries(words, sandbox)
      #expect([0, 2].contains(run.status), "\(run.stderr)")
      #expect(!opensCurl)
      #expect(sandbox.emulator.requestCount == 0)
    }

    /// The check itself works: a command with network does load it.
    @Test(arguments: [["whoami"], ["models"], ["search", "boots"]]) func opensLibcurlForARequest(_ words: [String])
      throws
    {
      let sandbox = try Sandbox()
      let (run, opensCurl) = try libraries(words, sandbox)
      #expect(run.status == 0)
      #expect(opensCurl)
    }
  }
#endif
