import Emulator
import Foundation
import TestSupport
import Testing

@testable import AWS

struct EventStreamDecoderTests {
  private let fixture: EventStreamFixture

  init() throws { fixture = try EventStreamFixture.load() }

  @Test func eventStreamDecoder_readsWhatBotocoreReads() throws {
    #expect(fixture.streams.count == 8)
    for stream in fixture.streams {
      let frames = try decodeEventStream(stream.bytes)
      #expect(frames.map(\.asInFixture) == stream.messages.map(\.headers), "\(stream.name)")
      #expect(frames.map { Data($0.payload) } == stream.messages.map(\.payload), "\(stream.name)")
    }
  }

  @Test func eventStreamDecoder_doesNotDependOnSlices() throws {
    for stream in fixture.streams {
      let whole = try decodeEventStream(stream.bytes)
      for size in [1, 2, 3, 5, 11, 12, 13, 16, 64, 1000] {
        #expect(try decodeEventStream(stream.bytes, slices: size) == whole, "\(stream.name) by \(size)")
      }
    }
  }

  /// Cut in two at every byte, the stream has the same frames. Ended at every byte, it has the whole frames before, and
  /// an error unless a frame ends there.
  @Test func eventStreamDecoder_readsAStreamCutAtEveryByte() throws {
    for stream in fixture.streams where stream.data.count < 4_000 {
      let bytes = stream.bytes
      let whole = try decodeEventStream(bytes)
      for cut in 0...bytes.count {
        var decoder = EventStreamDecoder()
        var frames: [EventStreamFrame] = []
        decoder.append(bytes[..<cut])
        while let frame = try decoder.next() { frames.append(frame) }
        let consumed = frames.reduce(0) { $0 + $1.wireSize }
        if consumed == cut {
          try decoder.finish()
        } else {
          #expect(throws: EventStreamError.truncated(after: cut - consumed)) { try decoder.finish() }
        }
        decoder.append(bytes[cut...])
        while let frame = try decoder.next() { frames.append(frame) }
        try decoder.finish()
        #expect(frames == whole, "\(stream.name) cut at \(cut)")
      }
    }
  }

  /// CRC-32 detects every error burst of up to 32 bits, so every flipped bit must be found, and no frame may follow it.
  @Test func eventStreamDecoder_findsEveryFlippedBit() throws {
    for stream in fixture.streams where stream.data.count < 2_000 {
      let whole = try decodeEventStream(stream.bytes)
      for index in stream.bytes.indices {
        for bit in 0..<8 {
          var damaged = stream.bytes
          damaged[index] ^= 1 << bit
          var decoder = EventStreamDecoder()
          decoder.append(damaged)
          var frames: [EventStreamFrame] = []
          #expect(throws: EventStreamError.self, "\(stream.name) byte \(index) bit \(bit)") {
            while let frame = try decoder.next() { frames.append(frame) }
            try decoder.finish()
          }
          #expect(frames.elementsEqual(whole.prefix(frames.count)) && frames.count < whole.count)
        }
      }
    }
  }

  @Test func eventStreamDecoder_refusesInvalidFrames() throws {
    #expect(fixture.refusals.count == 20)
    for refusal in fixture.refusals {
      var decoder = EventStreamDecoder()
      decoder.append(refusal.data)
      let error = #expect(throws: EventStreamError.self, "\(refusal.name)") { try decoder.next() }
      switch (error, refusal.error) {
      case (.badHeaders, "badHeaders"), (.badLengths, "badLengths"), (.lengthsDamaged, "lengthsDamaged"):
        break
      default: Issue.record("\(refusal.name): \(String(describing: error)), not \(refusal.error)")
      }
    }
  }

  @Test func eventStreamDecoder_repeatsItsError() throws {
    var decoder = EventStreamDecoder()
    decoder.append([UInt8](repeating: 1, count: 12))
    #expect(throws: EventStreamError.lengthsDamaged) { try decoder.next() }
    let good = EventStreamWriter.frame(headers: [], payload: [])
    decoder.append(good)
    #expect(throws: EventStreamError.lengthsDamaged) { try decoder.next() }
    #expect(throws: EventStreamError.lengthsDamaged) { try decoder.finish() }
  }

  @Test func eventStreamDecoder_namesTheHeadersOfBedrock() throws {
    let streams = Dictionary(uniqueKeysWithValues: fixture.streams.map { ($0.name, $0) })
    let answer = try decodeEventStream(try #require(streams["an answer"]).bytes)
    #expect(answer.first?.messageType == "event")
    #expect(answer.first?.eventType == "messageStart")
    #expect(answer.first?.exceptionType == nil)
    let exception = try decodeEventStream(try #require(streams["exception first"]).bytes)
    #expect(exception.first?.messageType == "exception")
    #expect(exception.first?.exceptionType == "throttlingException")
    let error = try decodeEventStream(try #require(streams["error frame"]).bytes)
    #expect(error.first?.messageType == "error")
    #expect(error.first?.errorCode == "InternalError")
    #expect(error.first?.errorMessage == "ünexpected")
    let types = try decodeEventStream(try #require(streams["every header type"]).bytes)
    #expect(types.first?.string("i32") == nil)
    #expect(types.first?.string("text") == "grüße 日本 🙂")
  }

  /// One second of random bytes, with and without valid checksums: the decoder returns frames or throws, and never
  /// traps.
  @Test func eventStreamDecoder_doesNotTrapOnRandomBytes() throws {
    var random = SeededRandom(seed: 41)
    let seeds = fixture.streams.map(\.bytes).filter { $0.count < 4_000 }
    let end = ContinuousClock.now + .seconds(1)
    var rounds = 0
    while rounds < 200 || (rounds < 200_000 && ContinuousClock.now < end) {
      rounds += 1
      var bytes: [UInt8]
      if rounds.isMultiple(of: 2) {
        bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
          UInt8.random(in: 0...255, using: &random)
        }
      } else {
        bytes = seeds.randomElement(using: &random) ?? []
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          guard !bytes.isEmpty else { break }
          bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
      }
      bytes = repaired(bytes)
      _ = try? decodeEventStream(bytes, slices: Int.random(in: 1...64, using: &random))
      _ = (try? decodeEventStream(bytes))?.map(\.headers)
    }
  }

  /// `bytes` with valid checksums of the first frame, so that random bytes reach the lengths and headers.
  private func repaired(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= 16 else { return bytes }
    func put(_ sum: UInt32, at index: Int, in bytes: inout [UInt8]) {
      for place in 0..<4 { bytes[index + place] = UInt8(truncatingIfNeeded: sum >> (24 - 8 * place)) }
    }
    var out = bytes
    put(CRC32.checksum(out[..<8]), at: 8, in: &out)
    let total = out[..<4].reduce(0) { $0 << 8 | Int($1) }
    if (16...out.count).contains(total) { put(CRC32.checksum(out[..<(total - 4)]), at: total - 4, in: &out) }
    return out
  }

  @Test func eventStreamDecoder_takesLinearTimeForSingleBytes() throws {
    let payload = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let frame = EventStreamWriter.frame(headers: [(":event-type", "x")], payload: payload)
    let start = ContinuousClock.now
    let frames = try decodeEventStream(frame, slices: 1)
    #expect(frames.map { Array($0.payload) } == [payload])
    // Quadratic copying would take hours. The limit is high for slow machines and debug builds.
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  @Test(arguments: [("", UInt32(0)), ("a", 0xE8B7_BE43), ("123456789", 0xCBF4_3926)])
  func crc32_agreesWithZlib(_ text: String, _ sum: UInt32) {
    #expect(CRC32.checksum(Array(text.utf8)) == sum)
  }

  /// Compares the eight tables with the definition, for every length to 300 and every alignment.
  @Test func crc32_agreesWithTheDefinition() {
    let bytes = (0..<308).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 13) }
    for start in 0..<8 {
      for end in start...bytes.count {
        let expected = ~bytes[start..<end].reduce(UInt32.max) { sum, byte in
          (0..<8).reduce(sum ^ UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        #expect(CRC32.checksum(bytes[start..<end]) == expected)
      }
    }
  }
}

extension EventStreamFrame {
  /// The size of the header in the stream, computed from its type.
  fileprivate var wireSize: Int {
    headers.reduce(16 + payload.count) { size, header in
      let value =
        switch header.value {
        case .bool: 0
        case .int8: 1
        case .int16: 2
        case .int32: 4
        case .int64, .timestamp: 8
        case .bytes(let value): 2 + value.count
        case .string(let value): 2 + value.utf8.count
        case .uuid: 16
        }
      return size + 2 + header.name.utf8.count + value
    }
  }
}
