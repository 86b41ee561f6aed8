/// `sva ask`: its options and documentation.
enum AskCommand {
  static let maxTokens = Flag.integer(
    "max-tokens", "N", in: 1...1_000_000,
    FlagText(
      "length of the answer at most, in tokens",
      "Let the model write at most this many tokens, thinking included. An answer that ends there says so. Default: "
        + "16000 for the known Claude models, 4096 for others."))
  static let temperature = Flag.number(
    "temperature", "X", wanted: "a number from 0 to 1",
    FlagText(
      "0 for the same answer each time, 1 for variety",
      "How freely the model chooses its words, from 0 to 1. Left to the model when not given."),
    where: { (0...1).contains($0) })
  static let system = Flag.text(
    "system", "TEXT|@FILE",
    FlagText(
      "further instructions for the model",
      "Add instructions for the model, as text or, after an @, as the name of a file that holds them.",
      completion: .textOrFile))
  static let continueLast = Flag.toggle(
    "continue", short: "c",
    FlagText(
      "go on with the last conversation",
      "Go on with the most recent conversation of this space: the model sees what was asked and answered before.",
      overrides: ["conversation"]))
  static let conversation = Flag.name(
    "conversation", "ID",
    FlagText(
      "go on with this conversation",
      "Go on with the conversation of this id, as given by conversation_id of the JSON document.",
      overrides: ["continue"]))
  static let noSave = Flag.toggle(
    "no-save",
    FlagText(
      "do not keep the conversation",
      "Keep nothing of this question and its answer. MAX_CONVERSATION_HISTORY=0 does so for every question."))
  static let list = Flag.toggle(
    "list",
    FlagText("list the kept conversations", "List the kept conversations, the latest first. Needs no network."))
  static let show = Flag.name(
    "show", "ID",
    FlagText("show a kept conversation", "Show the questions and answers of a conversation. Needs no network."))
  static let delete = Flag.name(
    "delete", "ID",
    FlagText("delete a kept conversation", "Delete a conversation and say so. Needs no network."))
  static let deleteOlderThan = Flag.age(
    "delete-older-than", "AGE",
    FlagText(
      "delete the conversations that ended before",
      "Delete the conversations whose last answer is older than AGE, such as 12h, 30d or 8w, and say which. Needs no "
        + "network."))
  static let noSearch = Flag.toggle(
    "no-search",
    FlagText(
      "answer without looking into the space",
      "Ask the model alone. Nothing is sent to Storyblok and no token is needed."))
  static let noStream = Flag.toggle(
    "no-stream",
    FlagText(
      "wait for the whole answer",
      "Use Converse instead of ConverseStream: the answer appears at once when it is complete. For policies that "
        + "allow bedrock:InvokeModel but not bedrock:InvokeModelWithResponseStream. Nothing arrives while the model "
        + "writes, so the answer has ten minutes, unless --timeout or REQUEST_TIMEOUT is given."))
  static let usage = Flag.toggle(
    "usage",
    FlagText(
      "show tokens and cost",
      "Show on standard error, after the answer, the tokens that were used, what they cost where the price is known, and "
        + "what the cache of the model saved."))
  static let dryRun = Flag.toggle(
    "dry-run",
    FlagText(
      "show the first request and send nothing",
      "Print the request that would be sent to the model, and call neither Bedrock nor Storyblok."))

  static let name = "ask"

  static let spec = CommandSpec(
    name: name,
    summary: "Answer a question about the stories of a space, with sources",
    discussion: [
      "The words are joined to one question. Claude on Amazon Bedrock answers it and searches the Storyblok space as "
        + "it needs to; the answer is written as it arrives, followed by the stories it rests on.",
      "Text on standard input is read when - is given or when there are no words. With both, the text comes before "
        + "the question, so that a file can be piped in and asked about.",
      "A new question is searched for at once, while credentials and model are looked up. The stories found in time go "
        + "to the model with the question. Only the words given are sent to Storyblok for it, at most 1,000 characters, "
        + "never text from a pipe or a file.",
      "A source is only ever a story that a search of this conversation returned. An answer that names no source is "
        + "followed by the stories that the model's search found. Where every search failed, the exit "
        + "status is that of the first failure, whatever the model answered.",
      "Conversations are kept in the folder conversations of the state folder (SVA_STATE_HOME, else sva in "
        + "XDG_STATE_HOME, else ~/.local/state/sva) until they are deleted with --delete or --delete-older-than. "
        + "--no-save and MAX_CONVERSATION_HISTORY=0 keep nothing.",
    ],
    examples: [
      .init("sva ask \"Which articles mention our refund policy?\"", "answer a question about the space"),
      .init("sva ask -c \"And which of them are older than a year?\"", "go on with the last conversation"),
      .init(
        "sva ask --no-search -f report.pdf \"What does it say of refunds?\"", "ask about a file, without the space"),
      .init("sva ask --schema schema.json \"How many events are there?\" | jq .count", "answer with JSON of a schema"),
      .init("sva ask -m haiku-4.5 --json \"How many events are there?\"", "choose a model, answer in JSON"),
      .init(
        "sva ask --content-type author --limit 20 \"Who writes about travel?\"", "look at one content type only"),
      .init("sva ask --listen question.wav", "ask what a recording says"),
      .init(
        "arecord -q -f S16_LE -r 16000 -c 1 -d 5 | sva ask --listen -", "speak the question into the microphone"),
      .init("sva ask --speak answer.mp3 \"How many events are there?\"", "hear the answer"),
      .init("sva ask --speak - \"How many events are there?\" | mpv --no-terminal -", "hear it while it is written"),
      .init("sva ask --list", "list the kept conversations"),
    ],
    flags: [
      file.spec, SharedFlags.model.spec, maxTokens.spec, temperature.spec, effort.spec, system.spec,
      SharedFlags.guardrail.spec,
      serviceTier.spec, metadata.spec, schema.spec, SharedFlags.limit.spec,
      SharedFlags.contentType.spec, SharedFlags.startsWith.spec, SharedFlags.draft.spec, SharedFlags.language.spec,
      SharedFlags.site.spec, continueLast.spec, conversation.spec, noSave.spec, list.spec, show.spec, delete.spec,
      deleteOlderThan.spec,
      noSearch.spec, noStream.spec, usage.spec, dryRun.spec,
    ] + listenFlags + speechFlags + SharedFlags.voice + SharedFlags.storyblok,
    operands: .init(
      usage: "[QUESTION…]", detail: "The question. - stands for the text on standard input.",
      count: 0 ... .max),
    exits: [
      .unconfigured, .refused, .denied, .notFound, .throttled, .unreachable, .badAnswer, .invalidRequest,
    ], mayStayOffline: { $0[dryRun] || $0[continueLast] || $0[conversation] != nil || managesConversations($0) })
}
