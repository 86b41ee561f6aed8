#if DEBUG || FUZZING
  import Fuzz

  #if canImport(FoundationEssentials)
    import FoundationEssentials
  #else
    import Foundation
  #endif
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #else
    import Darwin
  #endif

  /// Runs one target in child processes, one after another. After a finding the next child has a new seed.
  struct Campaign {
    private static let maxFindings = 10
    /// The longest run of a child, so that its corpus changes from time to time.
    private static let longestChild = 120.0

    private let target: FuzzTarget
    private let seconds: Int
    private let seed: UInt64
    private let folder = "/tmp/sva-fuzz-\(getpid())"

    init(_ target: FuzzTarget, seconds: Int, seed: UInt64) {
      self.target = target
      self.seconds = seconds
      self.seed = seed
    }

    /// Runs for the given time. Returns the number of different findings.
    func run() -> Int {
      try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let clock = ContinuousClock()
      let start = clock.now
      var left = Double(seconds)
      var next = seed
      var (inputs, kept, peak) = (0, 0, 0)
      var findings: Set<String> = []
      while left > 0.05, findings.count < Self.maxFindings {
        let end = spawn(["--child", target.name, "\(min(left, Self.longestChild))", "\(next)", folder])
        next += 1
        if end == .exited(0) {
          let figures = text("figures").split(separator: " ").compactMap { Int($0) }
          if figures.count == 3 {
            (inputs, kept, peak) = (inputs + figures[0], max(kept, figures[1]), max(peak, figures[2]))
          }
        } else if let name = keep(Scratch.kept(folder + "/input"), end, known: findings) {
          findings.insert(name)
        }
        left = Double(seconds) - Double((clock.now - start).components.seconds)
      }
      let result = findings.isEmpty ? "nothing found" : "\(findings.count) findings in fuzz-findings"
      printLine(
        "\(target.name): \(inputs) inputs in \(seconds) s, \(kept) kept, peak \(peak) MiB, seed \(seed): \(result)")
      return findings.count
    }

    /// Minimises the input and stores it. Returns its description, or nil if it is known.
    private func keep(_ input: [UInt8], _ end: End, known: Set<String>) -> String? {
      let what = end == .exited(Child.brokenStatus) ? text("rule") : "\(end)"
      // Numbers in a rule differ by input.
      let kind = what.filter { !$0.isNumber }
      guard !known.contains(kind) else { return nil }
      let short = Minimizer(same: { self.end(of: $0) == end }).shortest(input)
      let name = "fuzz-findings/\(target.name)-\(String(UInt32(truncatingIfNeeded: hash(short)), radix: 16))"
      try? FileManager.default.createDirectory(atPath: "fuzz-findings", withIntermediateDirectories: true)
      try? Data(short).write(to: URL(filePath: name))
      printLine("\(target.name): \(what): \(short.count) bytes in \(name)")
      return kind
    }

    private func end(of input: [UInt8]) -> End {
      let path = folder + "/try"
      try? Data(input).write(to: URL(filePath: path))
      return spawn([target.name, "--input", path], quietly: true)
    }

    private func hash(_ bytes: [UInt8]) -> UInt64 {
      bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    private func text(_ name: String) -> String {
      (try? Data(contentsOf: URL(filePath: folder + "/" + name))).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
  }

  /// Prints without buffering, so that a run in the background can be followed.
  private func printLine(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(1, bytes, bytes.count)
  }

  /// How a child ended.
  enum End: Equatable {
    case exited(Int32)
    case signal(Int32)
  }

  /// Runs this program with other arguments to its end. The result of a child that dies is its input file.
  private func spawn(_ words: [String], quietly: Bool = false) -> End {
    let program = CommandLine.arguments[0]
    var arguments = ([program] + words).map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if quietly {
      posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }
    // Without a backtrace a trap ends the child at once.
    var variables = [strdup("SWIFT_BACKTRACE=enable=no"), nil]
    defer { for variable in variables { free(variable) } }
    var child: pid_t = 0
    guard posix_spawn(&child, program, &actions, nil, &arguments, &variables) == 0 else { return .exited(127) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signal(status & 0x7F)
  }
#endif
