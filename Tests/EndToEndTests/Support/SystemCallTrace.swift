import TestSupport

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The system calls of a run, recorded by strace.
struct SystemCallTrace {
  static let strace = ExternalProgram("strace")

  /// One call: the thread, the name, and all of the line behind it.
  private struct Call {
    var thread: Substring
    var name: Substring
    var text: Substring
  }

  private var calls: [Call] = []

  /// Reads a file that `strace -f -y` has written.
  init(file: String) {
    for line in String(decoding: Sandbox.bytes(file), as: UTF8.self).split(separator: "\n") {
      // Short numbers of threads are padded.
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let call = parts[1].drop { $0 == " " }
      // Lines of a call that another thread interrupted come twice; the second begins with `<...`.
      guard let open = call.firstIndex(of: "("), call.first?.isLetter == true else { continue }
      calls.append(Call(thread: parts[0], name: call[..<open], text: call[open...]))
    }
  }

  /// How many threads were started.
  var threads: Int { calls.count { $0.name.hasPrefix("clone") || $0.name == "fork" } }

  /// How many connections over the network were begun.
  var connections: Int { calls.count { $0.name == "connect" && $0.text.contains("AF_INET") } }

  /// The files that were opened, or tried, without libraries and what the system's libraries read for themselves.
  func files(in folder: String) -> [String] {
    calls.filter { $0.name == "openat" }.compactMap { call in
      let parts = call.text.split(separator: "\"", omittingEmptySubsequences: false)
      return parts.count > 1 ? String(parts[1]) : nil
    }.filter { path in
      !path.contains(".so") && !["/usr/", "/proc/", "/sys/", "/dev/", "/etc/"].contains { path.hasPrefix($0) }
    }.map { $0.replacing(folder, with: "") }
  }

  /// The number of bytes read from files in a folder.
  func bytesRead(below folder: String) -> Int {
    calls.filter { $0.name.hasPrefix("read") || $0.name.hasPrefix("pread") }.reduce(0) { sum, call in
      guard call.text.contains("<\(folder)"), let result = call.text.split(separator: " ").last else { return sum }
      return sum + max(0, Int(result) ?? 0)
    }
  }

  /// The calls of the first thread since the program has begun, without those whose number depends on time, on memory or
  /// on the libraries of the machine. What libcurl calls is on another thread.
  var ownCalls: Int {
    guard let first = calls.first?.thread else { return 0 }
    let own = calls.filter { $0.thread == first }
    // The program's own first call: it ignores SIGPIPE.
    guard let start = own.firstIndex(where: { $0.name == "rt_sigaction" && $0.text.contains("SIGPIPE") }) else {
      return 0
    }
    let others: Set<Substring> = [
      "futex", "mmap", "munmap", "mprotect", "brk", "madvise", "gettid", "sched_yield", "rseq", "set_robust_list",
      "rt_sigprocmask", "poll", "epoll_wait", "restart_syscall", "clock_nanosleep", "membarrier",
    ]
    return own[start...].count { call in
      !others.contains(call.name) && !call.text.contains(".so") && !call.text.contains("\"/usr/")
    }
  }
}

extension Sandbox {
  /// Runs `sva` like `sva(_:with:)` and records its system calls.
  func trace(_ arguments: [String], with changes: [String: String] = [:]) throws -> (Run, SystemCallTrace) {
    guard let strace = SystemCallTrace.strace.path else { throw Program.CannotStart(path: "strace") }
    let file = folder + "/trace"
    let environment = ready.merging(changes) { $1 }.filter { !$0.value.isEmpty }
    let run = try Program.run(
      strace, ["-f", "-y", "-s", "256", "-o", file, Sandbox.binary] + arguments, environment: environment, folder: work)
    return (run, SystemCallTrace(file: file))
  }
}
