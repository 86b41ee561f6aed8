import CLI
import HTTP

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// This process's words and world, and nothing below asks for more of either.
let world = RealWorld.enter()
let transport = CurlTransport(environment: world)
let thread = MainThread()
Task.detached(executorPreference: thread) {
  let status = await run(
    arguments: Array(CommandLine.arguments.dropFirst()), environment: world, streams: .standard, transport: transport)
  #if COVERAGE
    writeProfile()
  #endif
  // Everything is written; what exit(3) would do besides, libcurl's libraries undoing themselves, helps nobody.
  _exit(status)
}
thread.run()

#if COVERAGE
  /// What exit(3) would do for `make coverage`.
  @_silgen_name("__llvm_profile_write_file") @discardableResult func writeProfile() -> Int32
#endif
