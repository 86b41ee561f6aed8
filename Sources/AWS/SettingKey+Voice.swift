public import Core

/// The settings of voice.
extension SettingKey {
  /// The language that is heard and spoken.
  public static let voiceLanguage = SettingKey(
    ["SVA_VOICE_LANGUAGE"], option: "--voice-language", "language heard and spoken",
    fallback: "from LC_ALL, LC_MESSAGES or LANG, else en-US", dotenv: ["SVA_VOICE_LANGUAGE"])
  /// The voice of Polly.
  public static let voice = SettingKey(
    ["SVA_VOICE"], option: "--voice", "voice of Amazon Polly", fallback: "by language", dotenv: ["SVA_VOICE"])
  /// The engine of Polly.
  public static let speechEngine = SettingKey(
    ["SVA_SPEECH_ENGINE"], option: "--speech-engine", "engine of Amazon Polly",
    fallback: "neural, standard where a language has no neural voice", dotenv: ["SVA_SPEECH_ENGINE"])
  /// The region of Polly and Transcribe.
  public static let voiceRegion = SettingKey(
    ["SVA_VOICE_REGION"], option: "--voice-region", "AWS region of Polly and Transcribe",
    fallback: "the AWS region", dotenv: ["SVA_VOICE_REGION"])

  /// All of them, in the order of the documentation.
  public static let voiceSettings: [SettingKey] = [.voiceLanguage, .voice, .speechEngine, .voiceRegion]
}
