import Emulator
import TestSupport
import Testing

/// The command lines of README and help that pipe sound to a player or write it to a file, with stand-ins for the players.
struct PlayerLineTests {
  /// The lines with `--speak`, without their comments.
  private static func lines(in text: String) -> [String] {
    text.split(separator: "\n").map { line in
      let line = line.drop { $0 == " " || $0 == "$" }
      return String(line[..<(line.firstRange(of: "  #")?.lowerBound ?? line.endIndex)])
    }.filter { $0.hasPrefix("sva ask --speak ") }
  }

  @Test func documentation_everyPlayerLineIsTrue() throws {
    let readme = String(decoding: Sandbox.bytes(Fixture.project + "/README.md"), as: UTF8.self)
    let sandbox = try Sandbox { $0.script = Array(repeating: .text("Four events."), count: 20) }
    let lines = Self.lines(in: readme) + Self.lines(in: try sandbox.sva(["help", "ask"]).stdout)
    #expect(lines.count >= 5 && lines.contains { $0.contains("| mpv ") } && lines.contains { $0.contains("| aplay ") })
    // Each player takes the options that its manual names, and keeps what it is given.
    for (name, options) in [("mpv", "--no-terminal -"), ("aplay", "-q -f S16_LE -r 16000 -c 1")] {
      try sandbox.write(
        "bin/\(name)",
        """
        #!/bin/sh
        [ "$*" = "\(options)" ] && exec cat > played
        echo "unknown options: $*" >&2
        exit 2

        """)
    }
    try sandbox.write("bin/sva", "#!/bin/sh\nexec \"$SVA\" \"$@\"\n")
    for line in lines {
      let run = try sandbox.shell("chmod +x bin/*; rm -f played answer.*; PATH=$PWD/bin:$PATH; \(line)")
      #expect(run.status == 0, "\(line)\n\(run.stderr)")
      #expect((run.stdout + run.stderr).hasPrefix("Four events.\n"), "\(line)\n\(run.stdout)\(run.stderr)")
      let file = Sandbox.names(sandbox.work).first { $0 == "played" || $0.hasPrefix("answer.") } ?? ""
      let sound = Sandbox.bytes(sandbox.work + "/" + file)
      let heard =
        line.contains("pcm")
        ? PollySound.text(pcm: sound)
        : file.hasSuffix(".ogg") ? PollySound.text(ogg: sound) : PollySound.text(mp3: sound)
      #expect(heard == "Four events.", "\(line)")
    }
  }
}
