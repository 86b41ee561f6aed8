import Emulator

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Measures the part of a conversation's input tokens that is billed at the full price or more: neither read from the
/// cache, nor cheaper.
enum Conversations {
  private static let limit = 0.4
  private static let topics = [
    "boots", "refunds", "winter gear", "huts", "shipping", "avalanches", "cooking", "guides",
  ]

  /// `sva-bench tokens SVA`; the exit status is 1 if a run failed or a share is above its limit.
  static func run(_ words: [String]) -> Int32 {
    guard let sva = words.first else {
      print("usage: sva-bench tokens SVA")
      return 2
    }
    let rounds = measure("input at full price: a question of eight tool rounds", sva) { scenario in
      scenario.script = topics.map { .toolUse("search", ["term": .string($0)]) } + [.text("That is all.")]
    } questions: {
      [["Tell me everything about hiking"]]
    }
    let runs = measure("input at full price: eight -c runs", sva) { _ in
    } questions: {
      [["What about hiking boots?"]] + topics.map { ["-c", "What about \($0)?"] }
    }
    return rounds && runs ? 0 : 1
  }

  /// Runs the questions and prints the share of their tokens; of more than one, the first begins the conversation and is
  /// not counted.
  private static func measure(
    _ label: String, _ sva: String, _ change: (inout Scenario) -> Void, questions: () -> [[String]]
  ) -> Bool {
    var scenario = Scenario()
    change(&scenario)
    guard let emulator = try? Emulator.start(scenario) else { return false }
    defer { emulator.stop() }
    point(at: emulator)
    let state = "state-\(emulator.port)"
    setenv("SVA_STATE_HOME", state, 1)
    setenv("STORYBLOK_TOKEN", StoryblokToken.personal.value, 1)
    defer { unsetenv("SVA_STATE_HOME") }
    var (full, all) = (0, 0)
    for (number, question) in questions().enumerated() {
      if number == 1 {
        (full, all) = (0, 0)
        emulator.clearRequests()
      }
      guard let child = spawn([sva, "ask", "--json", "-q"] + question, input: ""), let text = rest(of: child),
        let usage = JSON(text)?["usage"]
      else {
        print("\(label): a run failed")
        return false
      }
      let (input, write) = (usage["input_tokens"]?.int ?? 0, usage["cache_write_input_tokens"]?.int ?? 0)
      full += input + write
      all += input + write + (usage["cache_read_input_tokens"]?.int ?? 0)
    }
    let share = Double(full) / Double(max(1, all))
    let before = Self.before(emulator.requests("ConverseStream").compactMap(\.json))
    let remark = share > limit ? "   above its limit of \(decimal(limit))" : ""
    print(label.padded + "share \(decimal(share))   with tools and system cached alone \(decimal(before))\(remark)")
    return share <= limit
  }

  /// The share of the same requests if only tools and system prompt were cached, by the emulator's rule of four bytes a
  /// token.
  private static func before(_ requests: [JSON]) -> Double {
    var (full, all) = (0, 0)
    for (number, request) in requests.enumerated() {
      let system = request["system"]?.array ?? []
      let end = system.firstIndex { $0["cachePoint"] != nil } ?? 0
      let prefix = ((request["toolConfig"]?["tools"]?.array ?? []) + system[..<end]).filter { $0["cachePoint"] == nil }
      let messages = (request["messages"]?.array ?? []).flatMap { $0["content"]?.array ?? [] }
      let rest = (system[end...] + messages).filter { $0["cachePoint"] == nil }
      let cached = number == 0 ? 0 : prefix.reduce(0) { $0 + $1.text.utf8.count } / 4
      let total = (prefix + rest).reduce(0) { $0 + $1.text.utf8.count } / 4
      full += total - cached
      all += total
    }
    return Double(full) / Double(max(1, all))
  }

  // MARK: - Programs

  /// Sends the program's requests to an emulator.
  static func point(at emulator: Emulator) {
    for name in ["AWS_ENDPOINT_URL", "STORYBLOK_API_BASE"] { setenv(name, emulator.url, 1) }
    setenv("STORYBLOK_SPACE_ID", "1023456", 1)
  }

  /// A running program, and the end of its standard output.
  struct Child {
    var id: pid_t
    var output: Int32
  }

  /// Starts a program with that standard input.
  static func spawn(_ words: [String], input: String) -> Child? {
    var (source, sink): ([Int32], [Int32]) = ([0, 0], [0, 0])
    guard pipe(&source) == 0, pipe(&sink) == 0 else { return nil }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, source[0], 0)
    posix_spawn_file_actions_adddup2(&actions, sink[1], 1)
    for descriptor in source + sink { posix_spawn_file_actions_addclose(&actions, descriptor) }
    defer { posix_spawn_file_actions_destroy(&actions) }
    let arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let status = posix_spawnp(&child, words[0], &actions, nil, arguments, environ)
    close(source[0])
    close(sink[1])
    let bytes = Array(input.utf8)
    if status == 0 { _ = write(source[1], bytes, bytes.count) }
    close(source[1])
    guard status == 0 else { return nil }
    return Child(id: child, output: sink[0])
  }

  /// The rest of a program's output; nil if it failed.
  static func rest(of child: Child) -> String? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(child.output, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    close(child.output)
    var status: Int32 = 0
    waitpid(child.id, &status, 0)
    return status == 0 ? String(decoding: bytes, as: UTF8.self) : nil
  }
}
