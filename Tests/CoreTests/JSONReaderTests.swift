import Foundation
import TestSupport
import Testing

@testable import Core

@Suite struct JSONReaderTests {
  /// Accepts the same texts as Python's reader (`Scripts/make_json.py`).
  @Test func jsonReader_acceptsWhatPythonAccepts() throws {
    var count = 0
    for line in try Fixture("json.txt").text().split(separator: "\n") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      let bytes = Self.bytes(hex: parts[1])
      #expect(Self.isJSON(bytes) == (parts[0] == "1"), "\(String(decoding: bytes, as: UTF8.self))")
      count += 1
    }
    #expect(count > 3000)
  }

  /// Values that are read or passed through equal Foundation's, for every text that Python accepts.
  @Test func jsonPassThrough_keepsValues() throws {
    for line in try Fixture("json.txt").text().split(separator: "\n") where line.first == "1" {
      let bytes = Self.bytes(hex: line.split(separator: "\t", omittingEmptySubsequences: false)[1])
      var reader = JSONReader(bytes)
      var out: [UInt8] = []
      JSONPassThrough.append(try reader.slice(), to: &out)
      #expect(!out.contains { $0 < 0x20 || $0 == 0x7F })
      // Foundation accepts 512 levels and no unpaired surrogates.
      guard
        let before = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
          as? NSObject
      else { continue }
      let after = try JSONSerialization.jsonObject(with: Data(out), options: .fragmentsAllowed) as? NSObject
      #expect(before == after)
    }
  }

  @Test func jsonReader_decodesStrings() throws {
    var reader = JSONReader(Array(#""a\"\\\/\b\f\n\r\tü\u00fc\ud83d\ude42\ud83dx\udc00\u0000""#.utf8))
    #expect(try reader.string() == "a\"\\/\u{8}\u{C}\n\r\tüü🙂\u{FFFD}x\u{FFFD}\u{0}")
  }

  @Test func jsonReader_skipsValuesOfOtherTypes() throws {
    var reader = JSONReader(
      Array(#"["7", 7, 7.5, null, true, {"a":[1]}, "x", [2], "1", "0", 1, "215835417873378"]"#.utf8))
    var seen: [Int64?] = []
    try reader.elements { (reader) throws(JSONFault) in seen.append(try reader.integer()) }
    #expect(seen == [7, 7, nil, nil, nil, nil, nil, nil, 1, 0, 1, 215_835_417_873_378])
  }

  @Test func jsonReader_acceptsDeepNesting() throws {
    let deep = Array(repeating: UInt8(ascii: "["), count: 1 << 20)
    var reader = JSONReader(deep)
    #expect(throws: JSONFault.self) { try reader.skip() }
    let closed = deep.prefix(50_000) + Array(repeating: UInt8(ascii: "]"), count: 50_000)
    var other = JSONReader(Array(closed))
    try other.skip()
    try other.finish()
    #expect(JSONTree(closed) != nil)
  }

  @Test func jsonPassThrough_escapesUnsafeScalars() {
    let text = "{\"a\":\r\n\t\"\u{202E}x\u{9B}31m\u{7F}\u{2028}ü🙂\"}"
    var out: [UInt8] = []
    JSONPassThrough.append(ArraySlice(Array(text.utf8) + [0x20]), to: &out)
    #expect(
      String(decoding: out, as: UTF8.self) == "{\"a\": \"\\u202ex\\u009b31m\\u007f\\u2028ü🙂\"} ")
  }

  /// Every start of UTF-8 of one or two bytes, valid or not, is repaired as by Swift's own decoder.
  @Test func jsonPassThrough_repairsUTF8() {
    for first in UInt8(0x80)...0xFF {
      for second in [UInt8(0x22), 0x41, 0x80, 0x9F, 0xA0, 0xBF, 0xC3, 0xED, 0xFF] {
        for tail in [[], [0x80], [0x80, 0x80], [0xBF, 0xBF]] as [[UInt8]] {
          var out: [UInt8] = []
          JSONPassThrough.append(ArraySlice([first, second] + tail + [0x41]), to: &out)
          #expect(String(validating: out, as: UTF8.self) != nil)
          #expect(out.last == 0x41)
          if let whole = String(validating: [first, second] + tail, as: UTF8.self), !out.contains(0x5C) {
            #expect(Array(whole.utf8) == out.dropLast())
          }
        }
      }
    }
  }

  @Test func jsonTexts_findsTextsAtAnyDepth() {
    let node = #"{"type":"paragraph","content":["#
    let json =
      String(repeating: node, count: 10_000) + #"{"type":"text","text":"deep \"down\"", "x":["text", "no"]}"#
      + String(repeating: "]}", count: 10_000)
    #expect(JSONTexts.all(in: Array(json.utf8)[...]) == ["deep \"down\""])
  }

  static func isJSON(_ bytes: [UInt8]) -> Bool {
    var reader = JSONReader(bytes)
    do {
      try reader.skip()
      try reader.finish()
      return true
    } catch {
      return false
    }
  }

  static func bytes(hex: Substring) -> [UInt8] {
    let digits = Array(hex.utf8)
    return stride(from: 0, to: digits.count - 1, by: 2).map { index in
      UInt8((JSONEscapes.hex(digits[index]) ?? 0) << 4 | (JSONEscapes.hex(digits[index + 1]) ?? 0))
    }
  }
}
