/// The world an emulator plays. A fresh one holds the sample space, a handful of made-up principals, and no
/// faults.
public struct Scenario: Sendable {
  /// Accounts, keys, roles and tokens.
  public var aws = AWSWorld()
  /// Models, profiles and what they answer.
  public var bedrock = BedrockWorld()
  /// The space, its tokens and its manners.
  public var storyblok = StoryblokWorld()
  /// What goes wrong.
  public var faults: [Fault] = []
  /// The time on this side, in seconds since 1970, where it is to stand still.
  public var now: Int?
  /// Seconds by which this side's clock is ahead of the machine's.
  public var clockOffset = 0
  /// Milliseconds each answer takes.
  public var latency = 0
  /// A path all routes stand below, for endpoint URLs with a path: empty, or `/like/this`.
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
