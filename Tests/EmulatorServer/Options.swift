import Emulator

/// The options of the command line.
struct Options {
  var scenario = Scenario()
  var port = 0
  var printsEnvironment = false
  var environmentFile: String?
  var untilEOF = false

  static let help = """
    usage: sva-emulator [options]

    Stands in for AWS (STS, SSO, metadata, Bedrock) and Storyblok on a loopback port. Prints its URL
    and serves until it is told to end (SIGTERM, Ctrl-C).

      --port N             listen on this port (default: any free one)
      --print-env          print shell lines that point sva, and the AWS CLI, to it, instead of the URL alone
      --env-file FILE      write a .env with its keys, tokens and space; endpoints cannot stand in a .env
      --identity NAME      whose keys are printed: user, session, powerless, invoker (default: user)
      --token KIND         which token is printed: personal, oauth, scoped, no-strata (scoped without strata:read), preview,
                           public (default: personal)
      --strata STATE       how Strata answers: available, absent (404), forbidden (403), plan (403 that says so),
                           empty (nothing is indexed) (default: available)
      --full-text RULE     how full text matches several words, which Storyblok does not document: phrase, all, any
                           (default: phrase)
      --latency MS         each answer takes so long
      --rtt MS             a packet takes so long to the client and back
      --embedding-quota N  accept N requests for embeddings a minute; N/S: in S seconds
      --storyblok-latency MS
                           each answer of Storyblok takes so much longer
      --think MS           a model thinks so long before each answer
      --no-search-results  models refuse search results
      --varied             serve the small space of the tests of selectors
      --stories N          add N generated stories
      --story-bytes K      each with about K bytes of content (default: 10000)
      --revised N          the first N of them were published again, with another text
      --rate-limits        refuse requests beyond Storyblok's documented rates
      --no-cv-redirect     answer published requests without cv directly
      --clock-offset S     be S seconds ahead
      --huge-answer MB     the model's first hundred answers are so many megabytes of streamed text
      --hear TEXT          what Transcribe hears in any sound that is not silent
      --fault SPEC         let something go wrong; may be given several times
      --no-log             keep no record of requests
      --until-eof          end when standard input closes
      -h, --help           print this

    \(Fault.grammar)
    """

  private var identity = Identity.user
  private var token = StoryblokToken.personal

  /// Parses the words, or reports what is wrong with them.
  init(_ words: [String]) throws(Misuse) {
    var rest = words[...]
    var stories: Int?
    var bytes = 10_000
    var revised = 0
    func next(_ option: String) throws(Misuse) -> String {
      guard let value = rest.popFirst() else { throw Misuse(text: "\(option) needs a value") }
      return value
    }
    func number(_ option: String) throws(Misuse) -> Int {
      let text = try next(option)
      guard let value = Int(text) else { throw Misuse(text: "\(option): \(text) is no number") }
      return value
    }
    while let word = rest.popFirst() {
      switch word {
      case "--port": port = try number(word)
      case "--print-env": printsEnvironment = true
      case "--env-file": environmentFile = try next(word)
      case "--identity":
        let all: [String: Identity] = [
          "user": .user, "session": .session, "powerless": .powerless, "invoker": .invokerOnly,
        ]
        identity = try Self.pick(word, next(word), all)
      case "--token":
        let all: [String: StoryblokToken] = [
          "personal": .personal, "oauth": .oauth, "scoped": .scoped, "no-strata": .withoutStrata, "preview": .preview,
          "public": .published,
        ]
        token = try Self.pick(word, next(word), all)
      case "--strata": scenario.storyblok.strata = try Self.pick(word, next(word), Self.named())
      case "--full-text": scenario.storyblok.fullText = try Self.pick(word, next(word), Self.named())
      case "--latency": scenario.latency = try number(word)
      case "--rtt": scenario.roundTrip = try number(word)
      case "--embedding-quota":
        let text = try next(word)
        let parts = text.split(separator: "/").map(String.init)
        guard let count = Int(parts[0]), let seconds = parts.count == 2 ? Double(parts[1]) : 60 else {
          throw Misuse(text: "\(word): \(text) is no quota")
        }
        scenario.bedrock.embeddingQuota = EmbeddingQuota(count, seconds: seconds)
      case "--storyblok-latency": scenario.storyblok.latency = try number(word)
      case "--think": scenario.bedrock.thinkingTime = try number(word)
      case "--no-search-results":
        for index in scenario.bedrock.models.indices { scenario.bedrock.models[index].takesSearchResults = false }
      case "--varied": scenario.storyblok.space = .varied
      case "--stories": stories = try number(word)
      case "--story-bytes": bytes = try number(word)
      case "--revised": revised = try number(word)
      case "--rate-limits": scenario.storyblok.rateLimits = RateLimits()
      case "--no-cv-redirect": scenario.storyblok.redirectsToVersion = false
      case "--clock-offset": scenario.clockOffset = try number(word)
      case "--huge-answer":
        let megabytes = try number(word)
        guard (1...4096).contains(megabytes) else { throw Misuse(text: "\(word): 1 to 4096") }
        scenario.script = Array(repeating: .hugeText(bytes: megabytes << 20), count: 100)
      case "--hear": scenario.transcribe.anything = try next(word)
      case "--fault":
        let text = try next(word)
        guard let fault = Fault(spec: text) else {
          throw Misuse(text: "\(text) is no fault\n\(Fault.grammar)")
        }
        scenario.faults.append(fault)
      case "--no-log": scenario.keepsLog = false
      case "--until-eof": untilEOF = true
      default: throw Misuse(text: "unknown option \(word); see --help")
      }
    }
    if let stories { scenario.storyblok.space = .large(stories, bytes: bytes, revised: revised) }
  }

  /// The values of an enumeration by name.
  private static func named<Value: CaseIterable & RawRepresentable<String>>() -> [String: Value] {
    Dictionary(Value.allCases.map { ($0.rawValue, $0) }) { first, _ in first }
  }

  private static func pick<Value>(_ option: String, _ name: String, _ all: [String: Value]) throws(Misuse)
    -> Value
  {
    guard let value = all[name] else {
      throw Misuse(text: "\(option): one of \(all.keys.sorted().joined(separator: ", "))")
    }
    return value
  }

  /// Names and values that a `.env` may hold.
  var settings: [(String, String)] {
    var settings = [
      ("AWS_ACCESS_KEY_ID", identity.accessKeyID), ("AWS_SECRET_ACCESS_KEY", identity.secret),
      ("AWS_SESSION_TOKEN", identity.sessionToken ?? ""), ("AWS_REGION", "us-east-1"),
      ("STORYBLOK_TOKEN", token.kind == .oauth ? "Bearer \(token.value)" : token.value),
      ("STORYBLOK_SPACE_ID", String(scenario.storyblok.space.id)),
    ]
    settings.removeAll { $0.1.isEmpty }
    return settings
  }
}

/// A usage error.
struct Misuse: Error {
  var text: String
}
