import AWS

/// The member `guardrail` of the documents of `ask` and `test-bedrock`.
enum GuardrailRecord {
  /// What a guardrail did.
  static func record(_ intervention: GuardrailIntervention) -> Record {
    [
      "id": .text(intervention.id), "version": .text(intervention.version),
      "policy": .text(intervention.policy?.rawValue), "filter": .text(intervention.filter),
      "on": .text(intervention.side?.rawValue),
    ]
  }
}
