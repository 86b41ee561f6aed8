import AWS
import Core

/// The options of `ask` for voice.
extension AskCommand {
  static let speak = Flag.name(
    "speak", "FILE|-",
    FlagText(
      "say the answer into a file, or to standard output with -",
      "Have Amazon Polly read the answer aloud while it arrives, and write the sound to this file, or to standard output "
        + "with -; the answer's text then goes to standard error. Sources, links, code and tables are not read. At most "
        + "3,000 characters are. The file appears only when it is whole.",
      completion: .file))
  static let speechFormat: Flag<SpeechFormat> = .choice(
    "speech-format", "NAME",
    FlagText(
      "format of the sound: mp3, wav, pcm or ogg",
      "Write the sound in this format: mp3, wav, pcm (16-bit little-endian samples, 16000 a second, one channel) or ogg "
        + "(Opus). Default: by the file's name, else mp3."))
  static let voice = Flag.text(
    .setting(.voice), "NAME",
    FlagText(
      detail:
        "Speak with this voice of Amazon Polly, such as Joanna or Vicki. Default: a voice of the language."))
  static let speechEngine: Flag<SpeechEngine> = .choice(
    .setting(.speechEngine), "NAME",
    FlagText(
      detail:
        "Speak with this engine of Amazon Polly: neural, generative, standard or long-form. Not every voice has each, "
        + "and not every region."))

  /// The options for speech out.
  static let speechFlags = [speak.spec, speechFormat.spec, voice.spec, speechEngine.spec]
}

extension SharedFlags {
  static let voiceLanguage = Flag.text(
    .setting(.voiceLanguage), "CODE[,CODE…]",
    FlagText(
      detail:
        "The language that is heard and spoken, such as en-US or de-DE. Of several, separated by commas, the spoken one is "
        + "recognised; the first is preferred."))
  static let voiceRegion = Flag.text(
    .setting(.voiceRegion), "NAME",
    FlagText(
      detail:
        "Call Amazon Polly and Amazon Transcribe in this region instead of the AWS region, which may lack one of them.",
      completion: .region))

  /// The options of every command that calls Polly or Transcribe.
  static let voice: [FlagSpec] = [voiceLanguage.spec, voiceRegion.spec]
}
