import AWS
import Assistant
import Core
import Storyblok

/// Options that several commands have.
enum SharedFlags {
  /// The sentence about options whose values add up.
  static let repeatable = "May be given several times, or with a comma list: any of them fits."

  static let space = Flag.text(
    .setting(.space), "ID",
    FlagText(
      detail:
        "Work on this space. A delivery token (preview or public) belongs to one space and needs no id."))
  static let storyblokRegion: Flag<StoryblokRegionWord> = .choice(
    .setting(.storyblokRegion), "NAME",
    FlagText(
      "region of the space: eu, us, ca, ap or cn",
      "The region the space lives in. It is derived from the space id where that tells it."))
  static let apiBase = Flag.text(
    .setting(.storyblokBase), "URL",
    FlagText(
      detail:
        "Send Storyblok requests to this URL. A token goes to a host outside Storyblok only when the URL was given by "
        + "this option or in the process environment, never from a .env file."))
  static let model = Flag.text(
    .setting(.model), short: "m", "NAME",
    FlagText(
      detail:
        "Ask this model: an exact id, an ARN, an inference profile, or a near name such as sonnet-4.5. What cannot be "
        + "invoked as given is resolved to the one thing that can, and a line on standard error says so.",
      completion: .model))
  static let guardrail = Flag.text(
    .setting(.guardrail), "ID[:VERSION]",
    FlagText(
      detail:
        "Have Bedrock apply this guardrail to what the model reads and writes. ID may be an ARN. Without a version the "
        + "working draft is used, DRAFT. What the guardrail blocks it answers with its own message; a line on standard "
        + "error names the policy and the filter, and the exit status stays 0. Needs bedrock:ApplyGuardrail."))
  static let limit = Flag.integer(
    .setting(.limit), "N", in: 1...1000,
    FlagText(
      detail: "Return, or show to the model, at most this many stories."))
  static let contentType = Flag.names(
    "content-type", "TYPE",
    FlagText(
      "only stories of this content type",
      "Keep to stories whose content type (root component) has this technical name. " + repeatable))
  static let startsWith = Flag.name(
    "starts-with", "PREFIX",
    FlagText(
      "only stories in this folder",
      "Keep to stories whose full slug begins with this text. It may be written as a path or as an address."))
  static let site = Flag.text(
    .setting(.site), "URL",
    FlagText(
      detail: "Make the links of stories from this address of the site, instead of the domain of the space's preview."))
  static let draft = Flag.toggle(
    "draft",
    FlagText(
      "drafts instead of published stories",
      "Read the draft version of stories. Needs a preview, personal or OAuth token."))
  static let language = Flag.text(
    .setting(.language), "CODE",
    FlagText(
      detail:
        "Read the stories' text in this language of the space, such as de or pt-br. A field that is not translated is "
        + "read in the default language. Strata knows the default language only and finds by it. The word default and the "
        + "code of the default language mean the default language."))

  /// The options of every command that calls Storyblok.
  static let storyblok: [FlagSpec] = [space.spec, storyblokRegion.spec, apiBase.spec]
}

/// The regions of `--storyblok-region`.
enum StoryblokRegionWord: String, Sendable, CaseIterable { case eu, us, ca, ap, cn }
