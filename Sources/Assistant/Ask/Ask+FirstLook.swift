import AWS
import Core

extension Ask {
  /// Begins the first look of a new question; nil if there is none.
  func firstLook() -> FirstLook? {
    guard let library, options.conversation == .new, !options.lookedFor.isBlank else { return nil }
    let context = ToolContext(library: library, limit: options.limit, filter: options.filter, memory: AskMemory())
    return FirstLook(options.lookedFor, context, clock: session.settings.environment.clock, log: log)
  }

  /// What the look found in time. The time is counted from when the first request could be sent, so credentials are
  /// looked up first. If there are none, the request says why.
  func found(by look: FirstLook?) async -> Findings? {
    guard let look, await session.isReadyForBedrock() else { return nil }
    log.progress("looking into the space")
    return await look.arrived()
  }
}
