import CLI
import Core
import HTTP

// This process's words and world, and nothing below asks for more of either.
Interrupt.install()
ProcessEnvironment.occupyStandardStreams()
let world = ProcessEnvironment.snapshot()
let transport = CurlTransport(environment: world)
let thread = MainThread()
Task.detached(executorPreference: thread) {
  let status = await run(
    arguments: Array(CommandLine.arguments.dropFirst()), environment: world, streams: .standard, transport: transport)
  #if COVERAGE
    writeProfile()
  #endif
  // `_exit` skips libcurl's atexit handlers; all output is flushed by then.
  ProcessEnvironment.exit(status)
}
thread.run()

#if COVERAGE
  /// What exit(3) would do for `make coverage`.
  @_silgen_name("__llvm_profile_write_file") @discardableResult func writeProfile() -> Int32
#endif
