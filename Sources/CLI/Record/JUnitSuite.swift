import Core

/// A test suite in the XML form of JUnit's Ant task, which CI systems show.
struct JUnitSuite: Sendable, Equatable {
  /// A test.
  struct Case: Sendable, Equatable {
    /// The name.
    var name: String
    /// The duration in milliseconds.
    var milliseconds = 0
    /// The result.
    var outcome: Outcome
    /// What the test printed.
    var output: String?
  }

  /// The result of a test.
  enum Outcome: Sendable, Equatable {
    case passed
    /// Left out, or without meaning for the result; the reason.
    case skipped(String)
    /// Failed: one sentence, its code, and the whole text.
    case failed(String, code: String, text: String)
  }

  /// The name of the suite.
  var name: String
  /// When the suite began, ISO 8601.
  var timestamp: String
  /// Facts about the run.
  var properties: [(name: String, value: String)] = []
  /// The tests, in order.
  var cases: [Case]

  static func == (one: JUnitSuite, other: JUnitSuite) -> Bool { one.xml == other.xml }

  /// The document.
  var xml: String {
    var failed = 0
    var skipped = 0
    for test in cases {
      switch test.outcome {
      case .passed: break
      case .failed: failed += 1
      case .skipped: skipped += 1
      }
    }
    let counts =
      #"tests="\#(cases.count)" failures="\#(failed)" errors="0" skipped="\#(skipped)" time="\#(seconds)""#
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<testsuites name="\#(Self.attribute(name))" \#(counts)>"#,
      #"  <testsuite name="\#(Self.attribute(name))" \#(counts) timestamp="\#(Self.attribute(timestamp))">"#,
    ]
    if !properties.isEmpty {
      lines.append("    <properties>")
      for (name, value) in properties {
        lines.append(#"      <property name="\#(Self.attribute(name))" value="\#(Self.attribute(value))"/>"#)
      }
      lines.append("    </properties>")
    }
    for test in cases { lines += element(test) }
    return (lines + ["  </testsuite>", "</testsuites>", ""]).joined(separator: "\n")
  }

  private var seconds: String { Self.seconds(cases.reduce(0) { $0 + $1.milliseconds }) }

  private func element(_ test: Case) -> [String] {
    let start =
      #"    <testcase classname="\#(Self.attribute(name))" name="\#(Self.attribute(test.name))" "#
      + #"time="\#(Self.seconds(test.milliseconds))""#
    var inner: [String] = []
    switch test.outcome {
    case .passed: break
    case .skipped(let reason): inner.append(#"<skipped message="\#(Self.attribute(reason))"/>"#)
    case .failed(let sentence, let code, let text):
      inner.append(
        #"<failure message="\#(Self.attribute(sentence))" type="\#(Self.attribute(code))">"# + Self.escaped(text)
          + "</failure>")
    }
    if let output = test.output { inner.append("<system-out>" + Self.escaped(output) + "</system-out>") }
    guard !inner.isEmpty else { return [start + "/>"] }
    return [start + ">"] + inner.map { "      " + $0 } + ["    </testcase>"]
  }

  private static func seconds(_ milliseconds: Int) -> String {
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.utf8.count) + rest
  }

  private static func attribute(_ text: String) -> String { escaped(OneLine.joined(text)) }

  /// Text without what XML 1.0 does not allow or gives a meaning to.
  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "\n": out += "\n"
      case "\u{FFFE}", "\u{FFFF}": out += "\u{FFFD}"
      case _ where scalar.isUnsafeToDisplay: out += scalar == "\t" ? "\t" : "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
