import Emulator

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Measures commands in round trips: the time of a run over the time that a packet takes to the services and back. Each
/// service has its own address, as in reality, and TLS in front of it.
enum RoundTrips {
  private struct Row {
    var label: String
    var words: [String]
    var goal: Int
    /// Whether the credentials are those of a role, from STS.
    var usesRole = false
    /// Whether each run is the first for its space.
    var isFirst = false
    /// Whether the time until the first byte of the output counts, instead of the whole run.
    var untilFirstByte = false
  }

  private static let services = [
    "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_BEDROCK", "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "STORYBLOK_API_BASE",
  ]

  private static let user = (id: Identity.user.accessKeyID, secret: Identity.user.secret)

  private static let rows = [
    Row(label: "whoami, AWS", words: ["whoami", "--service", "aws"], goal: 3),
    Row(label: "whoami, Storyblok", words: ["whoami", "--service", "storyblok"], goal: 4),
    Row(label: "whoami, both", words: ["whoami"], goal: 4),
    Row(label: "search", words: ["search", "hut"], goal: 4),
    Row(label: "search --starts-with", words: ["search", "--starts-with", "cabins/"], goal: 4, isFirst: true),
    Row(label: "search --starts-with, again", words: ["search", "--starts-with", "cabins/"], goal: 3),
    Row(label: "models", words: ["models"], goal: 3),
    Row(label: "test-bedrock", words: ["test-bedrock"], goal: 4),
    Row(label: "ask --no-search", words: ["ask", "--no-search", "--no-save", "hello"], goal: 3),
    Row(
      label: "ask --no-search, with a role", words: ["ask", "--no-search", "--no-save", "hello"], goal: 5,
      usesRole: true),
    Row(
      label: "ask, to the first word", words: ["ask", "--no-save", "What about hiking boots?"], goal: 6,
      untilFirstByte: true),
  ]

  /// `sva-bench round-trips SVA FRONT CERTIFICATE KEY AUTHORITY [MS]`; the exit status is 1 if a run failed or takes more
  /// than its goal.
  static func run(_ words: [String]) -> Int32 {
    guard words.count >= 5, let time = words.count > 5 ? Int(words[5]) : 100 else {
      print("usage: sva-bench round-trips SVA FRONT CERTIFICATE KEY AUTHORITY [MS]")
      return 2
    }
    var scenario = Scenario()
    scenario.keepsLog = false
    scenario.roundTrip = time
    scenario.storyblok.scheme = "https"
    guard let emulator = try? Emulator.start(scenario) else { return 1 }
    var fronts: [Conversations.Child] = []
    defer {
      for front in fronts { kill(front.id, SIGTERM) }
      emulator.stop()
    }
    for service in services {
      let command = ["python3", words[1], String(emulator.port), words[2], words[3], String(time)]
      guard let front = Conversations.spawn(command, input: ""), let port = port(of: front) else {
        print("round trips: no server")
        return 1
      }
      fronts.append(front)
      setenv(service, "https://localhost:\(port)", 1)
    }
    setenv("STORYBLOK_SPACE_ID", "1023456", 1)
    setenv("STORYBLOK_TOKEN", StoryblokToken.preview.value, 1)
    setenv("AWS_CA_BUNDLE", words[4], 1)
    setenv("SSL_CERT_FILE", words[4], 1)
    setenv("AWS_CONFIG_FILE", "role-config", 1)
    return rows.map { measure($0, words[0], time) }.allSatisfy { $0 } ? 0 : 1
  }

  private static func measure(_ row: Row, _ sva: String, _ time: Int) -> Bool {
    if row.usesRole { setenv("AWS_PROFILE", "role", 1) } else { unsetenv("AWS_PROFILE") }
    for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] {
      if row.usesRole { unsetenv(name) } else { setenv(name, name == "AWS_ACCESS_KEY_ID" ? user.id : user.secret, 1) }
    }
    var trips: [Double] = []
    for run in 0..<3 {
      if row.usesRole { writeRole(run) }
      setenv("SVA_STATE_HOME", row.isFirst ? "state-\(run)" : "state", 1)
      let start = ContinuousClock.now
      guard let child = Conversations.spawn([sva] + row.words + ["-q"], input: "") else { return false }
      var elapsed = Duration.zero
      var byte: UInt8 = 0
      if row.untilFirstByte, read(child.output, &byte, 1) == 1 { elapsed = ContinuousClock.now - start }
      guard Conversations.rest(of: child) != nil else {
        print("\(row.label): a run failed")
        return false
      }
      if !row.untilFirstByte { elapsed = ContinuousClock.now - start }
      trips.append(elapsed / .milliseconds(time))
    }
    // What the programs compute counts as a part of a round trip.
    let isAbove = median(trips) >= Double(row.goal) + 0.8
    let remark = isAbove ? "   above its goal of \(row.goal)" : ""
    print("round trips over TLS: \(row.label)".padded + "\(decimal(median(trips)))   goal \(row.goal)\(remark)")
    return !isAbove
  }

  /// Writes the profile of a role, whose credentials are not in the cache of an earlier run.
  private static func writeRole(_ run: Int) {
    let config = """
      [profile role]
      role_arn = \(Role.editor.arn)
      role_session_name = bench-\(getpid())-\(run)
      source_profile = base
      [profile base]
      aws_access_key_id = \(user.id)
      aws_secret_access_key = \(user.secret)

      """
    guard let file = fopen("role-config", "w") else { return }
    fputs(config, file)
    fclose(file)
  }

  /// The port in the line `PORT N` of a server.
  private static func port(of child: Conversations.Child) -> Int? {
    var line = ""
    var byte: UInt8 = 0
    while read(child.output, &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.unicodeScalars.append(.init(byte)) }
    return line.hasPrefix("PORT ") ? Int(line.dropFirst(5)) : nil
  }
}
