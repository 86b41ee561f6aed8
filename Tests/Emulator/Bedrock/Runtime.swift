/// Bedrock Runtime: Converse, ConverseStream, CountTokens, and InvokeModel for embeddings.
struct Runtime {
  private let exchange: Exchange
  private var world: BedrockWorld { exchange.scenario.bedrock }

  init(_ exchange: Exchange) { self.exchange = exchange }

  func answer() -> Reply {
    do throws(ServiceError) {
      let caller = try BedrockAuthorization(exchange: exchange).caller()
      guard let body = exchange.request.json, body.members != nil else {
        throw ServiceError(400, "SerializationException", "The request body is not a JSON object.")
      }
      let name = exchange.request.segments.dropFirst().first ?? ""
      switch exchange.route.operation {
      case "Converse": return try converse(caller, name, body, streaming: false)
      case "ConverseStream": return try converse(caller, name, body, streaming: true)
      case "InvokeModel": return try invoke(caller, name, body)
      case "CountTokens": return try countTokens(caller, name, body)
      default:
        throw ServiceError(
          404, "UnknownOperationException", "The emulator does not play \(exchange.route.operation).")
      }
    } catch {
      return error.reply(exchange)
    }
  }

  private func invoke(_ caller: Caller, _ name: String, _ body: JSON) throws(ServiceError) -> Reply {
    try Embeddings(exchange: exchange).answer(body, model(name, caller, "bedrock:InvokeModel"))
  }

  /// The model that a name means, if the caller may invoke it by that name.
  private func model(_ name: String, _ caller: Caller, _ action: String) throws(ServiceError) -> Model {
    let target = world.target(name, in: caller.region)
    let resources = target?.resources ?? ["arn:aws:bedrock:\(caller.region)::foundation-model/\(name)"]
    try BedrockAuthorization.check(caller, action, on: resources)
    guard let target else { throw ConverseRules.invalid("The provided model identifier is invalid.") }
    try checkAccess(target.model)
    if !target.byProfile, !target.model.isOnDemand(in: caller.region) {
      throw ConverseRules.invalid(
        "Invocation of model ID \(target.model.id) with on-demand throughput isn’t supported. Retry your "
          + "request with the ID or ARN of an inference profile that contains this model.")
    }
    return target.model
  }

  private func converse(_ caller: Caller, _ name: String, _ body: JSON, streaming: Bool) throws(ServiceError)
    -> Reply
  {
    let model = try model(name, caller, streaming ? "bedrock:InvokeModelWithResponseStream" : "bedrock:InvokeModel")
    try ConverseRules(body: body, model: model).check()
    try CitationRules(body: body, model: model).check()
    if streaming, body["toolConfig"] != nil, !model.streamsTools {
      throw ConverseRules.invalid("This model doesn't support tool use in streaming mode.")
    }
    try OfferRules(body: body, model: model).check()
    try MediaRules(body: body, model: model).check()
    let guardrail = try GuardrailCheck(body, caller, world)
    let usage = Usage(body, model: model, memory: exchange.memory)
    try checkLength(body, usage.total, model)
    try ReasoningRules(exchange: exchange, model: model).check(body)
    let answer: Answer
    if let blocked = guardrail?.blocked(body) {
      answer = blocked
    } else {
      answer = guarded(try self.answer(to: body), by: guardrail)
    }
    ReasoningRules(exchange: exchange, model: model).note(answer)
    let headers = [("x-amzn-RequestId", exchange.requestID)]
    guard streaming else {
      return .json(ConverseAnswer(answer: answer, usage: usage).json, headers: headers)
    }
    let stream = ConverseStream(answer: answer, usage: usage, world: world)
    return Reply(200, type: "application/vnd.amazon.eventstream", headers: headers, body: stream.body)
  }

  private func guarded(_ answer: Answer, by guardrail: GuardrailCheck?) -> Answer {
    guardrail?.applied(to: answer) ?? answer
  }

  private func checkLength(_ body: JSON, _ input: Int, _ model: Model) throws(ServiceError) {
    guard input <= model.context else {
      guard model.provider == "Amazon" else {
        throw ConverseRules.invalid("Input is too long for requested model.")
      }
      throw ConverseRules.fromModel(
        "Input Tokens Exceeded: Number of input tokens exceeds maximum length. Please update the input to try again.")
    }
    let output = body["inferenceConfig"]?["maxTokens"]?.int ?? 0
    guard !model.countsAnswer || input + output <= model.context else {
      throw ConverseRules.fromModel(
        "input length and `max_tokens` exceed context limit: \(input) + \(output) > \(model.context), decrease input "
          + "length or `max_tokens` and try again")
    }
  }

  private func answer(to body: JSON) throws(ServiceError) -> Answer {
    let script = world.script
    let taken: Int = exchange.memory.with { values in
      values.turnsTaken += 1
      return values.turnsTaken - 1
    }
    let seed = "\(taken) \(exchange.requestID)"
    var answer =
      try script.indices.contains(taken)
      ? Answer(script[taken], seed: seed) : standIn(body, seed)
    let sequences = body["inferenceConfig"]?["stopSequences"]?.array?.compactMap(\.string) ?? []
    answer = answer.stopped(by: sequences)
    if let limit = body["inferenceConfig"]?["maxTokens"]?.int { answer = answer.limited(to: limit) }
    return answer
  }

  private func standIn(_ body: JSON, _ seed: String) -> Answer {
    let answer = StandIn(body, seed: seed).answer()
    return SchemaStandIn.answer(body, instead: answer, seed: seed) ?? answer
  }

  private func countTokens(_ caller: Caller, _ name: String, _ body: JSON) throws(ServiceError) -> Reply {
    let target = world.target(name, in: caller.region)
    try BedrockAuthorization.check(
      caller, "bedrock:CountTokens",
      on: target?.resources ?? ["arn:aws:bedrock:\(caller.region)::foundation-model/\(name)"])
    guard target != nil else { throw ConverseRules.invalid("The provided model identifier is invalid.") }
    let input = body["input"]?["converse"] ?? body["input"] ?? body
    return .json(
      ["inputTokens": .int(Tokens.of(input.text))], headers: [("x-amzn-RequestId", exchange.requestID)])
  }

  private func checkAccess(_ model: Model) throws(ServiceError) {
    switch model.access {
    case .granted: return
    case .noAccess:
      throw ServiceError(
        403, "AccessDeniedException", "You don't have access to the model with the specified model ID.")
    case .marketplace:
      throw ServiceError(
        403, "AccessDeniedException",
        "Model access is denied due to IAM user or service role is not authorized to perform the required "
          + "AWS Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to "
          + "enable access to this model. Refer to the Amazon Bedrock documentation for further details. "
          + "Your AWS Marketplace subscription for this model cannot be completed at this time. If you "
          + "recently fixed this issue, try again after 5 minutes.")
    case .useCaseForm:
      throw ServiceError(
        404, "ResourceNotFoundException",
        "Model use case details have not been submitted for this account. Fill out the Anthropic use case "
          + "details form before using the model. If you have already filled out the form, try again in 15 "
          + "minutes.")
    case .legacyUnused:
      throw ServiceError(
        404, "ResourceNotFoundException",
        "Access denied. This Model is marked by provider as Legacy and you have not been actively using the "
          + "model in the last 30 days. Please upgrade to an active model on Amazon Bedrock")
    case .endOfLife:
      throw ServiceError(
        404, "ResourceNotFoundException",
        "This model version has reached the end of its life. Please refer to the AWS documentation for "
          + "more details."
      )
    }
  }
}
