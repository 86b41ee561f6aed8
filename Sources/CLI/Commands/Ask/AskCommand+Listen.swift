import AWS
import Assistant
import Core
import HTTP

/// The question of `ask --listen`: its options, and the transcription.
extension AskCommand {
  static let listen = Flag.name(
    "listen", "FILE|-",
    FlagText(
      "ask what a recording says; - for standard input",
      "Have Amazon Transcribe write down this recording while it is read, and ask what it says; words are added after it. "
        + "WAV, FLAC and Ogg Opus files are read, and with - what a recorder pipes in, until it ends, falls silent for a "
        + "minute or Ctrl-C is pressed once. The recognised words are shown on standard error.",
      completion: .file))
  static let listenFormat = Flag.word(
    "listen-format", "NAME", among: ["s16le"],
    FlagText(
      "format of a recording without a header",
      "Read a recording without a header as signed 16-bit little-endian samples of one channel (s16le), of the rate that "
        + "--rate gives. A recording with a header has its own format."))
  static let rate = Flag.integer(
    "rate", "N", in: TranscriptionParameters.rates,
    FlagText(
      "samples a second of a recording without a header",
      "Samples a second for --listen-format, from 8000 to 48000. Default: 16000."))
  static let vocabulary = Flag.name(
    "vocabulary", "NAME",
    FlagText(
      "custom vocabulary for the recording",
      "Recognise the words of this custom vocabulary of Amazon Transcribe, such as names of products. It must exist in "
        + "the account, in the region of voice and for the language spoken."))

  /// The options for speech in.
  static let listenFlags = [listen.spec, listenFormat.spec, rate.spec, vocabulary.spec]

  /// What was said; nil without `--listen`. The words are shown while they are recognised, then once whole.
  ///
  /// - Throws: `Failure`.
  static func heard(_ context: CommandContext, _ session: AWSSession) async throws(Failure) -> Heard? {
    guard let name = context.arguments[listen] else {
      try refuseAlone(context.arguments)
      return nil
    }
    let input = try recordingInput(name, context)
    let listener = try listener(context)
    if context.arguments[dryRun] {
      let plan = try await listener.form(of: input.recording)
      return .planned(plan, region: try session.voiceRegion(for: .transcribe), name: name)
    }
    let (stderr, log, environment) = (context.stderr, context.log, context.environment)
    log.progress("listening")
    let transcript: Transcript
    do throws(Failure) {
      transcript = try await input.whileInterruptible { () async throws(Failure) in
        try await listener.listen(
          to: input.recording,
          { () async throws(Failure) in
            let client = try await session.transcribe()
            context.transport.prepare()
            return client
          },
          onText: { text in
            // The line shows its beginning where it does not fit; of interest are the words said last.
            log.progress("> " + DisplayWidth.end(of: text, (environment.currentColumns() ?? 80) - 4))
          })
      }
    } catch {
      log.progress(nil)
      throw error
    }
    log.progress(nil)
    if log.level >= .normal { stderr.write(StyledText("> " + OneLine.joined(transcript.text) + "\n", .bold)) }
    return .said(transcript)
  }

  private static func listener(_ context: CommandContext) throws(Failure) -> Listener {
    let languages = try VoiceLanguages(context.settings).identifiable()
    let names = context.arguments[vocabulary]
    if let names { try checkVocabulary(names, allowsList: languages.count > 1) }
    return Listener(
      Listener.Options(languages: languages, vocabulary: names), environment: context.environment, log: context.log)
  }

  /// Checks a name by the rules of the service (`VocabularyName`, or `VocabularyNames` where the language is identified).
  private static func checkVocabulary(_ names: String, allowsList: Bool) throws(Failure) {
    let isName =
      (1...(allowsList ? 3000 : 200)).contains(names.utf8.count)
      && names.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: allowsList && byte == UInt8(ascii: ",")
        }
      }
    guard isName else {
      throw Failure(
        .usage, "--\(vocabulary.spec.long) is no name of a vocabulary",
        hint: "names have letters, digits, \".\", \"_\" and \"-\"; the account's are listed by aws transcribe "
          + "list-vocabularies")
    }
  }

  /// Checks that nothing else reads the standard input that the recording comes from, before anything does.
  ///
  /// - Throws: `Failure` `usage`.
  static func checkListening(_ arguments: ParsedArguments) throws(Failure) {
    guard arguments[listen] == "-" else { return }
    if arguments.words.contains("-") {
      throw Failure(
        .usage, "--listen - and - both read standard input",
        hint: "leave - out, or name a file: sva ask --listen question.wav -", moreHints: [RecordingInput.recorder])
    }
    if readsFileFromInput(arguments) {
      throw Failure(
        .usage, "--listen - and --file - both read standard input",
        hint: "name one of the files: sva ask --listen question.wav --file -", moreHints: [RecordingInput.recorder])
    }
  }

  private static func recordingInput(_ name: String, _ context: CommandContext) throws(Failure) -> RecordingInput {
    let arguments = context.arguments
    if arguments[rate] != nil, arguments[listenFormat] == nil {
      throw Failure(
        .usage, "--rate is of use only with --listen-format",
        hint: "a WAV, FLAC or Ogg file has its own rate: leave --rate out; for samples without a header add "
          + "--listen-format s16le")
    }
    let raw = arguments[listenFormat].map { _ in SoundFormat.Raw(rate: arguments[rate] ?? 16_000) }
    return try RecordingInput(name, raw: raw, context)
  }

  private static func refuseAlone(_ arguments: ParsedArguments) throws(Failure) {
    let given = [
      (listenFormat.spec.long, arguments[listenFormat] != nil), (rate.spec.long, arguments[rate] != nil),
      (vocabulary.spec.long, arguments[vocabulary] != nil),
    ]
    guard let option = given.first(where: \.1)?.0 else { return }
    throw Failure(
      .usage, "--\(option) is of use only with --listen", hint: "name a recording: sva ask --listen question.wav")
  }
}

/// What a recording says, or would be asked for.
enum Heard {
  case said(Transcript)
  /// `--dry-run`: what would be sent to the service in a region.
  case planned(TranscriptionPlan, region: String, name: String)

  /// The words for the question.
  var text: String {
    switch self {
    case .said(let transcript): transcript.text
    case .planned(_, _, let name): "[what is said \(name == "-" ? "on standard input" : "in " + name)]"
    }
  }

  /// The transcript; nil for a dry run.
  var transcript: Transcript? { if case .said(let transcript) = self { transcript } else { nil } }
}
