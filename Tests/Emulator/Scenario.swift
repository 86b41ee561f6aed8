/// The state of the services of an emulator. By default it has the sample space, some invented principals, and no
/// faults.
public struct Scenario: Sendable {
  /// Accounts, keys, roles and tokens.
  public var aws = AWSWorld()
  /// Models, profiles and what they answer.
  public var bedrock = BedrockWorld()
  /// The voices of Polly.
  public var polly = PollyWorld()
  /// What Transcribe hears.
  public var transcribe = TranscribeWorld()
  /// The space, its tokens and the behaviour of its APIs.
  public var storyblok = StoryblokWorld()
  /// The faults.
  public var faults: [Fault] = []
  /// The emulator's time in seconds since 1970, if it is fixed.
  public var now: Int?
  /// Seconds by which the emulator's clock is ahead of the machine's.
  public var clockOffset = 0
  /// Milliseconds each answer takes.
  public var latency = 0
  /// Milliseconds that a packet takes to the client and back: opening a connection costs one such time, a request and its
  /// answer half of one each.
  public var roundTrip = 0
  /// A path in front of all routes, for endpoint URLs with a path: empty, or `/like/this`.
  public var basePath = ""
  /// Whether requests are kept in `Emulator.requests`; off for benchmarks.
  public var keepsLog = true

  public init() {}

  /// The scripted turns of the model, taken one for each request; then the stand-in answers again.
  public var script: [Turn] {
    get { bedrock.script }
    set { bedrock.script = newValue }
  }
}
