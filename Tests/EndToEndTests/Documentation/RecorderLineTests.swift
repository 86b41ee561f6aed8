import Emulator
import TestSupport
import Testing

/// The command lines of README and help that pipe a recorder in, with stand-ins for the recorders.
struct RecorderLineTests {
  /// The lines with `--listen`, without their comments.
  private static func lines(in text: String) -> [String] {
    text.split(separator: "\n").map { line in
      String(line[..<(line.firstRange(of: "  #")?.lowerBound ?? line.endIndex)]).trimmingBlanks
    }.filter { $0.contains("sva ask") && $0.contains("--listen ") && !$0.hasPrefix("|") && !$0.contains("`") }
  }

  @Test func documentation_everyRecorderLineIsTrue() throws {
    let readme = String(decoding: Sandbox.bytes(Fixture.project + "/README.md"), as: UTF8.self)
    let sandbox = try Question.sandbox { $0.transcribe.anything = Question.words }
    let help = try sandbox.sva(["help", "ask"]).stdout
    let lines = Self.lines(in: readme) + Self.lines(in: help)
    #expect(lines.count >= 5 && lines.contains { $0.hasPrefix("rec ") } && lines.contains { $0.hasPrefix("arecord ") })
    // Each recorder takes the options that its manual names, and writes a recording whose length it does not know.
    var wav = SoundSamples.WAV()
    wav.size = 0x7FFF_F000
    try sandbox.write("stand-in.wav", wav.file(Question.samples))
    let recorders = [
      ("arecord", "-q -f S16_LE -r 16000 -c 1", "-d 5"),
      ("rec", "-q -c 1 -r 16000 -b 16 -t wav - silence 1 0.1 1% 1 1.5 1%", ""),
    ]
    for (name, needed, more) in recorders {
      try sandbox.write(
        "bin/\(name)",
        """
        #!/bin/sh
        case "$*" in "\(needed)"|"\(needed) \(more)") exec cat stand-in.wav ;; esac
        echo "unknown options: $*" >&2
        exit 2

        """)
    }
    try sandbox.write("bin/sva", "#!/bin/sh\nexec \"$SVA\" \"$@\"\n")
    for line in lines {
      let run = try sandbox.shell("chmod +x bin/*; PATH=$PWD/bin:$PATH; set -e; \(line)")
      #expect(run.status == 0 && run.stderr.contains("> \(Question.words)\n"), "\(line)\n\(run.stderr)")
    }
  }
}

extension String {
  /// Without blanks at both ends and without a prompt.
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while text.first == " " || text.first == "$" { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
