import AWS
import Assistant
import Core

/// The options of `ask` for what Bedrock offers beside an answer in text.
extension AskCommand {
  static let effort: Flag<Effort> = .choice(
    "effort", "LEVEL",
    FlagText(
      "how much the model thinks: low, medium, high or max",
      "How much the model thinks and writes. Models that can decide themselves how long they think. A model that does "
        + "not take it is asked without, which a line on standard error says. What the model thinks is never shown; "
        + "--verbose says for how long."))
  static let serviceTier: Flag<ServiceTier> = .choice(
    .setting(.serviceTier), "NAME",
    FlagText(
      detail:
        "Have Bedrock answer in this service tier: flex is cheaper and may be late, priority is dearer and comes before "
        + "others, reserved is capacity that the account has bought. Not every model has every tier. The cost is shown "
        + "for the standard tier only."))
  static let metadata: Flag<[RequestMetadata]> = .each(
    "metadata", "KEY=VALUE",
    wanted: "KEY=VALUE, each of at most 256 letters, digits, spaces and \(RequestMetadata.marks)",
    FlagText(
      "a pair for the account's invocation logs",
      "Send this pair with each request, for the model invocation logs of the account. May be given up to "
        + "\(RequestMetadata.most) times. Nothing of the kind is sent where it is not given.")
  ) { RequestMetadata($0) }
  static let schema = Flag.name(
    "schema", "FILE|JSON",
    FlagText(
      "answer with JSON that fits this schema",
      "Answer with one JSON value that fits this JSON Schema, given as text or as a file. The value is printed alone, "
        + "when it is whole and was checked. Supported is what Bedrock documents for structured outputs: "
        + JSONSchema.keywords + ". An answer that does not fit is asked for once more; then the exit status is 9.",
      completion: .file))

  /// The options of the request that the arguments and settings give.
  ///
  /// - Throws: `Failure` `usage` or `bad_config`.
  static func addBedrock(
    to options: inout Ask.Options, _ session: AWSSession, _ context: CommandContext
  ) throws(Failure) {
    options.effort = context.arguments[effort]
    options.guardrail = try session.guardrail()
    options.serviceTier = try session.serviceTier()
    options.metadata = try pairs(context.arguments[metadata])
    guard let text = context.arguments[schema] else { return }
    options.schema = try readSchema(text, context)
  }

  /// The pairs of `--metadata`. Of two with one key the last counts.
  private static func pairs(_ given: [RequestMetadata]) throws(Failure) -> [RequestMetadata] {
    var pairs: [RequestMetadata] = []
    for pair in given {
      pairs.removeAll { $0.key == pair.key }
      pairs.append(pair)
    }
    guard pairs.count <= RequestMetadata.most else {
      throw Failure(
        .usage, "--\(metadata.spec.long) was given \(pairs.count) times; Bedrock takes \(RequestMetadata.most) pairs",
        hint: "leave some out")
    }
    return pairs
  }

  /// The schema of `--schema`: JSON, or the file that holds it.
  private static func readSchema(_ value: String, _ context: CommandContext) throws(Failure) -> JSONSchema {
    let text = value.trimmed
    let bytes: [UInt8]
    if text.hasPrefix("{") || text.hasPrefix("[") {
      bytes = Array(text.utf8)
    } else {
      let path = value.hasPrefix("@") ? String(value.dropFirst()) : value
      do throws(FileProblem) {
        bytes = try FileReader.read(context.environment.absolutePath(path), limit: 1 << 20, allowsPipes: true)
      } catch {
        throw Failure(
          .usage, "cannot read the schema in \(path.prefix(scalars: 200)): \(error.sentence)",
          hint: "name a file, or give the schema itself: --schema '{\"type\":\"object\",…}'")
      }
    }
    do throws(JSONSchemaProblem) { return try JSONSchema(bytes) } catch {
      let hint: Remedy =
        switch error {
        case .notJSON: "check it with: jq . FILE"
        case .notSchema, .unsupported: "Bedrock takes: \(JSONSchema.keywords)"
        }
      throw Failure(.usage, error.sentence, hint: hint)
    }
  }
}
