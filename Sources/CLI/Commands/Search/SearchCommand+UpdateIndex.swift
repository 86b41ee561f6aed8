import AWS
import Assistant
import Core
import Index
import Storyblok

/// The options that keep the local index, and its update.
extension SearchCommand {
  static let updateIndex = Flag.toggle(
    "update-index",
    FlagText(
      "build or update the local index",
      "Build the local index of the space, or bring it up to date: only what changed is read, and what is gone is removed. "
        + "Its file in the state folder holds the text of the stories. An interrupted update goes on where it stopped. With "
        + "a term or a selector, the search follows. A management token reads drafts, one story a request."))
  static let embed = Flag.optional(
    .setting(.embeddingModel), "MODEL",
    FlagText(
      "with --update-index: also by meaning, with a Bedrock model",
      "Together with --update-index: make vectors of the passages with an embedding model of Amazon Bedrock, so that the "
        + "index finds by meaning too. This costs money, which is said before, and sends the text of the stories to Bedrock. "
        + "The model may be titan, cohere or nova, an id, an ARN or an inference profile; a value only after =. Later updates "
        + "keep the vectors up without this option."))
  static let dryRun = Flag.toggle(
    "dry-run",
    FlagText(
      "with --update-index: only say what it would take",
      "Together with --update-index: write nothing and send no text to Bedrock; say how many stories and passages there are "
        + "and how many requests, dollars and minutes it would take. With a management token at most a hundred stories are "
        + "read for it."))

  /// The options of the local index.
  static let indexFlags = [updateIndex.spec, embed.spec, dryRun.spec]

  /// Updates the index, and writes the result; as a notice where a search follows.
  static func update(
    _ context: CommandContext, _ client: StoryblokClient, _ session: AWSSession, isLast: Bool
  ) async throws(Failure) {
    guard let local = LocalIndex(context.environment) else { throw LocalIndex.noFolder() }
    var scope = try StoryScope(context.arguments[SharedFlags.draft] ? .draft : .published, context.settings)
    scope.release = context.arguments[release]
    let update = IndexUpdate(
      client: client, session: session, folder: local.folder,
      environment: context.environment, builder: Version.current, log: context.log)
    let model = context.arguments[embed] == nil ? nil : try context.settings.identifier(.embeddingModel)?.value
    let options = IndexUpdate.Options(
      scope: scope,
      model: context.arguments[embed] == nil ? nil : model ?? SettingKey.embeddingModel.fallback,
      isDryRun: context.arguments[dryRun])
    let report = try await update.run(options)
    let sentence = IndexRecord.sentence(report)
    guard isLast else { return context.log.notice(Remedy("index: " + sentence)) }
    if wantsDocument(context) {
      try context.output.write(document: IndexRecord.document(report))
    } else {
      try context.output.write(sentence + "\n")
    }
  }

  /// Checks that the options of the index go together.
  ///
  /// - Throws: `Failure` with code `usage`.
  static func checkIndexOptions(_ arguments: ParsedArguments) throws(Failure) {
    let given = [(offline.spec, arguments[offline]), (dropIndex.spec, arguments[dropIndex])].filter(\.1).map(\.0.long)
    let all = given + (arguments[updateIndex] ? [updateIndex.spec.long] : [])
    if all.count > 1 {
      throw Failure(
        .usage, "\(all.map { "--" + $0 }.listed("and")) do not go together", hint: "give one of them")
    }
    guard !arguments[updateIndex] else { return }
    for flag in [embed.spec, dryRun.spec] where arguments.values[flag.long] != nil {
      throw Failure(
        .usage, "--\(flag.long) is for --\(updateIndex.spec.long)",
        hint: "sva search --\(updateIndex.spec.long) --\(flag.long)")
    }
  }
}
