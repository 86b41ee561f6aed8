import AWS
import Assistant
import Core

/// The spoken answer of `ask --speak`.
extension AskCommand {
  /// The context for the answer's text: with sound on standard output, text goes to standard error.
  ///
  /// - Throws: `Failure` `usage` where sound would meet a terminal or a JSON document.
  static func textContext(_ context: CommandContext) throws(Failure) -> CommandContext {
    guard let name = soundName(context.arguments) else {
      try refuseSpeechAlone(context.arguments)
      return context
    }
    if context.arguments[schema] != nil {
      throw Failure(
        .usage, "--speak and --schema do not go together: JSON is not read aloud", hint: "leave one of them out")
    }
    // A dry run makes no sound.
    guard name == "-", !context.arguments[dryRun] else { return context }
    if context.wantsJSON {
      throw Failure(
        .usage, "--speak - and --json both write to standard output",
        hint: "write the sound to a file: sva ask --json --speak answer.mp3 \"…\"")
    }
    if context.environment.terminal.output {
      throw Failure(
        .usage, "--speak - writes sound, which a terminal cannot show",
        hint: "pipe it to a player: sva ask --speak - \"…\" | mpv --no-terminal -",
        moreHints: ["or write it to a file: sva ask --speak answer.mp3 \"…\""])
    }
    return context.withTextOnError()
  }

  /// The name of the file of sound; `-` also for the other names of standard output, where text and sound would mix.
  static func soundName(_ arguments: ParsedArguments) -> String? {
    arguments[speak].map { ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].contains($0) ? "-" : $0 }
  }

  private static func refuseSpeechAlone(_ arguments: ParsedArguments) throws(Failure) {
    let given = [
      (speechFormat.spec.long, arguments[speechFormat] != nil), (voice.spec.long, arguments.settings[.voice] != nil),
      (speechEngine.spec.long, arguments.settings[.speechEngine] != nil),
    ]
    guard let option = given.first(where: \.1)?.0 else { return }
    throw Failure(
      .usage, "--\(option) is of use only with --speak",
      hint: "name a file for the sound: sva ask --speak answer.mp3 \"…\"")
  }

  /// How the answer is spoken; nil without `--speak`.
  ///
  /// - Parameter heard: the language of the question, if it was spoken.
  /// - Throws: `Failure` for settings that do not fit together.
  static func speechPlan(_ context: CommandContext, heard: String?) throws(Failure) -> SpeechPlan? {
    guard let name = soundName(context.arguments) else { return nil }
    let format = try format(name, context.arguments[speechFormat])
    if let heard, let language = VoiceLanguage(known: heard) {
      return try SpeechPlan(context.settings, language: language, from: .derived("the recording"), format: format)
    }
    return try SpeechPlan(context.settings, format: format)
  }

  /// Checks all that can be known about the spoken answer before the question is heard, which is paid for.
  ///
  /// - Throws: `Failure` like `speechPlan`, for each language that may be heard; `usage` for a file that cannot be written.
  static func checkSpeech(_ context: CommandContext) throws(Failure) {
    guard let name = soundName(context.arguments) else { return }
    for language in try VoiceLanguages(context.settings).all { _ = try speechPlan(context, heard: language.code) }
    if name != "-" { _ = try outputPath(name, context) }
  }

  private static func outputPath(_ name: String, _ context: CommandContext) throws(Failure) -> OutputPath {
    do throws(FileProblem) { return try OutputPath(context.environment.absolutePath(name)) } catch {
      throw Failure(
        .usage, "cannot write sound to \(name): \(error.sentence)",
        hint: "name a file in a folder that you may write to, such as --speak answer.mp3")
    }
  }

  /// The speaker of the answer. What can be wrong is found before anything is paid for.
  ///
  /// - Throws: `Failure` of credentials and settings; `usage` for a file that cannot be written.
  static func speaker(_ plan: SpeechPlan, _ context: CommandContext, _ session: AWSSession) async throws(Failure)
    -> Speaker
  {
    let name = soundName(context.arguments) ?? "-"
    try await session.checkVoiceCredentials()
    let polly = try session.polly()
    return Speaker(
      plan, polly: polly, destination: try await destination(name, context), environment: context.environment,
      log: context.log)
  }

  private static func destination(_ name: String, _ context: CommandContext) async throws(Failure)
    -> any SoundDestination
  {
    guard name != "-" else { return SoundStream(sink: context.streams.output, name: "standard output") }
    switch try outputPath(name, context) {
    case .file(let path): return SoundFile(path: path, name: name, random: context.environment.random())
    case .stream:
      let path = context.environment.absolutePath(name)
      // Opening a pipe waits for its reader.
      let opened = await SystemThread.value { () -> Result<Descriptor, FileProblem> in
        do throws(FileProblem) { return .success(try Descriptor.openStream(path)) } catch { return .failure(error) }
      }
      switch opened {
      case .success(let descriptor): return SoundStream(sink: .descriptor(descriptor.number), name: name)
      case .failure(let problem):
        throw Failure(
          .io, "cannot write sound to \(name): \(problem.sentence)", hint: "name a file, such as --speak answer.mp3")
      }
    }
  }

  /// The format by the option, else by the end of the name, else MP3.
  static func format(_ name: String, _ given: SpeechFormat?) throws(Failure) -> SpeechFormat {
    if let given { return given }
    let file = name.split(separator: "/").last ?? ""
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return .mp3 }
    switch file[dot...].dropFirst().lowercased() {
    case "mp3": return .mp3
    case "wav", "wave": return .wav
    case "pcm", "raw": return .pcm
    case "ogg", "opus", "oga": return .ogg
    default:
      throw Failure(
        .usage, "the name \(name) tells no format that can be written",
        hint: "let it end in .mp3, .wav, .pcm or .ogg, or give --speech-format")
    }
  }

  /// Reports what of the answer was not spoken, and why nothing was.
  static func remark(on report: SpeechReport, _ context: CommandContext) {
    if report.isCut {
      context.log.notice("only the beginning of the answer is spoken: the rest is in the text")
    }
    if report.requests == 0, report.failure == nil {
      context.log.warn("nothing of the answer can be spoken, so no sound was made", changesResult: true)
    }
  }
}
