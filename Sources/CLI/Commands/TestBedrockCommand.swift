/// `sva test-bedrock`: its options.
enum TestBedrockCommand {
  static let noStream = Flag.toggle(
    "no-stream",
    FlagText("leave the streaming call out", "Do not test ConverseStream, for policies that do not allow it.")
  )
  static let noIdentity = Flag.toggle(
    "no-identity",
    FlagText("leave the call to STS out", "Do not ask STS who is calling, for networks that do not reach it.")
  )
  static let prompt = Flag.name(
    "prompt", "TEXT",
    FlagText("what to say to the model", "Say this to the model instead of a short greeting."))

  static let spec = CommandSpec(
    name: "test-bedrock",
    summary: "Test whether this machine can talk to the model now",
    discussion: [
      "Resolves credentials, asks STS who they belong to, resolves the model's name, and calls it once with Converse "
        + "and once with ConverseStream. Standard output is always one JSON document, errors included; a terminal "
        + "on standard error shows a check list besides.",
      "The stage identity may fail without failing the test: a policy may allow Bedrock alone.",
    ],
    examples: [
      .init("sva test-bedrock", "test the configured model; exit status 0 when it answers"),
      .init(
        "sva test-bedrock --model haiku-4.5 --region eu-central-1", "test another model in another region"),
      .init("sva test-bedrock -q > report.json || exit 1", "in CI: keep the report, stop when it fails"),
    ],
    flags: [SharedFlags.model.spec, prompt.spec, noStream.spec, noIdentity.spec],
    operands: nil,
    exits: [
      .unconfigured, .refused, .denied, .notFound, .throttled, .unreachable, .badAnswer, .invalidRequest,
    ],
    alwaysJSON: true)
}
