/// The voices of Polly and its limits.
public struct PollyWorld: Sendable {
  /// A voice.
  public struct Voice: Sendable {
    public var id: String
    public var language: String
    public var languageName: String
    public var gender: String
    public var engines: [String]
    public var otherLanguages: [String]

    public init(
      _ id: String, _ language: String, _ languageName: String, gender: String = "Female", engines: [String],
      also otherLanguages: [String] = []
    ) {
      self.id = id
      self.language = language
      self.languageName = languageName
      self.gender = gender
      self.engines = engines
      self.otherLanguages = otherLanguages
    }
  }

  /// The voices that exist.
  public var voices: [Voice] = [
    Voice("Joanna", "en-US", "US English", engines: ["generative", "neural", "standard"]),
    Voice("Danielle", "en-US", "US English", engines: ["generative", "long-form", "neural"]),
    Voice("Amy", "en-GB", "British English", engines: ["generative", "neural", "standard"]),
    Voice("Vicki", "de-DE", "German", engines: ["generative", "neural", "standard"]),
    Voice("Daniel", "de-DE", "German", gender: "Male", engines: ["neural"]),
    Voice("Marlene", "de-DE", "German", engines: ["standard"]),
    Voice("Lea", "fr-FR", "French", engines: ["neural", "standard"]),
    Voice("Kajal", "en-IN", "Indian English", engines: ["generative", "neural"], also: ["hi-IN"]),
    Voice("Tatyana", "ru-RU", "Russian", engines: ["standard"]),
    Voice("Zhiyu", "cmn-CN", "Chinese Mandarin", engines: ["neural", "standard"]),
  ]
  /// Engines that a Region lacks.
  public var missingEngines: [String: Set<String>] = [:]
  /// How many voices a page of DescribeVoices has.
  public var pageSize = 4
  /// The most requests within any second; nil: any number.
  public var rate: Int?
  /// The most characters of a request.
  public var longestText = 3000

  public init() {}
}
