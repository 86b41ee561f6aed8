import Emulator

/// The error output of a failed run, checked against the documented form: one sentence and at least one hint, or
/// exactly one JSON document.
struct ErrorOutput {
  /// The sentence.
  var sentence: String
  /// The service's own words, if they were shown.
  var serviceMessage: String?
  /// The hints, one a line.
  var hints: [String]
  /// The document of `--json`; nil for text.
  var document: JSON?

  /// The whole text, for searching.
  var text: String { ([sentence] + hints).joined(separator: "\n") }
  /// The document's `code`.
  var code: String? { document?["code"]?.string }

  /// A reason why an output does not have the form.
  struct Malformed: Error, CustomStringConvertible {
    var description: String
    init(_ what: String, _ run: Run) {
      description =
        "\(what); status \(run.status)\nstdout: \(run.stdout.prefix(600))\nstderr: \(run.stderr.prefix(600))"
    }
  }

  /// Reads the text form: on standard error, after other messages, `sva: SENTENCE` and its hints.
  init(text run: Run) throws(Malformed) {
    let lines = run.stderr.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.last == "" else { throw Malformed("no line end at the end", run) }
    let hints = lines.dropLast().reversed().prefix { $0.hasPrefix("  hint: ") }.reversed()
    guard !hints.isEmpty else { throw Malformed("no hint", run) }
    guard let sentence = lines.dropLast(hints.count + 1).last(where: { !$0.hasPrefix("  ") }),
      sentence.hasPrefix("sva: "), !sentence.hasPrefix("sva: warning"), sentence.count > 10
    else { throw Malformed("no sentence", run) }
    self.sentence = String(sentence.dropFirst(5))
    let said = lines.dropLast(hints.count + 1).compactMap { line in
      ["AWS", "Storyblok"].lazy.map { "  \($0) says: " }.first(where: line.hasPrefix).map { line.dropFirst($0.count) }
    }
    guard said.count < 2 else { throw Malformed("two messages of a service", run) }
    serviceMessage = said.first.map(String.init)
    self.hints = hints.map { String($0.dropFirst(8)) }
    guard self.hints.allSatisfy({ !$0.isEmpty }) else { throw Malformed("an empty hint", run) }
  }

  /// Reads the JSON form: standard output is one line, and every documented key is present.
  init(json run: Run) throws(Malformed) {
    let lines = run.stdout.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 2, lines[1].isEmpty else { throw Malformed("not one line", run) }
    guard let document = JSON(parsing: Array(lines[0].utf8)) else { throw Malformed("no JSON", run) }
    for key in errorKeys where document[key] == nil { throw Malformed("no \(key)", run) }
    guard document["status"]?.string == "error" else { throw Malformed("status is not error", run) }
    guard document["exit_code"]?.int == Int(run.status) else { throw Malformed("exit_code is another", run) }
    guard let sentence = document["error"]?.string, !sentence.isEmpty, !sentence.contains("\n"),
      let hint = document["hint"]?.string, !hint.isEmpty, document["code"]?.string != nil
    else { throw Malformed("no sentence, hint or code", run) }
    self.sentence = sentence
    self.hints = hint.split(separator: "\n").map(String.init)
    serviceMessage = document["aws_message"]?.string
    self.document = document
  }

  /// The exit status of a code by the contract.
  static func status(of code: String) -> Int32? {
    let table: [(Int32, [String])] = [
      (0, ["ok"]), (1, ["internal", "io"]), (2, ["usage"]),
      (3, ["no_credentials", "partial_credentials", "bad_config", "provider_failed", "no_token"]),
      (4, ["expired_credentials", "invalid_credentials", "clock_skew", "invalid_token"]),
      (5, ["access_denied", "model_access", "account_restricted"]), (6, ["model_not_found", "not_found"]),
      (7, ["throttled", "quota"]),
      (8, ["network", "timeout", "tls"]), (9, ["service_error", "bad_response"]), (10, ["validation"]),
    ]
    return table.first { $0.1.contains(code) }?.0
  }
}
