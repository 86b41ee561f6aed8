/// The rules Bedrock enforces on the messages of Converse, in its own words.
struct ConverseRules {
  let body: JSON
  let model: Model

  static let blockKeys = [
    "text", "image", "document", "video", "audio", "toolUse", "toolResult", "guardContent", "cachePoint",
    "reasoningContent", "citationsContent", "searchResult",
  ]

  func check() throws(ServiceError) {
    let messages = body["messages"]?.array ?? []
    guard !messages.isEmpty else {
      throw Self.invalid(
        "A conversation must start with a user message. Try again with a conversation that starts with a "
          + "user message."
      )
    }
    try checkSystem()
    for (index, message) in messages.enumerated() {
      try checkContent(of: message, at: index)
    }
    try checkRoles(messages)
    try checkTools()
    try checkToolCalls(messages)
    try checkInference()
    if messages.last?["role"]?.string == "assistant", !model.takesPrefill {
      throw Self.fromModel(
        "This model does not support assistant message prefill. The conversation must end with a user "
          + "message."
      )
    }
  }

  private func checkRoles(_ messages: [JSON]) throws(ServiceError) {
    let roles = messages.map { $0["role"]?.string ?? "" }
    for (index, role) in roles.enumerated() where role != "user" && role != "assistant" {
      throw Self.constraint(
        role, "messages.\(index + 1).member.role", "satisfy enum value set: [user, assistant]")
    }
    guard roles.first == "user" else {
      throw Self.invalid(
        "A conversation must start with a user message. Try again with a conversation that starts with a "
          + "user message."
      )
    }
    for index in roles.indices.dropFirst() where roles[index] == roles[index - 1] {
      throw Self.invalid(
        "A conversation must alternate between user and assistant roles. Make sure the conversation "
          + "alternates between user and assistant roles and try again.")
    }
  }

  private func checkSystem() throws(ServiceError) {
    for (index, block) in (body["system"]?.array ?? []).enumerated() {
      if let text = block["text"]?.string, Self.isBlank(text) {
        throw Self.invalid(
          "The text field in the SystemContentBlock object at system.\(index) is blank. Add text to the "
            + "text field, and try again."
        )
      }
    }
  }

  private func checkContent(of message: JSON, at index: Int) throws(ServiceError) {
    let blocks = message["content"]?.array ?? []
    guard !blocks.isEmpty else {
      throw Self.invalid(
        "The content field in the Message object at messages.\(index) is empty. Add a ContentBlock object "
          + "to the content field and try again."
      )
    }
    for (number, block) in blocks.enumerated() {
      let place = "messages.\(index).content.\(number)"
      let keys = (block.members ?? []).map(\.key).filter { Self.blockKeys.contains($0) }
      guard keys.count == 1 else {
        throw Self.invalid(
          "The ContentBlock object at \(place) must set one of the following keys: "
            + "\(Self.blockKeys.joined(separator: ", "))."
        )
      }
      if let text = block["text"]?.string, Self.isBlank(text) {
        throw Self.invalid(
          "The text field in the ContentBlock object at \(place) is blank. Add text to the text field, "
            + "and try again."
        )
      }
      if let cited = block["citationsContent"] { try checkCitations(cited, message["role"]?.string, place) }
      if let use = block["toolUse"] { try checkToolUse(use, place) }
      if let result = block["toolResult"] { try checkToolResult(result, place) }
    }
    let hasText = blocks.contains { $0["text"] != nil }
    if blocks.contains(where: { $0["document"] != nil }), !hasText {
      throw Self.invalid("A text block must be included when using documents.")
    }
    // A result beside its own call is of a tool that the service runs.
    let own = blocks.compactMap { block in
      block["toolUse"]?["type"]?.string == "server_tool_use" ? block["toolUse"]?["toolUseId"]?.string : nil
    }
    let media = blocks.contains {
      $0["document"] != nil || $0["image"] != nil
        || $0["toolResult"].map { !own.contains($0["toolUseId"]?.string ?? "") } ?? false
    }
    if message["role"]?.string == "assistant", media {
      throw Self.invalid("The role of the Message object at messages.\(index) must be user for its content.")
    }
  }

  private func checkCitations(_ cited: JSON, _ role: String?, _ place: String) throws(ServiceError) {
    guard model.provider == "Anthropic", role == "assistant" else {
      throw Self.invalid(
        "This model doesn't support the citationsContent content block that you provided. Update the content block and "
          + "try again.")
    }
    let texts = (cited["content"]?.array ?? []).compactMap { $0["text"]?.string }
    guard !texts.isEmpty, !texts.contains(where: Self.isBlank) else {
      throw Self.invalid(
        "The text field in the CitationGeneratedContent object at \(place).citationsContent is blank. Add text to the "
          + "text field, and try again.")
    }
  }

  private func checkToolUse(_ use: JSON, _ place: String) throws(ServiceError) {
    guard use["input"]?.members != nil else { throw Self.notObject("\(place).toolUse.input") }
    try Self.checkName(use["name"]?.string ?? "", "\(place).toolUse.name")
    try Self.checkID(use["toolUseId"]?.string ?? "", "\(place).toolUse.toolUseId")
  }

  private func checkToolResult(_ result: JSON, _ place: String) throws(ServiceError) {
    try Self.checkID(result["toolUseId"]?.string ?? "", "\(place).toolResult.toolUseId")
    let content = result["content"]?.array ?? []
    guard !content.isEmpty else {
      throw Self.invalid(
        "The content field in the ToolResultBlock object at \(place).toolResult is empty. Add a "
          + "ToolResultContentBlock object and try again."
      )
    }
    for (index, block) in content.enumerated() {
      if let text = block["text"]?.string, Self.isBlank(text) {
        throw Self.invalid(
          "The text field in the ToolResultContentBlock object at \(place).toolResult.content.\(index) is "
            + "blank. Add text to the text field, and try again."
        )
      }
      if let json = block["json"], json.members == nil {
        throw Self.notObject("\(place).toolResult.content.\(index).json")
      }
    }
    if let status = result["status"]?.string, status != "success", status != "error" {
      throw Self.constraint(status, "\(place).toolResult.status", "satisfy enum value set: [success, error]")
    }
  }

  private func checkTools() throws(ServiceError) {
    guard let config = body["toolConfig"] else { return }
    let tools = config["tools"]?.array ?? []
    guard !tools.isEmpty else {
      throw Self.constraint("[]", "toolConfig.tools", "have length greater than or equal to 1")
    }
    var names: Set<String> = []
    for (index, tool) in tools.enumerated() {
      guard let spec = tool["toolSpec"] else { continue }
      let place = "toolConfig.tools.\(index).toolSpec"
      let name = spec["name"]?.string ?? ""
      try Self.checkName(name, "\(place).name")
      guard names.insert(name).inserted else {
        throw Self.invalid(
          "The tool name \(name) is already defined at \(place).name. Tool names must be unique.")
      }
      if let description = spec["description"]?.string, description.isEmpty {
        throw Self.constraint("", "\(place).description", "have length greater than or equal to 1")
      }
      guard let schema = spec["inputSchema"]?["json"], schema["type"]?.string == "object" else {
        throw Self.invalid(
          "The value at \(place).inputSchema.json.type must be one of the following: object.")
      }
    }
    if let forced = config["toolChoice"]?["tool"]?["name"]?.string, !names.contains(forced) {
      throw Self.invalid("The tool \(forced) in toolConfig.toolChoice is not defined in toolConfig.tools.")
    }
  }

  private func checkToolCalls(_ messages: [JSON]) throws(ServiceError) {
    var open: [String] = []
    var all: Set<String> = []
    var seen = false
    for (index, message) in messages.enumerated() {
      let blocks = message["content"]?.array ?? []
      let isModel = message["role"]?.string == "assistant"
      let results = isModel ? [] : blocks.compactMap { $0["toolResult"]?["toolUseId"]?.string }
      let uses = blocks.compactMap { $0["toolUse"] }.filter { $0["type"]?.string != "server_tool_use" }
        .compactMap { $0["toolUseId"]?.string }
      seen = seen || !results.isEmpty || !uses.isEmpty
      let missing = open.filter { !results.contains($0) }
      if !missing.isEmpty {
        throw Self.invalid(
          "Expected toolResult blocks at messages.\(index).content for the following Ids: "
            + "\(missing.joined(separator: ", "))"
        )
      }
      if results.count > open.count || results.contains(where: { !open.contains($0) }) {
        throw Self.invalid(
          "The number of toolResult blocks at messages.\(index).content exceeds the number of toolUse "
            + "blocks of previous turn."
        )
      }
      if Set(uses).count != uses.count {
        throw Self.invalid("The toolUse blocks at messages.\(index).content contain duplicate Ids.")
      }
      guard all.isDisjoint(with: uses) else { throw Self.fromModel("messages.\(index): `tool_use` ids must be unique") }
      all.formUnion(uses)
      open = uses
    }
    if !open.isEmpty {
      throw Self.invalid(
        "Expected toolResult blocks at messages.\(messages.count).content for the following Ids: "
          + "\(open.joined(separator: ", "))"
      )
    }
    if seen, body["toolConfig"] == nil {
      throw Self.invalid(
        "The toolConfig field must be defined when using toolUse and toolResult content blocks.")
    }
  }

  private func checkInference() throws(ServiceError) {
    let config = body["inferenceConfig"]
    for name in ["temperature", "topP"] {
      guard let value = config?[name] else { continue }
      guard let number = value.double, (0...1).contains(number) else {
        throw Self.constraint(value.text, "inferenceConfig.\(name)", "have value less than or equal to 1")
      }
    }
    if let value = config?["maxTokens"] {
      guard let tokens = value.int, tokens >= 1 else {
        throw Self.constraint(
          value.text, "inferenceConfig.maxTokens", "have value greater than or equal to 1")
      }
      guard tokens <= model.maxTokens else {
        throw Self.invalid(
          "The maximum tokens you requested exceeds the model limit of \(model.maxTokens). Try again with a "
            + "maximum tokens value that is lower than \(model.maxTokens).")
      }
    }
    let temperature = config?["temperature"] != nil
    if model.thinks, let value = config?["temperature"]?.double, value != 1 {
      throw Self.fromModel(
        "`temperature` may only be set to 1 when thinking is enabled. Please consult our documentation at "
          + "https://docs.claude.com/en/docs/build-with-claude/extended-thinking")
    }
    let topP = config?["topP"] != nil
    if temperature, !model.takesTemperature {
      throw Self.fromModel("`temperature` is deprecated for this model.")
    }
    if topP, !model.takesTemperature { throw Self.fromModel("`top_p` is deprecated for this model.") }
    if temperature, topP, !model.takesTemperatureWithTopP {
      throw Self.fromModel(
        "`temperature` and `top_p` cannot both be specified for this model. Please use only one.")
    }
  }

  private static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

  private static func checkName(_ name: String, _ place: String) throws(ServiceError) {
    let allowed = name.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
        || byte == 45
    }
    guard (1...64).contains(name.count), allowed else {
      throw constraint(name, place, "satisfy regular expression pattern: [a-zA-Z0-9_-]+")
    }
  }

  private static func checkID(_ id: String, _ place: String) throws(ServiceError) {
    let allowed = id.utf8.allSatisfy { byte in
      (48...58).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || [45, 46, 95].contains(byte)
    }
    guard (1...64).contains(id.count), allowed else {
      throw constraint(id, place, "satisfy regular expression pattern: [a-zA-Z0-9_.:-]+")
    }
  }

  static func invalid(_ message: String) -> ServiceError { ServiceError(400, "ValidationException", message) }

  static func fromModel(_ message: String) -> ServiceError {
    invalid("The model returned the following errors: \(message)")
  }

  private static func notObject(_ place: String) -> ServiceError {
    invalid(
      "The format of the value at \(place) is invalid. Provide a json object for the field and try again.")
  }

  private static func constraint(_ value: String, _ place: String, _ rule: String) -> ServiceError {
    invalid(
      "1 validation error detected: Value '\(value)' at '\(place)' failed to satisfy constraint: Member "
        + "must \(rule)"
    )
  }
}
