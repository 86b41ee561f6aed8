import AWS
import Core
import Storyblok

/// What to set, for a first run without arguments.
enum FirstRun {
  /// Three lines if nothing is set that the commands could use; else nothing.
  static func text(_ environment: Environment) -> StyledText {
    guard isFirst(environment) else { return StyledText() }
    let lines = [
      "export STORYBLOK_TOKEN=…  a token of your space (its Settings > Access Tokens)",
      "export AWS_PROFILE=…      or other AWS credentials; sva whoami shows what is found",
      "make demo                 in the source tree tries every command and needs neither",
    ]
    return StyledText("\n") + StyledText("NOTHING IS SET YET", .bold)
      + StyledText("\n" + lines.map { "  \($0)\n" }.joined())
  }

  private static func isFirst(_ environment: Environment) -> Bool {
    let names = environment.variables.keys
    if names.contains(where: { $0.hasPrefix("AWS_") || $0.hasPrefix("STORYBLOK_") }) { return false }
    let files =
      [environment.absolutePath(".env")] + (environment.home.map { [$0 + "/.aws", $0 + "/.storyblok"] } ?? [])
    return !files.contains { FileStatus($0) != nil }
  }
}
