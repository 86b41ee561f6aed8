#if DEBUG || FUZZING
  import HTTP
  import Synchronization
  import TestSupport

  @testable import AWS

  extension FuzzTarget {
    /// The response of a transcription: no input traps, and slices do not matter.
    static let transcript = FuzzTarget(
      "transcript", samples: transcriptSamples, words: ["\"IsPartial\":true", "\"Results\":[", "null", "1e400"],
      repair: EventStreamSamples.withChecksums
    ) { input in
      let whole = await readTranscript(input, slices: .max)
      let sliced = await readTranscript(input, slices: 5)
      try must(whole == sliced, "slices change the transcript")
      try must(whole.utf8.count <= 4 << 20, "a transcript without bounds")
      let end = whole.split(separator: "|", omittingEmptySubsequences: false).last ?? ""
      return [whole.utf8.count, end.utf8.count, input.count / 32]
    }

    private static var transcriptSamples: [[UInt8]] {
      let results = [
        #"{"Transcript":{"Results":[{"ResultId":"a","IsPartial":true,"Alternatives":[{"Transcript":"How many"}]}]}}"#,
        #"{"Transcript":{"Results":[{"ResultId":"a","StartTime":0.1,"EndTime":2,"IsPartial":false,"#
          + #""LanguageCode":"en-US","Alternatives":[{"Transcript":"How many?","Items":[{"Confidence":0.9}]}]}]}}"#,
      ]
      let frames = results.map {
        EventStreamEncoder.event("TranscriptEvent", contentType: "application/json", payload: Array($0.utf8))
      }
      let exception = EventStreamEncoder.frame(
        headers: [(":message-type", .string("exception")), (":exception-type", .string("BadRequestException"))],
        payload: Array(#"{"Message":"no"}"#.utf8))
      return [frames[0], frames[0] + frames[1], frames[0] + exception]
    }
  }

  private func readTranscript(_ input: [UInt8], slices size: Int) async -> String {
    let rest = Mutex(input[...])
    var reader = TranscriptReader(
      ByteStream { () throws(TransportError) in
        rest.withLock { rest in
          defer { rest = rest.dropFirst(size) }
          return rest.isEmpty ? nil : Array(rest.prefix(size))
        }
      })
    var end = ""
    do throws(TranscriptReader.Interruption) { while try await reader.next() {} } catch {
      switch error {
      case .exception(let error): end = error.code ?? ""
      case .damaged(let why): end = why
      case .truncated: end = "truncated"
      case .transport: end = "transport"
      }
    }
    return reader.assembly.text + "|" + end
  }
#endif
