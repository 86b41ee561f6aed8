import Core

/// What a guardrail did to a question or an answer, as its trace tells.
public struct GuardrailIntervention: Sendable, Equatable {
  /// The kinds of policy.
  public enum Policy: String, Sendable, CaseIterable {
    case topic, content, word
    case sensitiveInformation = "sensitive_information"
    case grounding
  }

  /// The text that the policy was applied to.
  public enum Side: String, Sendable {
    /// What was sent to the model.
    case input
    /// What the model wrote.
    case output
  }

  /// The guardrail's id; nil if the trace names none.
  public var id: String?
  /// Its version.
  public var version: String?
  /// The policy that intervened; nil if the trace names none.
  public var policy: Policy?
  /// The filter of the policy: a topic, a category such as `VIOLENCE`, a word, a kind of personal data, the name of an
  /// expression. Never the personal data itself.
  public var filter: String?
  /// The side; nil if the trace does not tell.
  public var side: Side?
  /// Whether the text was masked, not blocked.
  public var isMasked = false

  /// Whether the question may have been blocked, so that the model did not see it. Without a trace, as that of a guardrail
  /// which the account enforces, it cannot be told which side was blocked.
  public var mayBlockQuestion: Bool { side != .output && !isMasked }

  /// An intervention of which nothing is known.
  public init() {}
}

extension GuardrailIntervention {
  /// The longest text of a trace that is kept, in scalars.
  private static let longest = 200

  /// The intervention that `trace` tells (`trace.guardrail` of a response); nil if no policy acted. Blocking counts
  /// before masking, and the input before the output.
  init?(trace: JSONValue) {
    var found: [GuardrailIntervention] = []
    for (id, assessment) in Self.sorted(trace["inputAssessment"]) {
      found += Self.interventions(assessment, id, .input)
    }
    for (id, assessments) in Self.sorted(trace["outputAssessments"]) {
      for assessment in assessments.array ?? [] { found += Self.interventions(assessment, id, .output) }
    }
    guard let first = found.first(where: { !$0.isMasked }) ?? found.first else { return nil }
    self = first
  }

  /// Adds the id and the version of the guardrail that the request named, where the trace leaves them out.
  mutating func complete(with sent: Guardrail) {
    let own = sent.id.split(separator: "/").last.map(String.init) ?? sent.id
    if id == nil { id = own }
    // Another guardrail, which the account enforces, has another version.
    if version == nil, id == own || id == sent.id { version = sent.version }
  }

  private static func sorted(_ map: JSONValue?) -> [(String, JSONValue)] {
    guard case .object(let members)? = map else { return [] }
    return members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The policies of one assessment that acted, in the order of the service's documentation.
  private static func interventions(
    _ assessment: JSONValue, _ id: String, _ side: Side
  ) -> [GuardrailIntervention] {
    let details = assessment["appliedGuardrailDetails"]
    let pii = assessment["sensitiveInformationPolicy"]
    let lists: [(Policy, JSONValue?, [String])] = [
      (.topic, assessment["topicPolicy"]?["topics"], ["name"]),
      (.content, assessment["contentPolicy"]?["filters"], ["type"]),
      (.word, assessment["wordPolicy"]?["customWords"], ["match"]),
      (.word, assessment["wordPolicy"]?["managedWordLists"], ["type"]),
      (.sensitiveInformation, pii?["piiEntities"], ["type"]),
      // The match of an expression is personal data.
      (.sensitiveInformation, pii?["regexes"], ["name", "regex"]),
      (.grounding, assessment["contextualGroundingPolicy"]?["filters"], ["type"]),
    ]
    var found: [GuardrailIntervention] = []
    for (policy, list, names) in lists {
      for entry in list?.array ?? [] {
        guard let action = entry["action"]?.string, action == "BLOCKED" || action == "ANONYMIZED" else { continue }
        var intervention = GuardrailIntervention()
        intervention.id = cut(details?["guardrailId"]?.string ?? id)
        intervention.version = cut(details?["guardrailVersion"]?.string)
        intervention.policy = policy
        intervention.filter = cut(names.lazy.compactMap { entry[$0]?.string }.first)
        intervention.side = side
        intervention.isMasked = action == "ANONYMIZED"
        found.append(intervention)
      }
    }
    return found
  }

  private static func cut(_ text: String?) -> String? {
    guard let text, !text.isEmpty else { return nil }
    return String(text.prefix(scalars: longest))
  }
}
