import Core

/// Errors of unknown models.
extension AWSErrorTable {
  static let models: [ErrorRule] = [
    ErrorRule("on-demand", .bedrock, fragments: ["on-demand throughput"]) { context, _ in
      let base = ModelName.baseID(of: context.used)
      let profile = ModelTable.entry(for: base).flatMap { entry in
        ModelName.geographies(for: context.region).first(where: entry.geographies.contains).map { "\($0).\(base)" }
      }
      let guess = profile ?? ModelName.geographies(for: context.region).first.map { "\($0).\(base)" } ?? base
      return Failure(
        .modelNotFound, "\(context.modelName) can be called only by an inference profile",
        hint: "use \(context.modelOption)\(guess)" + (profile == nil ? ", if \(context.region) has it" : ""),
        moreHints: ["`\(command: .listModels(matching: base))` shows every profile of it in \(context.region)"])
    },
    ErrorRule("end-of-life", .bedrock, fragments: ["end of its life", "end of life"]) { context, _ in
      Failure(
        .modelNotFound, "\(context.modelName) has reached the end of its life and answers no more",
        hint: context.isEmbedding
          ? "choose another model with \(option: .embeddingModel) or BEDROCK_EMBEDDING_MODEL_ID"
          : "choose an active model with \(option: .model) or BEDROCK_MODEL_ID: `\(command: .listModels)` lists them")
    },
    ErrorRule("invalid-identifier", .bedrock, fragments: ["model identifier is invalid", "model id is invalid"]) {
      context, _ in
      let geography = ModelName.geography(of: context.used)
      let misplaced = geography.map { !ModelName.geographies(for: context.region).contains($0) } ?? false
      return Failure(
        .modelNotFound, notFound(context.modelName),
        hint: misplaced
          ? "profiles beginning `\(geography ?? "")` are not called from \(context.region): change \(option: .region) or the model"
          : "run `\(command: .listModels)` to see what can be called in \(context.region)",
        moreHints: ["check the region: \(option: .region), AWS_REGION or the profile's"])
    },
    ErrorRule("not-found", .bedrock, codes: ["ResourceNotFoundException"]) { context, _ in
      guard context.model != nil else {
        return Failure(
          .notFound, "Bedrock does not know what \(context.operation) asked for",
          hint: "check the id and the region (\(context.region)); `\(command: .listModels)` shows what there is")
      }
      return Failure(
        .modelNotFound, notFound(context.modelName),
        hint: "run `\(command: .listModels)` to see what can be called in \(context.region)",
        moreHints: ["check the region: \(option: .region), AWS_REGION or the profile's"])
    },
  ]

  /// The first users of the assistant know this sentence. Do not change it.
  private static func notFound(_ model: String) -> String {
    "Model \(model) not found. Please check the model ID."
  }
}
