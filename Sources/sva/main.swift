import CLI
import Dispatch
import HTTP

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs `sva` with this process's words and world, and ends it.
@Sendable private func runProcess() async {
  let world = RealWorld.enter()
  let status = await run(
    arguments: Array(CommandLine.arguments.dropFirst()), environment: world, streams: .standard,
    transport: CurlTransport(environment: world))
  // Everything is written; what exit(3) would do besides, libcurl's libraries undoing themselves, helps nobody.
  _exit(status)
}

// On this very thread up to the first wait: a command that waits for nothing starts no other thread.
if #available(macOS 26, *) {
  Task.immediateDetached { await runProcess() }
} else {
  Task.detached { await runProcess() }
}
// What was awaited may come back to this thread's queue: a thread that merely slept would never take it.
dispatchMain()
