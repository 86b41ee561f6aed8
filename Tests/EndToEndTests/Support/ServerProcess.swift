import CTestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program that serves until it is no longer needed. Its standard output can be read.
final class ServerProcess: Sendable {
  /// The descriptor of its standard output.
  let output: Int32
  private let process: pid_t

  /// Whether it was started.
  var isRunning: Bool { process > 0 }

  /// Starts `words` with the variables `NAME=VALUE`.
  init(_ words: [String], environment: [String]) {
    var ends: [Int32] = [0, 0]
    _ = ends.withUnsafeMutableBufferPointer { test_pipe($0.baseAddress) }
    let null = open("/dev/null", O_RDWR | O_CLOEXEC)
    let arguments = words.map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0) } + [nil]
    process = test_spawn(words[0], arguments, variables, "/", null, ends[1], null, 0)
    for word in arguments + variables { free(word) }
    close(ends[1])
    close(null)
    output = ends[0]
  }

  deinit {
    if process > 0 {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(output)
  }
}
