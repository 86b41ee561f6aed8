#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The peak memory of the five worst inputs, against that of a short run of the same command. Each ratio has a limit.
enum Peaks {
  private static let model = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"

  /// `sva-bench peaks SVA FOLDER`; the exit status is 1 if a run failed or a ratio is above its limit.
  static func run(_ words: [String]) -> Int32 {
    guard words.count == 2, let large = PeakServer(largeReply), let small = PeakServer(smallReply),
      let signed = PeakServer({ _ in PeakServer.Reply(Frames.signed(300_000), type: Frames.type) })
    else {
      print("usage: sva-bench peaks SVA FOLDER")
      return 2
    }
    let (sva, folder) = (words[0], words[1])
    unsetenv("AWS_ENDPOINT_URL")
    setenv("STORYBLOK_TOKEN", "ExamplePreviewToken00ptt", 1)
    let ask = { (server: PeakServer, more: [String]) in
      [sva, "ask", "--no-search", "-q", "-m", model, "--endpoint-url", server.url] + more + ["hello"]
    }
    let search = { (server: PeakServer, more: [String]) in
      [sva, "search", "-q", "--draft", "--api-base", server.url] + more
    }
    let all = ["--slug", "*", "--all", "--full", "--format", "jsonl"]
    let short = [sva, "whoami", "--offline", "--service", "aws"]
    let config = folder + "/defaults"
    guard write(defaultsTimesSections, to: config) else { return 1 }
    let results = [
      row("ask --json: an answer of 100 MB / a short one", 16, ask(large, ["--json"]), ask(small, ["--json"])),
      row("ask: 300,000 signature deltas / none", 8, ask(signed, []), ask(small, [])),
      row("search --all: a small page, then 30 MB each / one page", 16, search(large, all), search(small, all)),
      row("search: 100,000 passages of one story / one", 16, search(large, ["hut"]), search(small, ["hut"])),
      row(
        "whoami: 4 MB of [DEFAULT] keys and sections / no file", 16, ["env", "AWS_CONFIG_FILE=" + config] + short,
        short),
    ]
    return results.allSatisfy { $0 } ? 0 : 1
  }

  /// Prints a ratio and returns whether it is within its limit.
  private static func row(_ label: String, _ limit: Double, _ worst: [String], _ short: [String]) -> Bool {
    guard let a = Measurement.run(worst), let b = Measurement.run(short), a.status == 0, b.status == 0 else {
      print("\(label): a command failed")
      return false
    }
    let ratio = a.memory / max(b.memory, 1)
    let remark = ratio > limit ? "   above its limit of \(Int(limit))" : ""
    print("\(label.padded)peak memory × \(decimal(ratio))\(remark)")
    return ratio <= limit
  }

  private static func write(_ text: String, to path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    defer { fclose(file) }
    return fputs(text, file) >= 0
  }

  private static var defaultsTimesSections: String {
    var text = "[DEFAULT]\n"
    for key in 0..<100_000 { text += "key\(key) = v\n" }
    for section in 0..<90_000 { text += "[profile p\(section)]\n" }
    return text
  }

  // MARK: - Responses

  @Sendable private static func smallReply(_ target: String) -> PeakServer.Reply {
    if target.contains("/converse-stream") {
      return PeakServer.Reply(Frames.body([("word ", 1)]), type: Frames.type)
    }
    if target.contains("/stories") {
      return PeakServer.Reply(#"{"stories":[\#(story(1, filler: ""))]}"#, fields: "Total: 1\r\n")
    }
    if target.contains("/strata") { return PeakServer.Reply(#"{"results":[\#(passage)]}"#) }
    return PeakServer.Reply(#"{"space":{"id":1,"name":"n"}}"#)
  }

  @Sendable private static func largeReply(_ target: String) -> PeakServer.Reply {
    if target.contains("/converse-stream") {
      return PeakServer.Reply(
        Frames.body([(String(repeating: "alpine ", count: 9000), 1600)]), type: Frames.type)
    }
    if target.contains("/strata") {
      return PeakServer.Reply(
        [
          (Array(#"{"results":[\#(passage)"#.utf8), 1), (Array(",\(passage)".utf8), 100_000), (Array("]}".utf8), 1),
        ], type: "application/json")
    }
    guard target.contains("/stories") else { return smallReply(target) }
    let page = target.firstRange(of: "&page=").flatMap { Int(target[$0.upperBound...].prefix { $0.isNumber }) } ?? 1
    let filler = page == 1 ? "" : String(repeating: "x", count: 30_000_000)
    return PeakServer.Reply(#"{"stories":[\#(story(page, filler: filler))]}"#, fields: "Total: 250\r\n")
  }

  private static func story(_ id: Int, filler: String) -> String {
    #"{"id":\#(id),"name":"n","full_slug":"s/\#(id)","content":{"component":"page","text":"\#(filler)"}}"#
  }

  private static let passage =
    #"{"story_id":1,"name":"n","slug":"s","body":"a passage of ordinary length about a hut in the mountains","score":0.5}"#
}
