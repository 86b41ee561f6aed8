import Core
import TestSupport
import Testing

/// The grammar of the AWS shared files, compared with botocore.
struct INIParserTests {
  struct Case: Decodable {
    var bytes: [UInt8]
    var result: Expected

    enum Expected: Decodable {
      case file([SectionPair])
      case error(ErrorClass)

      init(from decoder: any Decoder) throws {
        self =
          if let error = try? ErrorClass(from: decoder) { .error(error) } else {
            .file(try [SectionPair](from: decoder))
          }
      }
    }

    struct ErrorClass: Decodable {
      var error: String
      var line: Int?
    }

    init(from decoder: any Decoder) throws {
      var array = try decoder.unkeyedContainer()
      if let text = try? array.decode(String.self) {
        bytes = Array(text.utf8)
      } else {
        let digits = try array.decode([String: String].self)["hex", default: ""].compactMap(\.hexDigitValue)
        bytes = stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
      }
      result = try array.decode(Expected.self)
    }
  }

  struct SectionPair: Decodable {
    var name: String
    var entries: [EntryPair]

    init(from decoder: any Decoder) throws {
      var array = try decoder.unkeyedContainer()
      name = try array.decode(String.self)
      entries = try array.decode([EntryPair].self)
    }
  }

  struct EntryPair: Decodable {
    var key: String
    var value: String?
    var block: [String: String]?

    init(from decoder: any Decoder) throws {
      var array = try decoder.unkeyedContainer()
      key = try array.decode(String.self)
      value = try? array.decode(String.self)
      if value == nil { block = try array.decode([String: String].self) }
    }
  }

  @Test func ini_agreesWithBotocore() throws {
    let cases = try Fixture("ini-cases.jsonl").lines(as: Case.self)
    #expect(cases.count == 5000)
    for sample in cases {
      let text = String(decoding: sample.bytes, as: UTF8.self).debugDescription
      do throws(INIError) {
        let file = try INIParser.parse(sample.bytes, path: "config")
        guard case .file(let sections) = sample.result else {
          Issue.record("botocore refuses \(text)")
          continue
        }
        #expect(described(file) == sections.map(described), "\(text)")
        checkLines(file, sample.bytes, text)
      } catch {
        guard case .error(let expected) = sample.result else {
          Issue.record("botocore accepts \(text): \(error)")
          continue
        }
        #expect(pythonClass(error) == expected.error, "\(text)")
        // For a header on a value's line, that line is named, not the key after it.
        if let line = expected.line, error.kind != .gluedHeader { #expect(error.line == line, "\(text)") }
      }
    }
  }

  /// A file as bytes, because equal Swift strings may have different bytes.
  private func described(_ file: INIFile) -> [[[UInt8]]] {
    file.sections.map { section in
      let own = Set(section.entries.map { Array($0.key.utf8) })
      let all = section.entries + section.defaults.filter { !own.contains(Array($0.key.utf8)) }
      return [Array(section.name.utf8)]
        + all.map { entry in
          switch entry.value {
          case .text(let text): Array("\(entry.key)=\(text)".utf8)
          case .block(let lines):
            described(entry.key, Dictionary(lines.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 }))
          }
        }
    }
  }

  private func described(_ section: SectionPair) -> [[UInt8]] {
    [Array(section.name.utf8)]
      + section.entries.map { entry in
        entry.block.map { described(entry.key, $0) } ?? Array("\(entry.key)=\(entry.value ?? "")".utf8)
      }
  }

  private func described(_ key: String, _ block: [String: String]) -> [UInt8] {
    Array((key + "{" + block.map { "\($0)=\($1)" }.sorted().joined(separator: ",") + "}").utf8)
  }

  /// Checks that every line number is the line of its key.
  private func checkLines(_ file: INIFile, _ bytes: [UInt8], _ text: String) {
    var lines: [String] = [""]
    for character in String(decoding: bytes, as: UTF8.self) {
      if character == "\n" || character == "\r" || character == "\r\n" {
        lines.append("")
      } else {
        lines[lines.count - 1].append(character)
      }
    }
    for section in file.sections {
      #expect(lines[section.line - 1].contains("[\(section.name)]"), "\(text)")
      for entry in section.entries + section.defaults {
        #expect(lines[entry.line - 1].lowercased().contains(entry.key), "\(text)")
        guard case .block(let nested) = entry.value else { continue }
        for line in nested { #expect(lines[line.line - 1].contains(line.key), "\(text)") }
      }
    }
  }

  private func pythonClass(_ error: INIError) -> String {
    switch error.kind {
    case .notUTF8: "UnicodeDecodeError"
    case .byteOrderMark, .outsideSection, .shellOutsideSection: "MissingSectionHeaderError"
    case .openHeader: error.section == nil ? "MissingSectionHeaderError" : "ParsingError"
    case .duplicateSection: "DuplicateSectionError"
    case .duplicateKey, .gluedHeader: "DuplicateOptionError"
    case .noSeparator, .noKey: "ParsingError"
    case .nestedWithoutEquals: "ValueError"
    }
  }

  @Test func ini_keepsLineNumbers() throws {
    let text = """
      # note
      [DEFAULT]
      output = json
      [profile a]
      region = eu-west-1
      s3 =
        # dropped

        max_queue_size = 5
        max_queue_size = 6
      role = one
        two
      [profile b]
      Output = text
      """
    let file = try INIParser.parse(Array(text.utf8), path: "config")
    let a = try #require(file.section("profile a"))
    #expect(a.line == 4)
    #expect(a.entry("region") == INIFile.Entry(key: "region", value: .text("eu-west-1"), line: 5))
    #expect(a.entry("s3")?.line == 6)
    #expect(
      a.entry("s3")?.nested("max_queue_size")
        == INIFile.BlockEntry(key: "max_queue_size", value: "6", line: 10))
    #expect(a.entry("role")?.text == "one\ntwo")
    #expect(a.entry("output") == INIFile.Entry(key: "output", value: .text("json"), line: 3))
    #expect(file.section("profile b")?.entry("output")?.text == "text")
    #expect(file.section("DEFAULT") == nil)
  }

  @Test(arguments: [
    (
      "\u{FEFF}[a]\nk=secret", "line 1: a byte order mark stands before the first section",
      "save config as UTF-8 without a byte order mark"
    ),
    (
      "k = secret", "line 1: a line before any [section]",
      "put a header such as [default] above line 1 of config"
    ),
    (
      "[a]\nk=secret\n[b]\n[a]", "line 4, section [a]: the section stands twice, first on line 1",
      "merge the two sections in config, or rename one"
    ),
    (
      "[a]\nk=secret\n\nK=secret", "line 4, section [a]: a key stands twice in its section, first on line 2",
      "remove one of the two lines from config"
    ),
    (
      "[default\naws_access_key_id = secret\n", "line 1: a section header without its closing bracket",
      "write ] at the end of line 1 of config, as in [default]"
    ),
    (
      "[a]\nk=secret\n[b\nx=secret\n", "line 3, section [a]: a section header without its closing bracket",
      "write ] at the end of line 3 of config, as in [default]"
    ),
    (
      "# keys\nexport AWS_ACCESS_KEY_ID=secret\n",
      "line 2: a line of a shell script (export) before any [section]",
      "put [default] above line 2 of config, and write the keys below it without export"
    ),
    (
      "[a]\nid=x\nkey=secret[profile b]\nid=y\nkey=secret\n",
      "line 3, section [a]: a section header stands on the line of the value before it",
      "begin a new line of config before the [ on line 3"
    ),
    (
      "[a]\nsecret\n", "line 2, section [a]: neither [section], nor key = value, nor a comment",
      "correct line 2 of config, or begin it with # to make it a comment"
    ),
    (
      "[a]\n= secret\n", "line 2, section [a]: a value without a key",
      "write the key before the = on line 2 of config"
    ),
    (
      "[a]\ns3 =\n  x=y\n  secret\n",
      "line 4, section [a]: an indented line that is not key = value below a key without a value",
      "correct line 4 of config; only key = value may be indented there"
    ),
  ])
  func ini_errorContainsNoValue(text: String, sentence: String, hint: String) throws {
    let refused = failure(INIError.self) { try INIParser.parse(Array(text.utf8), path: "config") }?.failure
    #expect(refused?.code == .badConfig)
    #expect(refused?.sentence == "cannot parse config, \(sentence)")
    #expect(refused?.hints == [Remedy(hint)])
  }

  /// An indented line continues the value above. Its name and line are kept, never what follows the equals sign.
  @Test func ini_namesKeysThatContinueAValue() throws {
    let text = "[a]\nid = x\n# note\n  secret_key = y\n\n  T+/ken = z==\nrole = one\n  two\n"
    let section = try #require(try INIParser.parse(Array(text.utf8), path: "config").section("a"))
    #expect(section.entry("id")?.swallowed == [INIFile.SwallowedKey(key: "secret_key", line: 4)])
    #expect(section.entry("role")?.swallowed == [])
  }

  @Test(.timeLimit(.minutes(10)), arguments: ["[a]\n", "k=v\n", "\n", " x\n", "[", "=", " ", "[DEFAULT]\n"])
  func ini_takesLinearTime(piece: String) throws {
    for prefix in ["", "[a]\n", "[a]\nk=\n", "[DEFAULT]\n"] {
      let text = prefix + String(repeating: piece, count: (1 << 18) / piece.utf8.count)
      let sections = (try? INIParser.parse(Array(text.utf8), path: "x"))?.sections.count ?? 0
      #expect(sections <= 1)
    }
  }
}
