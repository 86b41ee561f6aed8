#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The cost of one run of a command, measured by the operating system.
struct Measurement {
  var wall: Double
  var cpu: Double
  /// Peak memory in KiB.
  var memory: Double
  /// Pages that the process touched and the kernel had to map.
  var faults: Double
  var status: Int32

  /// Runs a command to its end and discards its output.
  static func run(_ words: [String]) -> Measurement? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let start = ContinuousClock.now
    guard posix_spawnp(&child, words[0], &actions, nil, arguments, environ) == 0 else { return nil }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(child, &status, 0, &usage) < 0, errno == EINTR {}
    let wall = (ContinuousClock.now - start) / .seconds(1)
    let cpu = [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
    return Measurement(
      wall: wall, cpu: cpu, memory: Double(usage.ru_maxrss), faults: Double(usage.ru_minflt), status: status)
  }
}

/// The median; for an even count, the lower of the two middle numbers.
func median(_ numbers: [Double]) -> Double {
  numbers.sorted()[(numbers.count - 1) / 2]
}

/// A number with two decimals.
func decimal(_ number: Double) -> String {
  let hundredths = Int((number * 100).rounded())
  return "\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100)"
}
