import AWS
import Assistant
import Core

extension ModelsCommand {
  /// Lists the models.
  static func run(_ context: CommandContext) async throws {
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
    if context.wantsJSON { return try context.output.write(document: ModelsDocument.document(result, region: home)) }
    for (region, failure) in result.regions {
      guard let failure else { continue }
      context.log.warn("\(region): \(failure.sentence) (\(failure.hints.first?.text ?? ""))")
    }
    let table = ModelsTable.table(result, options)
    if context.environment.terminal.output, !result.rows.isEmpty {
      try context.output.write(table.fitted(to: context.width))
    } else {
      try context.output.write(table.tabSeparated())
    }
    // What is left out is told below the table.
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
      // Blanks around a name are a list's, one inside is a mistake.
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
