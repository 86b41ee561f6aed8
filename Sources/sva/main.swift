// `sva` is the executable: it takes the process environment, arguments and transport, runs the CLI and exits. No other
// code reads the process environment.

import CLI
import Core
import HTTP

Interrupt.install()
ProcessEnvironment.occupyStandardStreams()
let world = ProcessEnvironment.snapshot()
let transport = CurlTransport(environment: world)
let thread = MainThread()
Task.detached(executorPreference: thread) {
  let status = await RunExecutor.$current.withValue(thread) {
    await run(
      arguments: Array(CommandLine.arguments.dropFirst()), environment: world, streams: .standard, transport: transport)
  }
  #if COVERAGE
    writeProfile()
  #endif
  // `_exit` skips libcurl's atexit handlers; all output is flushed by then.
  ProcessEnvironment.exit(status)
}
thread.run()

#if COVERAGE
  /// Writes the coverage profile, which `_exit` does not.
  @_silgen_name("__llvm_profile_write_file") @discardableResult func writeProfile() -> Int32
#endif
