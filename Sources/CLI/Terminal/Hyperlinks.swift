import Core

/// Whether a terminal supports OSC 8 hyperlinks. Others may print the sequences, so only known terminals get them.
enum Hyperlinks {
  static func areKnown(to environment: Environment) -> Bool {
    let terminal = environment.variable(.terminal) ?? ""
    guard environment.terminal.output, !terminal.isEmpty, terminal != "dumb",
      // A multiplexer may not pass the sequences on.
      !terminal.hasPrefix("screen"), !terminal.hasPrefix("tmux"), environment.variable(.tmux) == nil
    else { return false }
    if ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra", "contour", "wezterm"].contains(terminal) {
      return true
    }
    if environment.variable(.windowsTerminal) != nil || environment.variable(.kitty) != nil { return true }
    // VTE (GNOME Terminal and others) from 0.50; Konsole from 20.12.
    if number(environment, .vte) >= 5000 || number(environment, .konsole) >= 201_200 { return true }
    return ["iTerm.app", "WezTerm", "vscode", "ghostty", "rio", "Hyper"].contains(
      environment.variable(.terminalProgram) ?? "")
  }

  private static func number(_ environment: Environment, _ variable: Variable) -> Int {
    environment.variable(variable).flatMap { Int($0) } ?? 0
  }
}
