import Emulator
import Foundation
import HTTP
import Synchronization
import TestSupport
import Testing

@testable import AWS

/// Events of a transcription, and what they are put together to.
struct TranscriptTests {
  private func event(_ results: String) throws -> TranscriptEvent {
    try TranscriptEvent(payload: Array(#"{"Transcript":{"Results":["#.utf8) + Array(results.utf8) + Array("]}}".utf8))
  }

  private func result(
    _ id: String, _ text: String, partial: Bool, start: Double = 0, end: Double = 1, words: [Double] = [],
    language: String? = nil
  ) -> String {
    let items = words.map { #"{"Content":"w","Confidence":\#($0)}"# }.joined(separator: ",")
    return #"{"ResultId":"\#(id)","StartTime":\#(start),"EndTime":\#(end),"IsPartial":\#(partial),"#
      + (language.map { #""LanguageCode":"\#($0)","# } ?? "")
      + #""Alternatives":[{"Transcript":"\#(text)","Items":[\#(items)]}]}"#
  }

  @Test func transcriptAssembly_replacesPartsUntilTheyAreFinal() throws {
    var assembly = TranscriptAssembly()
    #expect(!assembly.hasText)
    #expect(try assembly.add(event(result("a", "How", partial: true))))
    #expect(assembly.latest == "How" && assembly.hasOpenText && assembly.segments.isEmpty)
    // The same again is no change.
    #expect(try !assembly.add(event(result("a", "How", partial: true))))
    #expect(try assembly.add(event(result("a", "How many", partial: true))))
    #expect(try assembly.add(event(result("a", "How many?", partial: false, words: [0.5, 1]))))
    #expect(assembly.latest == "How many?" && !assembly.hasOpenText)
    #expect(try assembly.add(event(result("b", "And", partial: true, start: 1, end: 2))))
    #expect(assembly.latest == "And" && assembly.text == "How many? And")
    #expect(try assembly.add(event(result("b", "And why?", partial: false, start: 1, end: 2.5))))
    #expect(
      assembly.segments == [
        .init(start: 0, end: 1, text: "How many?", confidence: 0.75), .init(start: 1, end: 2.5, text: "And why?"),
      ])
  }

  @Test func transcriptAssembly_keepsNoEmptyParts() throws {
    var assembly = TranscriptAssembly()
    #expect(try !assembly.add(event("")))
    #expect(try !assembly.add(event(result("a", " ", partial: false))))
    #expect(try assembly.add(event(result("a", "Hm", partial: true))))
    // Taken back.
    #expect(try assembly.add(event(result("a", "", partial: false))))
    #expect(!assembly.hasText && assembly.segments.isEmpty)
  }

  @Test func transcriptAssembly_namesTheLanguageOfMostOfTheSpeech() throws {
    var assembly = TranscriptAssembly()
    #expect(assembly.language == nil)
    _ = try assembly.add(event(result("a", "Hello", partial: false, start: 0, end: 1, language: "en-US")))
    _ = try assembly.add(event(result("b", "Guten Tag", partial: false, start: 1, end: 4, language: "de-DE")))
    #expect(assembly.language == "de-DE")
  }

  @Test func transcriptAssembly_isBounded() throws {
    var assembly = TranscriptAssembly()
    let long = String(repeating: "word ", count: 20_000)
    #expect(throws: TranscriptAssembly.LimitExceeded.self) {
      for number in 0..<100 { _ = try assembly.add(event(result("\(number)", long, partial: false))) }
    }
    var open = TranscriptAssembly()
    #expect(throws: TranscriptAssembly.LimitExceeded.self) {
      for number in 0..<100 { _ = try open.add(event(result("\(number)", "a", partial: true))) }
    }
    // Many parts of one letter.
    var short = TranscriptAssembly()
    let many = Array(repeating: result("", "a", partial: false), count: 5000).joined(separator: ",")
    for _ in 0..<4 { #expect(try short.add(event(many))) }
    #expect(short.segments.count == 20_000)
    #expect(throws: TranscriptAssembly.LimitExceeded.self) { try short.add(event(result("", "a", partial: false))) }
    // One part that changes a thousand times is no larger than its last version.
    var changing = TranscriptAssembly()
    for number in 0..<1000 {
      _ = try changing.add(event(result("a", String(repeating: "ab ", count: number), partial: true)))
    }
  }

  /// Members that are missing or of another type do not hide the others.
  @Test func transcriptEvent_toleratesWhatItDoesNotKnow_unrecorded() throws {
    #expect(try TranscriptEvent(payload: Array(#"{"Transcript":{}}"#.utf8)).results.isEmpty)
    let event = try event(
      #"{"IsPartial":"yes","StartTime":null,"New":[1],"Alternatives":[{"Transcript":"a","Items":[7]}]}"#)
    #expect(event.results.map(\.text) == ["a"])
    #expect(event.results.map(\.isPartial) == [false])
    #expect(throws: (any Error).self) { try TranscriptEvent(payload: Array(#"{"Other":1}"#.utf8)) }
    #expect(throws: (any Error).self) { try TranscriptEvent(payload: Array("no JSON".utf8)) }
  }

  /// What AWS's own encoder writes.
  @Test func transcriptReader_readsTheKnownFrames() async throws {
    let frames = try Fixture("voice-signing.json").json(as: SigningVectors.self).response_frames
    var reader = TranscriptReader(stream(Array(frames.transcript_event), slices: 7))
    #expect(try await reader.next())
    #expect(reader.assembly.latest == "How many")
    #expect(try await !reader.next())
    var refused = TranscriptReader(stream(Array(frames.exception), slices: 7))
    do {
      _ = try await refused.next()
      Issue.record("no exception")
    } catch .exception(let error) {
      #expect(error.code == "BadRequestException" && error.status == 400)
      #expect(error.message == "Your request timed out because no new audio was received for 15 seconds.")
    } catch { Issue.record(error) }
  }

  /// Cut in two at every byte, the stream tells the same. Ended at every byte, it is cut, unless a frame ends there.
  @Test func transcriptReader_readsAStreamCutAtEveryByte() async throws {
    let frames = try [
      result("a", "How", partial: true), result("a", "How many?", partial: false), result("b", "Two", partial: true),
      result("b", "Two.", partial: false),
    ].map {
      EventStreamWriter.event(
        "TranscriptEvent", try #require(JSON(parsing: Array("{\"Transcript\":{\"Results\":[\($0)]}}".utf8))))
    }
    let bytes = frames.flatMap { $0 }
    var ends: Set<Int> = [0]
    for frame in frames { ends.insert((ends.max() ?? 0) + frame.count) }
    for cut in 0...bytes.count {
      var reader = TranscriptReader(stream([Array(bytes[..<cut]), Array(bytes[cut...])]))
      var seen: [String] = []
      while try await reader.next() { seen.append(reader.assembly.latest) }
      #expect(seen == ["How", "How many?", "Two", "Two."])
      #expect(reader.assembly.text == "How many? Two.")
      var short = TranscriptReader(stream([Array(bytes[..<cut])]))
      do {
        while try await short.next() {}
        #expect(ends.contains(cut))
      } catch .truncated { #expect(!ends.contains(cut)) } catch { Issue.record(error) }
    }
  }

  @Test func transcriptReader_reportsDamage() async throws {
    let frame = EventStreamWriter.event("TranscriptEvent", ["Transcript": ["Results": []]])
    for index in frame.indices {
      var damaged = frame
      damaged[index] ^= 4
      var reader = TranscriptReader(stream(damaged, slices: 64))
      do {
        while try await reader.next() {}
        Issue.record("byte \(index) is not checked")
      } catch .damaged {} catch .truncated {} catch { Issue.record(error) }
    }
    var other = TranscriptReader(stream(EventStreamWriter.event("TranscriptEvent", ["Other": 1]), slices: 64))
    await #expect(throws: TranscriptReader.Interruption.self) { _ = try await other.next() }
    // Events that are not known are passed over.
    var unknown = TranscriptReader(stream(EventStreamWriter.event("NewEvent", ["a": 1]), slices: 64))
    #expect(try await !unknown.next())
  }

  private func stream(_ bytes: [UInt8], slices size: Int) -> ByteStream {
    stream(stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) })
  }

  private func stream(_ slices: [[UInt8]]) -> ByteStream {
    let rest = Mutex(slices.filter { !$0.isEmpty }[...])
    return ByteStream { () throws(TransportError) in rest.withLock { $0.popFirst() } }
  }
}
