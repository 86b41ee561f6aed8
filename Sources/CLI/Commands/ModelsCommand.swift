import AWS
import Assistant
import Core

/// `sva models`: lists the models that can be called.
enum ModelsCommand {
  static let provider = Flag.name(
    "provider", "NAME",
    FlagText(
      "only models of this provider", "Keep to models of this provider, for example anthropic or amazon."))
  static let all = Flag.toggle(
    "all",
    FlagText(
      "legacy models too",
      "Show models at the end of their life and those that cannot be invoked from this region, too."))
  static let access = Flag.toggle(
    "access",
    FlagText(
      "check whether this account may use each model",
      "Ask Bedrock for each model whether this account has been granted access to it. Costs one request a model."
    ))
  static let regions = Flag.name(
    "regions", "R1,R2|all",
    FlagText(
      "look into these regions",
      "Look into each of these regions, separated by commas, or into all of them.", completion: .region))

  static let name = "models"

  static let spec = CommandSpec(
    name: name,
    summary: "List the models and inference profiles that can be invoked",
    discussion: [
      "Lists the foundation models of the region that answer text, and the inference profiles by which each is "
        + "invoked. The last column is what to give to --model.",
      "PATTERN keeps models whose id, name or provider contains it; * stands for any text.",
    ],
    examples: [
      .init("sva models", "list the models of the region"),
      .init("sva models sonnet", "only those whose name contains sonnet"),
      .init("sva models --provider anthropic --access", "which of Anthropic's may be used here"),
      .init("sva models haiku --regions us-east-1,eu-central-1 --json", "compare two regions"),
    ],
    flags: [provider.spec, all.spec, access.spec, regions.spec],
    operands: .init(usage: "[PATTERN]", detail: "Keeps models that match it.", count: 0...1, skipped: "list"),
    exits: [.unconfigured, .refused, .denied, .throttled, .unreachable, .badAnswer])
}

extension ModelsCommand {
  /// Lists the models.
  static func run(_ context: CommandContext) async throws(Failure) {
    let session = context.awsSession(context.httpClient())
    let home = try session.bedrockRegion()
    var options = ModelsOptions(regions: try regions(context, session, home))
    options.pattern = context.arguments.words.first
    options.provider = context.arguments[provider]
    options.all = context.arguments[all]
    options.access = context.arguments[access]
    let result = try await Models.run(options, log: context.log) { region throws(Failure) in
      try session.bedrockControl(in: region == home ? nil : region)
    }
    if !context.wantsJSON {
      for (region, failure) in result.regions {
        guard let failure else { continue }
        context.log.warn("\(region): \(failure.sentence) (\(failure.hints.first?.text ?? ""))", changesResult: true)
      }
    }
    try write(result, home, context)
    if !context.wantsJSON { try remark(on: result, context) }
  }

  private static func write(_ result: ModelsResult, _ home: String, _ context: CommandContext) throws(Failure) {
    let withRegion = result.regions.count > 1
    let format: RecordFormat = context.wantsJSON ? .json : .text
    let printer = format.printer(
      columns: ModelRecord.columns, folder: context.environment.temporaryFolder,
      text: RecordTable(
        ModelRecord.table(withRegion: withRegion, withAccess: context.arguments[access]),
        width: context.environment.terminal.output ? context.width : nil))
    // The access to a model and the outcome of a region may be failures of requests.
    let scrub = context.environment.secrets.scrub
    try printer.print(
      result.rows.map { ModelRecord.record($0, withRegion: withRegion).mapTexts(scrub) }, to: context.output)
    let summary = ModelRecord.summary(result, region: home).document.mapTexts(scrub)
    try printer.finish(RecordSummary(document: summary), to: context.output)
  }

  /// Reports below the table how many models it leaves out.
  private static func remark(on result: ModelsResult, _ context: CommandContext) throws(Failure) {
    try context.output.flush()
    if result.rows.isEmpty {
      context.log.notice("no model matches" + (result.hidden > 0 ? "; \(result.hidden) more with --all" : ""))
    } else if result.hidden > 0 {
      context.log.notice("\(result.hidden) more with --all: Legacy, or not to be called from here")
    }
  }

  private static func regions(
    _ context: CommandContext, _ session: AWSSession, _ home: String
  ) throws(Failure) -> [String] {
    guard let text = context.arguments[regions] else { return [home] }
    if text == "all" { return BedrockRegions.all(like: try session.configuration().region.value).map(\.name) }
    var found: [String] = []
    for piece in text.split(separator: ",") {
      // Blanks around a name are allowed, blanks inside it are not.
      let words = piece.split(separator: " ")
      guard words.count == 1, let region = AWSRegion(String(words[0])) else {
        throw Failure(
          .usage, "--regions takes names of regions separated by commas, or all",
          hint: "for example: sva models --regions us-east-1,eu-central-1")
      }
      if !found.contains(region.name) { found.append(region.name) }
    }
    return found
  }
}
