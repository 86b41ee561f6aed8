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

  /// The process that runs the inputs.
  enum Child {
    /// The largest CPU time of one input, in seconds.
    private static let longest = 2
    /// The largest growth of memory by one input, in bytes.
    private static let maxMemory = 64 << 20
    /// The status after a broken rule.
    static let brokenStatus: Int32 = 3

    /// `TARGET SECONDS SEED FOLDER`
    static func run(_ words: [String]) async -> Int32 {
      guard words.count == 4, let target = FuzzTarget.named(words[0]), let seconds = Double(words[1]),
        let seed = UInt64(words[2]), let scratch = Scratch(words[3] + "/input")
      else { return 2 }
      let clock = ContinuousClock()
      let end = clock.now + .milliseconds(Int64(seconds * 1000))
      var run = FuzzRun(target, seed: seed)
      var count = 0
      while clock.now < end {
        let input = run.input()
        scratch.keep(input)
        if let rule = await broken(input, target, learn: { run.learn(input, $0) }) {
          try? Data(rule.utf8).write(to: URL(filePath: words[3] + "/rule"))
          return brokenStatus
        }
        count += 1
      }
      let figures = "\(count) \(run.kept) \(peakMemory() >> 20)"
      try? Data(figures.utf8).write(to: URL(filePath: words[3] + "/figures"))
      return 0
    }

    /// Runs the content of one file and prints the outcome.
    static func tryFile(_ path: String, _ target: FuzzTarget) async -> Int32 {
      guard let data = try? Data(contentsOf: URL(filePath: path)) else {
        print("cannot read \(path)")
        return 2
      }
      var outcome: FuzzTarget.Outcome = []
      if let rule = await broken(Array(data), target, learn: { outcome = $0 }) {
        print(rule)
        return brokenStatus
      }
      print("holds: \(outcome)")
      return 0
    }

    /// The rule that the input breaks, if any. If it uses too much CPU time, SIGPROF ends the process.
    private static func broken(
      _ input: [UInt8], _ target: FuzzTarget, learn: (FuzzTarget.Outcome) -> Void
    ) async -> String? {
      let before = peakMemory()
      allow(seconds: longest)
      defer { allow(seconds: 0) }
      do { learn(try await target.tryInput(input)) } catch { return "\(error)" }
      let grown = peakMemory() - before
      return grown > maxMemory ? "memory grew by \(grown >> 20) MiB" : nil
    }

    private static func allow(seconds: Int) {
      var timer = itimerval()
      timer.it_value.tv_sec = seconds
      #if canImport(Glibc)
        setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
      #else
        setitimer(ITIMER_PROF, &timer, nil)
      #endif
    }

    /// The peak memory of this process, in bytes.
    private static func peakMemory() -> Int {
      var usage = rusage()
      #if canImport(Darwin)
        getrusage(RUSAGE_SELF, &usage)
        return usage.ru_maxrss
      #else
        #if canImport(Glibc)
          getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #else
          getrusage(RUSAGE_SELF, &usage)
        #endif
        return usage.ru_maxrss << 10
      #endif
    }
  }

  /// A file mapped into memory. Its last content is kept however the process ends.
  struct Scratch {
    private static let size = 1 << 20
    private let base: UnsafeMutableRawPointer

    init?(_ path: String) {
      let file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
      guard file >= 0, ftruncate(file, off_t(Self.size)) == 0 else { return nil }
      defer { close(file) }
      guard let base = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), base != MAP_FAILED else {
        return nil
      }
      self.base = base
    }

    /// Writes the size in eight bytes, then the bytes.
    func keep(_ input: [UInt8]) {
      let count = min(input.count, Self.size - 8)
      base.storeBytes(of: UInt64(count), as: UInt64.self)
      input.withUnsafeBytes { (base + 8).copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(base), byteCount: count) }
    }

    /// The content of the file at `path`.
    static func kept(_ path: String) -> [UInt8] {
      guard let data = try? Data(contentsOf: URL(filePath: path)), data.count >= 8 else { return [] }
      let count = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
      return Array(data.dropFirst(8).prefix(count))
    }
  }
#endif
