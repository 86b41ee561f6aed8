/// `sva models`: its words and options.
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

  static let spec = CommandSpec(
    name: "models",
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
    operands: .init(usage: "[PATTERN]", detail: "Keeps models that match it.", count: 0...1),
    exits: [.unconfigured, .refused, .denied, .throttled, .unreachable, .badAnswer])
}
