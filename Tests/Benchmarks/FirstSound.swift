import Emulator

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Measures the time from the end of an answer's first sentence to its first sound: at most a sentence of the model and a
/// request to Polly, each of which takes a fixed time here.
enum FirstSound {
  /// Milliseconds of a request to Polly, and of each piece of the answer.
  private static let (voice, piece) = (300, 50)
  private static let answer =
    "There are twelve stories about hiking boots. Three of them are reviews of this winter. All the others are older."

  /// `sva-bench first-sound SVA`; the exit status is 1 if a run failed or the time is above its limit.
  static func run(_ words: [String]) -> Int32 {
    var scenario = Scenario()
    scenario.keepsLog = false
    scenario.bedrock.thinkingTime = 500
    scenario.bedrock.script = [Turn](repeating: .text(answer), count: 5)
    scenario.faults = [
      Fault(.delayPieces(milliseconds: piece), on: "converse-stream"),
      Fault(.delay(milliseconds: voice), on: "SynthesizeSpeech"),
    ]
    guard let sva = words.first, let emulator = try? Emulator.start(scenario) else {
      print("usage: sva-bench first-sound SVA")
      return 2
    }
    defer { emulator.stop() }
    Conversations.point(at: emulator)
    setenv("STORYBLOK_TOKEN", StoryblokToken.personal.value, 1)
    var times: [Double] = []
    var limits: [Double] = []
    for _ in 0..<5 {
      guard let run = measure([sva, "ask", "--no-search", "--no-save", "--speak", "-", "How many?"]) else {
        print("first sound: a run failed")
        return 1
      }
      times.append(run.sound - run.first)
      limits.append(run.second - run.first + Double(voice) / 1000)
    }
    let (time, limit) = (median(times), median(limits))
    let goal = "at most a sentence and a request, \(Int(limit * 1000)) ms"
    print(
      "first sound after the answer's first sentence".padded + "\(Int(time * 1000)) ms (\(goal))"
        + (time > limit ? "   above its limit" : ""))
    return time > limit ? 1 : 0
  }

  /// When the first and the second sentence of the answer's text ended on standard error, and when the first sound came on
  /// standard output; nil if one of them did not, or the run failed.
  private static func measure(_ words: [String]) -> (first: Double, second: Double, sound: Double)? {
    var (text, sound): ([Int32], [Int32]) = ([0, 0], [0, 0])
    guard pipe(&text) == 0, pipe(&sound) == 0 else { return nil }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, sound[1], 1)
    posix_spawn_file_actions_adddup2(&actions, text[1], 2)
    for descriptor in text + sound { posix_spawn_file_actions_addclose(&actions, descriptor) }
    defer { posix_spawn_file_actions_destroy(&actions) }
    let arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let isStarted = posix_spawnp(&child, words[0], &actions, nil, arguments, environ) == 0
    close(text[1])
    close(sound[1])
    defer {
      close(text[0])
      close(sound[0])
    }
    guard isStarted else { return nil }
    let start = ContinuousClock.now
    var sentences: [Double] = []
    var firstSound: Double?
    var open = [
      pollfd(fd: text[0], events: Int16(POLLIN), revents: 0), pollfd(fd: sound[0], events: Int16(POLLIN), revents: 0),
    ]
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while open.contains(where: { $0.fd >= 0 }), poll(&open, nfds_t(open.count), 20_000) > 0 {
      let now = (ContinuousClock.now - start) / .seconds(1)
      for index in open.indices where open[index].revents != 0 {
        let count = read(open[index].fd, &buffer, buffer.count)
        if count <= 0 {
          open[index].fd = -1
        } else if index == 1 {
          firstSound = firstSound ?? now
        } else {
          for _ in buffer[..<count].filter({ $0 == UInt8(ascii: ".") }) { sentences.append(now) }
        }
      }
    }
    var status: Int32 = 0
    waitpid(child, &status, 0)
    guard status == 0, sentences.count >= 2, let firstSound else { return nil }
    return (sentences[0], sentences[1], firstSound)
  }
}
