public import Core

/// The folder of what is kept between runs: conversations, indexes, when a notice was last shown, the version of a
/// space's cache.
public enum StateFolder {
  /// The absolute path: `SVA_STATE_HOME`, else `sva` in `XDG_STATE_HOME`, else `~/.local/state/sva`; nil if there is no
  /// home folder. A home that does not exist, as `/nonexistent` of system users, is never created.
  public static func path(_ environment: Environment) -> String? {
    if let own = environment.setting(.stateFolder)?.value { return environment.absolutePath(own) }
    if let state = environment.variable(.xdgStateHome), state.hasPrefix("/") { return state + "/sva" }
    guard let home = environment.home, FileStatus(home)?.isFolder == true else { return nil }
    return home + "/.local/state/sva"
  }
}
