import Core
package import Foundation

/// The placeholders of the scenarios.
package enum Placeholders {
  package static func fill(_ text: String, home: String, now: Date) -> String {
    var out = text.replacingOccurrences(of: "{SERVER}", with: "http://127.0.0.1:1")
      .replacingOccurrences(of: "{HOME}", with: home)
    let renderers: [(String, (Date) -> String)] = [
      ("{T+", { Timestamp.text($0) }), ("{MS+", { String(Int($0.timeIntervalSince1970 * 1000)) }),
    ]
    for (mark, render) in renderers {
      while let start = out.range(of: mark),
        let end = out.range(of: "}", range: start.upperBound..<out.endIndex),
        let seconds = Double(out[start.upperBound..<end.lowerBound])
      {
        var value = render(now.addingTimeInterval(seconds))
        var until = end.upperBound
        if out[until...].hasPrefix("!UTC") {
          until = out.index(until, offsetBy: 4)
          value = value.dropLast() + "UTC"
        }
        out.replaceSubrange(start.lowerBound..<until, with: value)
      }
    }
    return out
  }
}
