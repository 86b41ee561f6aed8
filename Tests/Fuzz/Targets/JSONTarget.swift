#if DEBUG || FUZZING
  import Core

  @testable import Storyblok

  #if canImport(FoundationEssentials)
    import FoundationEssentials
  #else
    import Foundation
  #endif

  extension FuzzTarget {
    static let json = FuzzTarget(
      "json",
      texts: [
        #"{"a":[1,-2.5e+3,true,false,null,"x\u00e9\n\ud83d\ude00"],"b":{"c":{}},"":[]}"#,
        #" [ 0 , "\\\"\/\b\f\r\t" , {"k" : 0.0E-1} ] "#,
        #""é漢字""#, "-0", #"[[[[{"a":[[]]}]]]]"#,
      ],
      words: [
        "{", "}", "[", "]", ",", ":", "\"", "\\", #"\u"#, #"\ud800"#, #"\udc00"#, "true", "false", "null", "1e", "-",
        ".", "0", "\"a\":", "[[[[",
        #"{"a":"#, " ", "\t", "\u{1F}", "\u{7F}",
      ]
    ) { bytes in
      let document = bytes[...]
      let isValid = Check.isDocument(document)
      let reference = Check.foundationValue(bytes)
      try must(isValid == (StrictJSON.isDocument(bytes) ?? isValid), "what RFC 8259 allows is read, and nothing else")
      guard isValid else { return [0, reference == nil ? 0 : 1, bytes.count / 16] }
      let figures = try Check.slices(document)
      var out: [UInt8] = []
      JSONPassThrough.append(document, to: &out)
      try must(Check.isDocument(out[...]), "what is passed on is JSON still")
      let text = String(decoding: out, as: UTF8.self)
      try must(String(validating: out, as: UTF8.self) != nil, "what is passed on is UTF-8")
      try must(Visible.isSafe(text), "what is passed on is one line that harms no terminal")
      if let reference { try must(Check.foundationValue(out) == reference, "what is passed on says the same") }
      _ = JSONTree(document)
      _ = JSONTexts.all(in: document)
      return [1, reference == nil ? 0 : 1, out == bytes ? 1 : 0] + figures
    }
  }

  private enum Check {
    static func isDocument(_ bytes: ArraySlice<UInt8>) -> Bool {
      var reader = JSONReader(bytes)
      do throws(JSONFault) {
        try reader.skip()
        try reader.finish()
        return true
      } catch { return false }
    }

    /// The value as Foundation reads it.
    static func foundationValue(_ bytes: [UInt8]) -> JSONValue? {
      try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    }

    /// Splits a document into the slices of its values, which must be documents. Returns depth and number of values.
    static func slices(_ document: ArraySlice<UInt8>) throws(Broken) -> [Int] {
      var waiting = [document]
      var count = 0
      var names = 0
      while let next = waiting.popLast(), count < 300 {
        count += 1
        var reader = JSONReader(next)
        var inner: [ArraySlice<UInt8>] = []
        do throws(JSONFault) {
          switch try reader.kind() {
          case .object:
            try reader.members { (reader, name) throws(JSONFault) in
              names += name.utf8.count
              inner.append(try reader.slice())
            }
          case .array: try reader.elements { (reader) throws(JSONFault) in inner.append(try reader.slice()) }
          case .string: names += try reader.string().utf8.count
          default: _ = try reader.text()
          }
          try reader.finish()
        } catch { throw Broken(rule: "a slice is a document: it stops at \(error.offset)") }
        for slice in inner {
          try must(
            slice.startIndex >= next.startIndex && slice.endIndex <= next.endIndex, "a slice lies within its document")
        }
        waiting += inner.prefix(50)
      }
      return [count, names]
    }
  }
#endif
