/// What a model may take beyond text, and how it refuses what it does not take.
public enum Offer: String, Sendable, CaseIterable {
  /// A schema as the format of its text.
  case textFormat
  case adaptiveThinking
  case effort
  /// A tool that must be called.
  case forcedTool
  case images
  case documents
  case flex
  case priority
  case reserved
}

extension Model {
  /// What it takes, by its family if nothing else is said.
  public var offers: Set<Offer> {
    get { givenOffers ?? Self.offers(of: self) }
    set { givenOffers = newValue }
  }

  private static func offers(of model: Model) -> Set<Offer> {
    var offers: Set<Offer> = [.forcedTool]
    if model.input.contains("IMAGE") { offers.insert(.images) }
    guard model.provider == "Anthropic" else {
      if model.provider == "Amazon", model.input.contains("IMAGE") { offers.formUnion([.documents, .flex, .priority]) }
      return offers
    }
    offers.formUnion([.documents, .flex, .priority])
    let newest = ["opus-4-7", "opus-4-6", "sonnet-4-6"]
    if newest.contains(where: model.id.contains) { offers.formUnion([.textFormat, .effort, .adaptiveThinking]) }
    if model.id.contains("opus-4-5") { offers.formUnion([.textFormat, .effort]) }
    if model.id.contains("sonnet-4-5") || model.id.contains("haiku-4-5") { offers.insert(.textFormat) }
    return offers
  }
}

/// Refuses what a model does not take, in the words that users report.
struct OfferRules {
  let body: JSON
  let model: Model

  func check() throws(ServiceError) {
    try checkThinking()
    try checkFormat()
    try checkTier()
    try checkMetadata()
  }

  private var isClaude: Bool { model.provider == "Anthropic" }

  private func checkThinking() throws(ServiceError) {
    let fields = body["additionalModelRequestFields"]
    if let thinking = fields?["thinking"] {
      guard isClaude else { throw extraneous("thinking") }
      if thinking["type"]?.string == "adaptive", !model.offers.contains(.adaptiveThinking) {
        throw ConverseRules.fromModel(
          "thinking: Input tag 'adaptive' found using 'type' does not match any of the expected tags: 'disabled', "
            + "'enabled'")
      }
      let temperature = body["inferenceConfig"]?["temperature"]?.double ?? 1
      if thinking["type"]?.string != "disabled", temperature != 1 {
        throw ConverseRules.fromModel("`temperature` may only be set to 1 when thinking is enabled.")
      }
      if body["toolConfig"]?["toolChoice"]?["tool"] != nil || body["toolConfig"]?["toolChoice"]?["any"] != nil {
        throw ConverseRules.fromModel("Thinking may not be enabled when tool_choice forces tool use.")
      }
    }
    if let effort = fields?["output_config"]?["effort"]?.string {
      guard isClaude else { throw extraneous("output_config") }
      guard model.offers.contains(.effort) else {
        throw ConverseRules.fromModel("This model does not support the effort parameter.")
      }
      guard ["low", "medium", "high", "max"].contains(effort) else {
        throw ConverseRules.fromModel("output_config.effort: Input should be 'low', 'medium', 'high' or 'max'")
      }
    }
    if body["toolConfig"]?["toolChoice"]?["tool"] != nil, !model.offers.contains(.forcedTool) {
      throw ConverseRules.invalid(
        "This model doesn't support the toolConfig.toolChoice.tool field. Remove toolConfig.toolChoice.tool and try "
          + "again.")
    }
  }

  private func extraneous(_ key: String) -> ServiceError {
    ConverseRules.invalid(
      "Malformed input request: #: extraneous key [\(key)] is not permitted, please reformat your input and try again.")
  }

  private func checkFormat() throws(ServiceError) {
    guard let format = body["outputConfig"]?["textFormat"] else { return }
    guard model.offers.contains(.textFormat) else {
      throw isClaude
        ? ConverseRules.fromModel("output_config.format: Extra inputs are not permitted")
        : ConverseRules.invalid(
          "This model doesn't support the outputConfig.textFormat field. Remove outputConfig.textFormat and try again.")
    }
    guard let text = format["structure"]?["jsonSchema"]?["schema"]?.string, let schema = JSON(parsing: Array(text.utf8))
    else { throw ConverseRules.fromModel("output_config.format.schema: Input should be a valid dictionary") }
    try checkSchema(schema)
    if body.text.contains("\"citations\":{\"enabled\":true}") {
      throw ConverseRules.fromModel(
        "output_config.format: Structured outputs are not supported together with citations")
    }
  }

  private func checkSchema(_ schema: JSON) throws(ServiceError) {
    func refused(_ text: String) -> ServiceError { ConverseRules.fromModel("output_config.format.schema: \(text)") }
    let type = schema["type"]?.string ?? ""
    if type == "object" || schema["properties"] != nil, schema["additionalProperties"]?.bool != false {
      throw refused("For 'object' type, 'additionalProperties' must be explicitly set to false")
    }
    let refusedNames = [
      "minimum", "maximum", "multipleOf", "minLength", "maxLength", "pattern", "maxItems", "$schema", "examples",
    ]
    for name in refusedNames {
      if schema[name] != nil { throw refused("For '\(type)' type, property '\(name)' is not supported") }
    }
    for group in ["properties", "$defs", "definitions"] {
      for member in schema[group]?.members ?? [] { try checkSchema(member.value) }
    }
    if let items = schema["items"] { try checkSchema(items) }
    for schema in schema["anyOf"]?.array ?? [] { try checkSchema(schema) }
  }

  private func checkTier() throws(ServiceError) {
    guard let tier = body["serviceTier"]?["type"]?.string, tier != "default" else { return }
    guard let offer = Offer(rawValue: tier), [.flex, .priority, .reserved].contains(offer) else {
      throw ConverseRules.invalid("service tier provided is invalid")
    }
    guard model.offers.contains(offer) else {
      throw ConverseRules.invalid(
        offer == .reserved ? "Reservation not found." : "The provided service tier is not supported for this model.")
    }
  }

  private func checkMetadata() throws(ServiceError) {
    guard let pairs = body["requestMetadata"]?.members else { return }
    guard (1...16).contains(pairs.count) else {
      throw ConverseRules.invalid(
        "1 validation error detected: Value at 'requestMetadata' failed to satisfy constraint: Member must have length "
          + "less than or equal to 16")
    }
    let marks = ":_@$#=/+,-."
    for pair in pairs {
      for text in [pair.key, pair.value.string ?? ""] {
        let allowed = text.unicodeScalars.allSatisfy { scalar in
          scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            || scalar.properties.isWhitespace || marks.unicodeScalars.contains(scalar)
        }
        guard allowed, text.count <= 256 else {
          throw ConverseRules.invalid(
            "1 validation error detected: Value '\(text)' at 'requestMetadata' failed to satisfy constraint: Map value "
              + "must satisfy constraint")
        }
      }
    }
  }
}
