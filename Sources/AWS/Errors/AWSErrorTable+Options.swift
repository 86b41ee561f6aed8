import Core

/// Errors of what a request may ask for beyond an answer: effort, service tier, schema, files.
extension AWSErrorTable {
  static let options: [ErrorRule] = [
    ErrorRule(
      "forced-tool", .bedrock, fragments: ["forces tool use", "tool_choice", "toolchoice"],
      reason: { _ in .forcedToolRefused }
    ) { context, _ in
      Failure(
        .validation, "\(context.modelName) cannot be made to answer in the form of a schema",
        hint: "choose another model with \(option: .model), or leave \(switch: .schema) out")
    },
    ErrorRule(
      "text-format", .bedrock,
      fragments: ["output_config.format", "outputconfig", "textformat", "structured output", "json_schema"],
      reason: { _ in .textFormatRefused }
    ) { context, _ in
      Failure(
        .validation, "\(context.modelName) does not take the schema of the answer",
        hint: "the service's own words name the place; a simpler \(switch: .schema) or another \(option: .model) may do"
      )
    },
    ErrorRule(
      "adaptive-thinking", .bedrock,
      fragments: [
        "'adaptive' found using 'type'", "adaptive thinking is not supported", "not support adaptive thinking",
        "extraneous key [thinking]", "thinking: extra inputs",
      ],
      reason: { _ in .thinkingRefused }, makeFailure: nil),
    ErrorRule(
      "effort", .bedrock,
      fragments: [
        "effort parameter", "output_config.effort", "output_config: extra inputs", "extraneous key [output_config]",
      ],
      reason: { _ in .effortRefused }
    ) { context, _ in
      Failure(
        .validation, "\(context.modelName) does not take that effort", hint: "ask without \(switch: .effort)",
        moreHints: ["or choose another model with \(option: .model)"])
    },
    ErrorRule("service-tier", .bedrock, fragments: ["service tier", "servicetier", "reservation not found"]) {
      context, _ in
      Failure(
        .validation,
        "\(context.modelName) has no service tier \(context.serviceTier?.rawValue ?? "of that name") in \(context.region)",
        hint: "ask without \(option: .serviceTier), or with default, flex or priority, where the model has them")
    },
    ErrorRule(
      "no-images", .bedrock, fragments: ["support the image content block", "image content block is not supported"],
      reason: { _ in .imagesRefused }
    ) { context, _ in
      Failure(
        .validation, "\(context.modelName) does not look at images",
        hint: "choose a model that does: `\(command: .listModels(matching: "anthropic"))`")
    },
    ErrorRule(
      "no-documents", .bedrock,
      fragments: ["support the document content block", "document content block is not supported"]
    ) { context, _ in
      Failure(
        .validation, "\(context.modelName) does not read documents",
        hint: "choose a model that does: `\(command: .listModels(matching: "anthropic"))`")
    },
    ErrorRule(
      "file", .bedrock,
      fragments: [
        "duplicate document names", "too many images", "image exceeds", "document exceeds", "image exceed",
        "could not process image", "could not process pdf", "document file format", "documents bytes",
        "number of documents", "number of images", "the pdf specified", "pages of a pdf",
      ]
    ) { context, _ in
      Failure(
        .validation, "\(context.modelName) refused a file",
        hint: "the service's own words tell which limit; ask with fewer or smaller files (\(switch: .file))")
    },
  ]
}

extension Failure.Reason {
  /// The model does not think as its input decides.
  static let thinkingRefused = Failure.Reason("adaptive-thinking")
  /// The model takes no effort, or not the one asked for.
  static let effortRefused = Failure.Reason("effort")
  /// The model does not take a schema as the format of its text.
  static let textFormatRefused = Failure.Reason("text-format")
  /// The model does not take images.
  static let imagesRefused = Failure.Reason("images")
  /// The model does not take a forced tool.
  static let forcedToolRefused = Failure.Reason("forced-tool")
}
