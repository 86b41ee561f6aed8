import Core

/// A parsed IAM denial: `User: ARN is not authorized to perform: ACTION on resource: ARN because …`.
struct IAMDenial: Sendable, Equatable {
  /// The principal that was denied.
  var principal: String?
  /// The action.
  var action: String
  /// The resource; `*` if the message has none.
  var resource: String
  /// The type of policy that denied; an identity policy if the message names none.
  var policy = Policy.identity
  /// Whether a Deny statement denied it, not a missing Allow.
  var isExplicit = false

  /// The types of policy that IAM names in a denial.
  enum Policy: String, CaseIterable {
    case serviceControl = "service control policy"
    case resourceControl = "resource control policy"
    case vpcEndpoint = "VPC endpoint policy"
    case boundary = "permissions boundary"
    case session = "session policy"
    case resource = "resource-based policy"
    case identity = "identity-based policy"

    /// Its name in sentences.
    var name: String { rawValue }
    /// The article before the name.
    var article: String { self == .identity ? "an" : "a" }
  }

  /// Parses a message; nil if it names no action.
  init?(_ message: String?) {
    guard let message, let action = Self.word(in: message, after: "to perform: "), !action.isEmpty else { return nil }
    self.action = action
    resource = Self.word(in: message, after: "on resource: ") ?? "*"
    principal = Self.word(in: message, after: "User: ")
    let words = message.lowercased()
    isExplicit = words.contains("explicit deny")
    let tail = words.firstRange(of: isExplicit ? "explicit deny" : "because no ").map { words[$0.upperBound...] } ?? ""
    policy = Policy.allCases.first { tail.contains($0.rawValue.lowercased()) } ?? .identity
  }

  private static func word(in text: String, after marker: String) -> String? {
    guard let start = text.firstRange(of: marker)?.upperBound else { return nil }
    let word = text[start...].prefix { !$0.isWhitespace && $0 != "," && $0 != "\"" }
    return word.isEmpty ? nil : String(word.prefix(scalars: 2048))
  }

  /// The account of the denied principal.
  private var account: String? {
    principal.flatMap(ARN.init).flatMap { $0.account.isEmpty ? nil : $0.account }
  }

  /// Whether a call of a model was denied, not a part of it such as a guardrail.
  var isInvocation: Bool { action.hasPrefix("bedrock:InvokeModel") }

  /// The IAM action of an operation. Converse has none of its own.
  static func action(of operation: String) -> String {
    switch operation {
    case "Converse": "bedrock:InvokeModel"
    case "ConverseStream": "bedrock:InvokeModelWithResponseStream"
    case "StartStreamTranscription": "transcribe:" + operation
    case "SynthesizeSpeech", "DescribeVoices": "polly:" + operation
    default: "bedrock:" + operation
    }
  }

  /// The IAM statement that would allow the call, as one line of JSON.
  ///
  /// A call of an inference profile needs permission for the profile and for the model in every destination region.
  /// Both invoke actions are included, because a principal without one usually lacks the other too. Embeddings are never
  /// streamed.
  func statement(for context: AWSErrorContext) -> String {
    let invokes = isInvocation
    let streams = invokes && context.operation != "InvokeModel"
    let actions = streams ? ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"] : [action]
    var json = JSONWriter()
    json.object { json in
      json.member("Effect", "Allow")
      json.member("Action", actions)
      // The services of voice take no resource in a statement.
      let isVoice = action.hasPrefix("polly:") || action.hasPrefix("transcribe:")
      json.member("Resource", invokes ? resources(context) : isVoice ? ["*"] : [resource])
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private func resources(_ context: AWSErrorContext) -> [String] {
    guard let used = context.model?.used else { return [resource] }
    let partition = AWSRegion(context.region).map { AWSPartition.of($0).name } ?? "aws"
    var all: [String] = []
    func add(_ arn: String) { if !all.contains(arn) { all.append(arn) } }
    if used.hasPrefix("arn:") {
      add(used)
    } else if ModelName.geography(of: used) != nil {
      add("arn:\(partition):bedrock:\(context.region):\(account ?? "*"):inference-profile/\(used)")
    }
    for arn in context.destinations { add(arn) }
    if context.destinations.isEmpty, ModelName.geography(of: used) != nil {
      // If the destinations are unknown, the model in every region. The ARN for a global profile has no region.
      add("arn:\(partition):bedrock:*::foundation-model/\(ModelName.baseID(of: used))")
    }
    if resource != "*" { add(resource) }
    return all.isEmpty ? [resource] : all
  }
}
