import AWS
import Core
import Crypto
import HTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The cost of the inner loops as multiples of unavoidable work: signing against hashing the same body, decoding frames
/// against copying the same bytes.
enum Rates {
  static func run() -> Int32 {
    guard let url = WebURL("https://bedrock-runtime.us-east-1.amazonaws.com/model/a%3A0/converse") else {
      return 1
    }
    let body = [UInt8](repeating: 0x61, count: 4096)
    let request = Request("POST", url, headers: ["Content-Type": "application/json"], body: body)
    let credentials = Credentials(
      accessKeyID: "AKIDEXAMPLE", secretAccessKey: Secret("wJalrXUtnFEMI"), sessionToken: Secret("token"))
    let date = Date(timeIntervalSince1970: 1_800_000_000)
    let signing = time(2000) {
      SigV4.sign(request, with: credentials, region: "us-east-1", service: "bedrock", at: date).headers.fields
        .count
    }
    let hashing = time(2000) { SHA256.hash(data: body).reduce(0) { $0 + Int($1) } }
    print("signing a 4 KiB request, against SHA-256 of its body: × \(decimal(signing / hashing))")

    let frame = Frames.frame(
      "contentBlockDelta", #"{"contentBlockIndex":0,"delta":{"text":"some words of an answer "}}"#)
    let stream = (0..<20_000).flatMap { _ in frame }
    let decoding = time(5) {
      var decoder = EventStreamDecoder()
      var count = 0
      var rest = stream[...]
      while !rest.isEmpty {
        decoder.append(rest.prefix(16 << 10))
        rest = rest.dropFirst(16 << 10)
        while let frame = try? decoder.next() { count += frame.payload.count }
      }
      return count
    }
    let checking = time(5) { SHA256.hash(data: stream).reduce(0) { $0 + Int($1) } }
    print("decoding 20,000 frames, against SHA-256 of the same bytes: × \(decimal(decoding / checking))")
    return 0
  }

  private static func time(_ rounds: Int, _ body: () -> Int) -> Double {
    var sink = body()
    let start = ContinuousClock.now
    for _ in 0..<rounds { sink &+= body() }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    // Uses the result, so that the loop is not optimised away.
    return sink == .min ? 0 : seconds
  }
}
