#if DEBUG || FUZZING
  import AWS
  import TestSupport

  @testable import Assistant

  extension FuzzTarget {
    /// Recordings: no input traps, what is read does not depend on slices, and nothing is kept of the file.
    static let sound = FuzzTarget(
      "sound", samples: soundSamples,
      words: [
        "RIFF", "RF64", "WAVE", "fmt ", "data", "LIST", "ds64", "fLaC", "OggS", "OpusHead", "\u{1}vorbis", "ID3",
        "ftyp", "\u{0}\u{0}\u{0}\u{0}",
      ]
    ) { input in
      let whole = readSound(input, slices: .max)
      for size in [1, 7, 300] {
        let sliced = readSound(input, slices: size)
        try must(sliced.bytes == whole.bytes && sliced.problem == whole.problem, "slices of \(size) change the sound")
      }
      try must(whole.largest <= 9_600 || whole.format?.encoding != .pcm, "a piece of more than 100 ms")
      try must(whole.largest <= 8_192 || whole.format?.encoding == .pcm, "a piece of more than 8 KB")
      try must(whole.longest <= 1, "a piece of more than a second")
      if let format = whole.format {
        try must(TranscriptionParameters.rates.contains(format.rate), "a rate of \(format.rate)")
        try must(format.channels > 0, "no channel")
      }
      try must(whole.seconds.isFinite && whole.seconds >= 0, "a length of \(whole.seconds)")
      return [
        whole.problem?.utf8.count ?? 0, whole.format?.channels ?? 0, whole.format?.name.utf8.count ?? 0,
        whole.bytes.count / 16, Int(min(whole.seconds, 1000)),
      ]
    }

    private static var soundSamples: [[UInt8]] {
      let tone = SoundSamples.tone(seconds: 0.05)
      var extensible = SoundSamples.WAV()
      (extensible.isExtensible, extensible.channels) = (true, 2)
      extensible.before = [("LIST", [1, 2, 3])]
      var long = SoundSamples.WAV()
      long.form = "RF64"
      var float = SoundSamples.WAV()
      (float.tag, float.bits, float.size) = (3, 32, 0xFFFF_FFFF)
      return [
        SoundSamples.WAV().file(tone), extensible.file(tone), long.file(tone), float.file(tone),
        SoundSamples.flac(seconds: 1, bytes: 300), SoundSamples.ogg(pages: 2, packet: 100),
        SoundSamples.flac(rate: 8000, seconds: 20, claims: 0, bytes: 60, block: 65_536, picture: [1, 2, 3]),
        SoundSamples.ogg(pages: 2, packet: 40, samples: 480_000),
      ]
    }
  }

  private func readSound(
    _ input: [UInt8], slices size: Int
  ) -> (bytes: [UInt8], largest: Int, longest: Double, seconds: Double, format: SoundFormat?, problem: String?) {
    var reader = SoundReader()
    var pieces: [SoundPiece] = []
    var problem: String?
    do throws(SoundProblem) {
      var rest = input[...]
      while !rest.isEmpty, !reader.isDone {
        pieces += try reader.take(Array(rest.prefix(size)))
        rest = rest.dropFirst(size)
      }
      pieces += try reader.finish()
    } catch { problem = "\(error)" }
    // What was read before damage was found depends on slices; that it was found does not.
    let bytes = problem == nil ? pieces.flatMap(\.bytes) : []
    return (
      bytes, pieces.map(\.bytes.count).max() ?? 0, pieces.map(\.seconds).max() ?? 0,
      pieces.reduce(0) { $0 + $1.seconds }, reader.format, problem
    )
  }
#endif
