import Core

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What building and updating an index costs, against fetching the pages alone (`PagesAlone`): 5,000 stories of 10 kB with
/// a delivery token, 60 ms away, within Storyblok's rate limits.
enum IndexRows {
  private static let stories = 5000
  private static let token = "ExamplePreviewToken00ptt"
  /// The limits: of the build and of the update after 1 % changed, as parts of the time of the pages and of the build,
  /// and of memory in MiB.
  private static let limits = (build: 1.5, update: 0.05, memory: 150.0)

  /// `sva-bench index SVA EMULATOR`; the exit status is 1 if a command failed or a figure is above its limit.
  static func run(_ words: [String]) -> Int32 {
    guard words.count == 2 else {
      print("usage: sva-bench index SVA EMULATOR")
      return 2
    }
    let (sva, emulator) = (words[0], words[1])
    guard let first = server(emulator, revised: 0) else { return failed() }
    defer { kill(first.process, SIGTERM) }
    setenv("STORYBLOK_API_BASE", first.url, 1)
    setenv("STORYBLOK_TOKEN", token, 1)
    let build = [sva, "search", "--update-index", "-q"]
    var pages: [Measurement] = []
    var builds: [Measurement] = []
    for round in 0..<3 {
      setenv("SVA_STATE_HOME", "state-\(getpid())-\(round)", 1)
      guard let read = measured([CommandLine.arguments[0], "pages", first.url, token]), let built = measured(build)
      else { return failed() }
      pages.append(read)
      builds.append(built)
    }
    // The same space after one story in a hundred was published again.
    guard let second = server(emulator, revised: stories / 100) else { return failed() }
    defer { kill(second.process, SIGTERM) }
    setenv("STORYBLOK_API_BASE", second.url, 1)
    var updates: [Measurement] = []
    for round in 0..<3 {
      setenv("SVA_STATE_HOME", "state-\(getpid())-\(round)", 1)
      guard let updated = measured(build) else { return failed() }
      updates.append(updated)
    }
    let wall = { (rows: [Measurement]) in median(rows.map(\.wall)) }
    let rows = [
      ("index of 5,000 stories / their pages alone: time", wall(builds) / wall(pages), limits.build),
      ("update after 1 % changed / build: time", wall(updates) / wall(builds), limits.update),
      ("build: peak memory in MiB", (builds.map(\.memory).max() ?? 0) / 1024, limits.memory),
    ]
    for (label, figure, limit) in rows {
      print("\(label.padded)\(decimal(figure))" + (figure > limit ? "   above its limit of \(decimal(limit))" : ""))
    }
    return rows.allSatisfy { $0.1 <= $0.2 } ? 0 : 1
  }

  /// Runs a command after the second in which the server counts the requests of the one before.
  private static func measured(_ words: [String]) -> Measurement? {
    sleep(2)
    return Measurement.run(words).flatMap { $0.status == 0 ? $0 : nil }
  }

  private static func failed() -> Int32 {
    print("index: a command failed")
    return 1
  }

  /// Starts an emulator as another process, so that its memory is not counted.
  private static func server(_ emulator: String, revised: Int) -> (process: pid_t, url: String)? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    defer { posix_spawn_file_actions_destroy(&actions) }
    let words = [
      emulator, "--no-log", "--latency", "60", "--rate-limits", "--stories", String(stories), "--story-bytes", "10000",
      "--revised", String(revised),
    ]
    let arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    guard posix_spawnp(&child, emulator, &actions, nil, arguments, environ) == 0 else { return nil }
    close(ends[1])
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(ends[0], &byte, 1) == 1, byte != 0x0A { line.append(byte) }
    close(ends[0])
    return line.isEmpty ? nil : (child, String(decoding: line, as: UTF8.self))
  }
}
