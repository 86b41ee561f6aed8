import AWS
import Assistant
import Core
import HTTP
import Storyblok

/// The settings of `CLI`, and the list of all settings.
extension SettingKey {
  /// Debug output.
  static let debug = SettingKey(
    ["DEBUG"], option: "--debug", "show each request and response, secrets redacted", fallback: "false",
    dotenv: ["DEBUG"])

  /// Every setting, in the order of the documentation.
  static let all: [SettingKey] = aws + storyblok + http + assistant + voiceSettings + [debug]
}

extension Variable {
  static let noColor = Variable("NO_COLOR", "no colours where it is set and not empty")
  static let terminal = Variable("TERM", "no colours and no progress line where it is dumb")
  static let terminalProgram = Variable("TERM_PROGRAM", links)
  static let tmux = Variable("TMUX", links)
  static let windowsTerminal = Variable("WT_SESSION", links)
  static let kitty = Variable("KITTY_WINDOW_ID", links)
  static let vte = Variable("VTE_VERSION", links)
  static let konsole = Variable("KONSOLE_VERSION", links)
  private static let links = "tell whether the terminal makes links"

  /// Every variable that is not a setting, in the order of the documentation.
  static let all: [Variable] =
    [noColor, terminal, columns, terminalProgram, tmux, windowsTerminal, kitty, vte, konsole]
    + http + aws + assistant + [home]
}
