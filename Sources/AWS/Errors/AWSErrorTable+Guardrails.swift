import Core

/// Errors of guardrails.
extension AWSErrorTable {
  static let guardrails: [ErrorRule] = [
    // The second wording is what the service answers to an id that it does not know.
    ErrorRule(
      "guardrail-not-found", .bedrock,
      fragments: [
        "guardrail identifier or version", "guardrail identifier is invalid", "guardrail version is invalid",
        "guardrail was not found", "guardrail does not exist",
      ]
    ) { context, _ in
      let name = context.guardrail.map { " " + $0.name } ?? ""
      let region = context.guardrail?.region.flatMap { $0 == context.region ? nil : $0 }
      return Failure(
        .notFound, "Guardrail\(name) not found in \(context.region)",
        hint: region.map { "the ARN names \($0): call that region with \(option: .region) \($0)" }
          ?? "check id and version: `\(shell: .aws("bedrock", "list-guardrails", "--region", context.region))` lists them",
        moreHints: [
          "a version exists only once it was created; without one the working draft is used (\(Guardrail.draft))"
        ])
    }
  ]

  /// The possibility that a policy demands a guardrail. IAM does not name the condition that denies.
  static func demandedGuardrail(_ denial: IAMDenial, _ context: AWSErrorContext) -> [Remedy] {
    guard denial.isExplicit, denial.isInvocation, context.guardrail == nil else { return [] }
    return [
      "a Deny may demand a guardrail (condition bedrock:GuardrailIdentifier): if this one does, name it with "
        + "\(option: .guardrail) ID:VERSION"
    ]
  }
}
