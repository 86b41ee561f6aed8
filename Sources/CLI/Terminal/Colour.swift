import Core

/// Decides whether a stream is coloured (contract §3): by the option, then `NO_COLOR`, then `TERM=dumb`, then whether
/// it is a terminal.
enum Colour {
  /// The decision for one stream.
  static func isOn(_ choice: GlobalFlags.Colour?, _ environment: Environment, isTerminal: Bool) -> Bool {
    switch choice ?? .auto {
    case .always: true
    case .never: false
    case .auto:
      environment.variable(.noColor) == nil && environment.variable(.terminal) != "dumb" && isTerminal
    }
  }
}
