import AWS
import Core
import HTTP

/// The options of every command.
enum GlobalFlags {
  /// `--color`.
  enum Colour: String, Sendable, CaseIterable { case auto, always, never }

  static let profile = Flag.text(
    .setting(.profile), "NAME",
    FlagText(
      detail:
        "Take credentials and region from this profile of the AWS shared files. Keys in the environment or in a "
        + ".env file no longer count when a profile is named by this option.",
      completion: .profile))
  static let region = Flag.text(
    .setting(.region), "NAME",
    FlagText(
      detail: "Call AWS in this region, for example eu-central-1.", completion: .region))
  static let endpointURL = Flag.text(
    .setting(.endpoint), "URL",
    FlagText(
      detail:
        "Send AWS requests to this URL instead of the region's public hosts: a VPC endpoint, a proxy, a test server. "
        + "Plain http is accepted for loopback only."))
  static let envFile = Flag.name(
    "env-file", "FILE",
    FlagText(
      "read settings from this file instead of ./.env",
      "Read this file instead of .env in the working directory. It is an error if it cannot be read.",
      completion: .file, overrides: ["no-env-file"]))
  static let noEnvFile = Flag.toggle(
    "no-env-file",
    FlagText("read no .env file", "Do not read a .env file at all.", overrides: ["env-file"]))
  static let json = Flag.toggle(
    "json",
    FlagText(
      "print one JSON document, errors included",
      "Print the result as exactly one JSON document on one line of standard output. Errors are printed there too, "
        + "as a document whose status is error.", jsonValue: ""))
  static let colour: Flag<Colour> = .choice(
    "color", "WHEN",
    FlagText(
      "colour the output: auto, always or never",
      "Colour the output. auto means where the stream is a terminal, NO_COLOR is unset or empty, and TERM is not "
        + "dumb. always colours pipes and files too."))
  static let timeout = Flag.number(
    .setting(.timeout), "SECONDS", wanted: "a number of seconds above 0 and up to 86400",
    FlagText(
      "give a request up after this long without progress",
      "Give a request up after this many seconds in which nothing arrived. A long answer that keeps arriving is "
        + "never cut."), where: { $0 > 0 && $0 <= 86_400 })
  static let maxAttempts = Flag.integer(
    .setting(.attempts), "N", in: 1...100,
    FlagText(
      detail:
        "Try a request at most this many times in all when it was throttled, failed on the server's side or did not "
        + "get through. 1 means no retries. A request to a model whose answer did not come in time is never sent again: "
        + "its tokens may already be billed."))
  static let quiet = Flag.toggle(
    "quiet", short: "q",
    FlagText(
      "no progress, no notices",
      "Print nothing on standard error but errors, and warnings that change what the result means.",
      overrides: ["verbose", "debug"]))
  static let verbose = Flag.toggle(
    "verbose", short: "v",
    FlagText(
      "say what is being done", "Say on standard error what is being done and every fallback taken.",
      overrides: ["quiet"]))
  static let debug = Flag.toggle(
    .setting(.debug),
    FlagText(
      detail: "Show each request and response on standard error. Keys, tokens and signatures are redacted.",
      overrides: ["quiet"]))
  static let help = Flag.toggle(
    "help", short: "h", FlagText("show help and exit", "Show help for the command, or for sva, and exit."))
  static let version = Flag.toggle(
    "version", short: "V", FlagText("show the version and exit", "Print sva and its version, and exit."))

  /// All global options, in the order of the documentation.
  static let all: [FlagSpec] = [
    profile.spec, region.spec, endpointURL.spec, envFile.spec, noEnvFile.spec, json.spec, colour.spec,
    timeout.spec, maxAttempts.spec, quiet.spec, verbose.spec, debug.spec, help.spec, version.spec,
  ]
}
