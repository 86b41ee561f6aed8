#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The peak memory of a command with one of the worst inputs, against that of a short run. Each ratio has a limit.
///
/// The server is another process: the peak that the system reports for a child begins with its parent's size.
enum Peaks {
  /// `sva-bench peak LABEL LIMIT WORST… --vs SHORT…`; the exit status is 1 if a command failed or the ratio is above the
  /// limit.
  static func run(_ words: [String]) -> Int32 {
    guard let (worst, short, limit) = measure(words, "peak") else { return 2 }
    let ratio = worst / max(short, 1)
    let remark = ratio > limit ? "   above its limit of \(words[1])" : ""
    print("\(words[0].padded)peak memory × \(decimal(ratio))\(remark)")
    return ratio > limit ? 1 : 0
  }

  /// `sva-bench growth LABEL MIB WORST… --vs SHORT…`: the same, in MiB by which the first peak is above the second.
  static func growth(_ words: [String]) -> Int32 {
    guard let (worst, short, limit) = measure(words, "growth") else { return 2 }
    let growth = (worst - short) / 1024
    let remark = growth > limit ? "   above its limit" : ""
    print("\(words[0].padded)\(decimal(growth)) MiB more (at most \(words[1]))\(remark)")
    return growth > limit ? 1 : 0
  }

  /// The peak memory of both commands in KiB, and the limit.
  private static func measure(_ words: [String], _ name: String) -> (worst: Double, short: Double, limit: Double)? {
    guard words.count > 4, let limit = Double(words[1]), let divider = words.firstIndex(of: "--vs"), divider > 2,
      divider + 1 < words.count
    else {
      print("usage: sva-bench \(name) LABEL LIMIT COMMAND… --vs COMMAND…")
      return nil
    }
    guard let worst = Measurement.run(Array(words[2..<divider])),
      let short = Measurement.run(Array(words[(divider + 1)...])), worst.status == 0, short.status == 0
    else {
      print("\(words[0]): a command failed")
      return nil
    }
    return (worst.memory, short.memory, limit)
  }

  /// `sva-bench serve large|small|signed`: prints the URL of a server of such responses and serves until it is ended.
  static func serve(_ words: [String]) -> Int32 {
    let replies: [String: @Sendable (String) -> PeakServer.Reply] = [
      "large": largeReply, "small": smallReply,
      "signed": { _ in PeakServer.Reply(Frames.signed(300_000), type: Frames.type) },
    ]
    guard let reply = words.first.flatMap({ replies[$0] }), let server = PeakServer(reply) else {
      print("usage: sva-bench serve large|small|signed")
      return 2
    }
    print(server.url)
    fflush(nil)
    while true { pause() }
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
