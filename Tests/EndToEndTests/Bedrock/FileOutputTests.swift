import Emulator
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `ask --file`.
struct FileOutputTests {
  /// A red pixel.
  private static let png = Array(
    Data(
      base64Encoded:
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC") ?? Data())
  private static let pdf = Array("%PDF-1.4\nbody".utf8)

  private func world(_ turns: [Turn] = [.text("A pixel.")]) throws -> Sandbox {
    let sandbox = try Sandbox { $0.script = turns }
    for (name, bytes) in [("pixel.txt", Self.png), ("report.pdf", Self.pdf), ("data.csv", Array("a,b\n1,2\n".utf8))] {
      try Data(bytes).write(to: URL(filePath: sandbox.work + "/" + name))
    }
    return sandbox
  }

  private func content(_ sandbox: Sandbox, _ operation: String = "ConverseStream") -> [JSON] {
    sandbox.emulator.requests(operation).last?.json?["messages"]?.array?.last?["content"]?.array ?? []
  }

  @Test(arguments: [["--no-search"], [], ["--no-search", "--no-stream"]]) func file_isSentBeforeTheQuestion(
    _ words: [String]
  ) throws {
    let sandbox = try world()
    let run = try sandbox.sva(
      ["ask", "-f", "pixel.txt", "--file", "report.pdf", "--file=data.csv", "What is this?"] + words)
    #expect(run.status == 0)
    #expect(run.stdout == "A pixel.\n")
    let blocks = content(sandbox, words.contains("--no-stream") ? "Converse" : "ConverseStream")
    #expect(
      Array(blocks.prefix(3)) == [
        ["image": ["format": "png", "source": ["bytes": .string(Data(Self.png).base64EncodedString())]]],
        [
          "document": [
            "format": "pdf", "name": "report", "source": ["bytes": .string(Data(Self.pdf).base64EncodedString())],
          ]
        ], ["text": "[file data.csv, 8 bytes] given by the user:\na,b\n1,2\n\n(end of data.csv)"],
      ])
    #expect(blocks.contains(["text": "What is this?"]))
  }

  /// The conversation holds names, sizes and short texts; later questions go on with them, and names stay unique.
  @Test func file_isKeptAsItsMark() throws {
    let sandbox = try world([.text("One."), .text("Two."), .text("Three.")])
    let words = ["ask", "--no-search", "-f", "pixel.txt", "-f", "report.pdf", "-f", "data.csv"]
    #expect(try sandbox.sva(words + ["What is this?"]).status == 0)
    let kept = sandbox.conversations.map { String(decoding: Sandbox.bytes($0), as: UTF8.self) }.joined()
    #expect(kept.contains("[file pixel.txt, \(Self.png.count) bytes]") && kept.contains("[file report.pdf, 13 bytes]"))
    #expect(kept.contains(#"[file data.csv, 8 bytes]\na,b\n1,2"#))
    #expect(!kept.contains("iVBOR") && !kept.contains(Data(Self.pdf).base64EncodedString()))
    #expect(try sandbox.sva(["ask", "--list"]).stdout.contains("\tWhat is this?\n"))
    let again = try sandbox.sva(["ask", "-c", "--no-search", "-f", "report.pdf", "-f", "report.pdf", "And now?"])
    #expect(again.status == 0 && again.stdout == "Two.\n")
    let names = content(sandbox).compactMap { $0["document"]?["name"]?.string }
    #expect(names == ["report (2)", "report (3)"])
  }

  /// `-f -` is standard input; the question is the words then.
  @Test func file_isReadFromStandardInput() throws {
    let sandbox = try world()
    let run = try sandbox.shell("\"$SVA\" ask --no-search -f - 'What is this?' < pixel.txt")
    #expect(run.status == 0 && run.stderr == "")
    #expect(content(sandbox).first?["image"]?["format"] == "png")
    for line in ["ask -f - < pixel.txt", "ask -f - 'What?' - < pixel.txt", "ask -f - -f - 'What?' < pixel.txt"] {
      let failed = try sandbox.shell("\"$SVA\" --no-env-file " + line)
      #expect(failed.status == 2)
      _ = try ErrorOutput(text: failed)
    }
    let pipe = try sandbox.shell("cat data.csv | \"$SVA\" ask --no-search -f report.pdf 'Which?' -")
    #expect(pipe.status == 0)
    #expect(content(sandbox).last?["text"] == "a,b\n1,2\n\nWhich?")
  }

  @Test(arguments: [
    ("missing.pdf", "cannot read the file missing.pdf: no such file"), (".", "cannot read the file .: is a folder"),
    ("empty.txt", "empty.txt is empty"), ("binary", "binary is no kind of file that Bedrock takes"),
    ("big.txt", "cannot read the file big.txt: larger than 8388608 bytes"),
    ("wide.png", "wide.png is an image of 9000 × 1 pixels; Bedrock takes 8000 a side"),
    ("/dev/zero", "cannot read the file /dev/zero: is a pipe or a device"),
  ]) func file_thatCannotBeSent(_ name: String, _ sentence: String) throws {
    let sandbox = try world()
    let wide = Self.png.prefix(16) + [0, 0, 0x23, 0x28, 0, 0, 0, 1]
    for (name, bytes) in [
      ("empty.txt", []), ("binary", [0, 1, 2]), ("wide.png", Array(wide)),
      ("big.txt", [UInt8](repeating: 0x61, count: 8_388_609)),
    ] as [(String, [UInt8])] { try Data(bytes).write(to: URL(filePath: sandbox.work + "/" + name)) }
    for words in [[], ["--json"]] {
      let run = try sandbox.sva(["ask", "--no-search", "-f", name, "What?"] + words)
      #expect(run.status == 2)
      let error = try words.isEmpty ? ErrorOutput(text: run) : ErrorOutput(json: run)
      #expect(error.sentence.hasPrefix(sentence))
    }
    #expect(sandbox.emulator.requests.isEmpty && sandbox.conversations.isEmpty)
  }

  @Test(arguments: [
    ("pixel.txt", 21, "21 images were given; Bedrock takes 20"),
    ("report.pdf", 6, "6 documents were given; Bedrock takes 5"),
  ]) func file_tooMany(_ name: String, _ count: Int, _ sentence: String) throws {
    let sandbox = try world()
    func run(_ count: Int) throws -> Run {
      try sandbox.sva(["ask", "--no-search", "What?"] + (0..<count).flatMap { _ in ["-f", name] })
    }
    let failed = try run(count)
    #expect(failed.status == 2)
    #expect(try ErrorOutput(text: failed).sentence == sentence)
    #expect(sandbox.emulator.requests.isEmpty)
    #expect(try run(count - 1).status == 0)
  }

  @Test func file_textThatTheModelCannotHold() throws {
    let sandbox = try world()
    try sandbox.write("long.txt", String(repeating: "word ", count: 400_000))
    let run = try sandbox.sva(["ask", "--no-search", "-f", "long.txt", "What?"])
    #expect(run.status == 2)
    #expect(
      try ErrorOutput(text: run).sentence
        == "the text of the files, 2000000 bytes, is more than anthropic.claude-sonnet-4-5-v1:0 reads (200000 tokens)")
    #expect(sandbox.emulator.requests("ConverseStream").isEmpty)
    // A model of a million tokens is asked.
    _ = try sandbox.sva(["ask", "--no-search", "-m", "us.anthropic.claude-opus-4-6-v1", "-f", "long.txt", "What?"])
    #expect(sandbox.emulator.requests("ConverseStream").count == 1)
  }

  /// What the user gave is never left out silently.
  @Test(arguments: [
    ("pixel.txt", "us.meta.llama3-3-70b-instruct-v1:0 does not look at images"),
    ("report.pdf", "us.meta.llama3-3-70b-instruct-v1:0 does not read documents"),
  ]) func file_thatTheModelDoesNotTake(_ name: String, _ sentence: String) throws {
    let sandbox = try world()
    let run = try sandbox.sva(["ask", "--no-search", "-m", "us.meta.llama3-3-70b-instruct-v1:0", "-f", name, "What?"])
    #expect(run.status == 10)
    #expect(try ErrorOutput(text: run).sentence == sentence)
    #expect(sandbox.emulator.requests("ConverseStream").count == 1)
  }

  /// The bytes never appear in `--debug`; `--dry-run` shows the request.
  @Test func file_bytesAreNotInDebug() throws {
    let sandbox = try world()
    let words = ["ask", "--no-search", "-f", "pixel.txt", "-f", "report.pdf", "What?"]
    let run = try sandbox.sva(words + ["--debug"])
    #expect(run.stderr.contains("(image, \(Self.png.count) bytes)") && run.stderr.contains("(document, 13 bytes)"))
    #expect(!run.stderr.contains("iVBOR") && !run.stderr.contains("JVBER"))
    let dry = try sandbox.sva(words + ["--dry-run"])
    #expect(dry.document?["body"]?["messages"]?[0]?["content"]?[1]?["document"]?["name"] == "report")
  }

  @Test func file_withASchema() throws {
    let sandbox = try world([.text(#"{"color":"red"}"#)])
    let schema = #"{"type":"object","properties":{"color":{"type":"string"}},"required":["color"]}"#
    let run = try sandbox.sva(["ask", "--no-search", "-f", "pixel.txt", "--schema", schema, "Which colour?"])
    #expect(run.status == 0 && run.stdout == "{\"color\":\"red\"}\n")
  }
}
