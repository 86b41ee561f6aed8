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
    exit(status)
  #else
    // Everything is written; what exit(3) would do besides, libcurl's libraries undoing themselves, helps nobody.
    _exit(status)
  #endif
}
thread.run()
