/// A guardrail of the account, by words: real ones judge meaning.
public struct ServiceGuardrail: Sendable {
  /// What a policy looks for.
  public struct Rule: Sendable {
    /// Words, in small letters, of which one must occur.
    public var words: [String]
    /// The policy and its list in an assessment, such as `topicPolicy` and `topics`.
    public var policy: String
    public var list: String
    /// The member that names the filter, and the name.
    public var key: String
    public var name: String
    /// Whether it looks at the input, and at the output.
    public var input = true
    public var output = true
    /// Whether it masks, not blocks.
    public var masks = false

    public init(_ words: [String], _ policy: String, _ list: String, _ key: String, _ name: String) {
      self.words = words
      self.policy = policy
      self.list = list
      self.key = key
      self.name = name
    }

    fileprivate func masking() -> Rule {
      var copy = self
      copy.masks = true
      copy.input = false
      return copy
    }
  }

  public var id: String
  public var versions: [String]
  public var rules: [Rule]
  public var blockedInput = "Sorry, I cannot talk about that."
  public var blockedOutput = "Sorry, I cannot answer that."

  public init(id: String, versions: [String], rules: [Rule]) {
    self.id = id
    self.versions = versions
    self.rules = rules
  }

  /// The guardrail of the emulator's account.
  public static let sample = ServiceGuardrail(
    id: "a1b2c3d4e5f6", versions: ["DRAFT", "1", "2"],
    rules: [
      Rule(["invest", "stock market"], "topicPolicy", "topics", "name", "Investment advice"),
      Rule(["weapon"], "contentPolicy", "filters", "type", "VIOLENCE"),
      Rule(["bluebird"], "wordPolicy", "customWords", "match", "bluebird"),
      Rule(["darn"], "wordPolicy", "managedWordLists", "type", "PROFANITY"),
      Rule(["@alpine.example"], "sensitiveInformationPolicy", "piiEntities", "type", "EMAIL").masking(),
      Rule(["ticket-"], "sensitiveInformationPolicy", "regexes", "name", "ticket number").masking(),
      Rule(["the moon"], "contextualGroundingPolicy", "filters", "type", "GROUNDING"),
    ])

  func arn(_ region: String, _ account: String) -> String {
    "arn:aws:bedrock:\(region):\(account):guardrail/\(id)"
  }
}

/// Applies the guardrail that a request names.
struct GuardrailCheck {
  let guardrail: ServiceGuardrail
  let version: String
  let traces: Bool

  /// The guardrail of the request; nil if it names none. Refuses what the service refuses.
  init?(_ body: JSON, _ caller: Caller, _ world: BedrockWorld) throws(ServiceError) {
    guard let config = body["guardrailConfig"] else { return nil }
    let name = config["guardrailIdentifier"]?.string ?? ""
    let id = String(name.split(separator: "/").last ?? "")
    guard let found = world.guardrails.first(where: { $0.id == id }),
      name == id || name == found.arn(caller.region, world.account)
    else { throw ConverseRules.invalid("The provided guardrail identifier is invalid.") }
    let version = config["guardrailVersion"]?.string ?? ""
    guard found.versions.contains(version) else {
      throw ConverseRules.invalid(
        "The guardrail identifier or version provided in the request does not exist. Check the identifier and the "
          + "version and try again.")
    }
    try BedrockAuthorization.check(
      caller, "bedrock:ApplyGuardrail", on: [found.arn(caller.region, world.account)])
    self.guardrail = found
    self.version = version
    traces = config["trace"]?.string == "enabled"
  }

  /// The answer in place of the model's, if the input is blocked.
  func blocked(_ body: JSON) -> Answer? {
    let texts = (body["messages"]?.array ?? []).flatMap { $0["content"]?.array ?? [] }
      .compactMap { $0["text"]?.string }.joined(separator: "\n").lowercased()
    let hits = guardrail.rules.filter { rule in rule.input && rule.words.contains { texts.contains($0) } }
    guard !hits.isEmpty else { return nil }
    var answer = Answer(blocks: [.text(guardrail.blockedInput)], stopReason: "guardrail_intervened")
    answer.guardrailTrace = trace("inputAssessment", assessment(hits), "Guardrail blocked.")
    return answer
  }

  /// The model's answer, blocked or masked where a rule demands it.
  func applied(to answer: Answer) -> Answer {
    let text = answer.plainText
    let hits = guardrail.rules.filter { rule in rule.output && rule.words.contains { text.lowercased().contains($0) } }
    guard !hits.isEmpty else { return answer }
    let masks = hits.allSatisfy(\.masks)
    let shown = masks ? Self.masked(text, hits) : guardrail.blockedOutput
    var guarded = Answer(blocks: [.text(shown)], stopReason: "guardrail_intervened")
    guarded.guardrailTrace = trace(
      "outputAssessments", [assessment(hits)], masks ? "Guardrail masked." : "Guardrail blocked.")
    return guarded
  }

  private static func masked(_ text: String, _ hits: [ServiceGuardrail.Rule]) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      let hit = hits.first { rule in rule.words.contains { word.lowercased().contains($0) } }
      return hit.map { "{\($0.name)}" } ?? String(word)
    }.joined(separator: " ")
  }

  private func trace(_ side: String, _ assessment: JSON, _ reason: String) -> JSON? {
    guard traces else { return nil }
    let own = JSON.object([.init(guardrail.id, assessment)])
    return ["guardrail": .object([.init("actionReason", .string(reason)), .init(side, own)])]
  }

  private func assessment(_ hits: [ServiceGuardrail.Rule]) -> JSON {
    var json: JSON = [
      "appliedGuardrailDetails": [
        "guardrailId": .string(guardrail.id), "guardrailVersion": .string(version), "guardrailOrigin": ["REQUEST"],
        "guardrailOwnership": "SELF",
      ],
      "invocationMetrics": ["guardrailProcessingLatency": 12],
    ]
    for policy in Set(hits.map(\.policy)).sorted() {
      var lists: JSON = [:]
      let own = hits.filter { $0.policy == policy }
      for list in Set(own.map(\.list)).sorted() {
        let entries = own.filter { $0.list == list }.map(Self.entry)
        lists = lists.adding(list, .array(entries))
      }
      json = json.adding(policy, lists)
    }
    return json
  }

  private static func entry(_ rule: ServiceGuardrail.Rule) -> JSON {
    let entry: JSON = ["action": rule.masks ? "ANONYMIZED" : "BLOCKED", "detected": true]
    let named = entry.adding(rule.key, .string(rule.name))
    switch rule.list {
    case "filters" where rule.policy == "contentPolicy":
      return named.adding("confidence", "HIGH").adding("filterStrength", "HIGH")
    case "filters": return named.adding("score", 0.1).adding("threshold", 0.7)
    case "topics": return named.adding("type", "DENY")
    case "managedWordLists", "piiEntities", "regexes": return named.adding("match", "the secret match")
    default: return named
    }
  }
}
