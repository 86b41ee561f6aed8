import Emulator

extension Sandbox {
  /// A sandbox in which `body` ran and the first look of its first run came in time. On a busy machine a look may be
  /// late, so several are tried.
  static func looking<Value>(
    at change: (inout Scenario) -> Void = { _ in }, _ body: (Sandbox) throws -> Value
  ) throws -> (sandbox: Sandbox, value: Value) {
    var last: (sandbox: Sandbox, value: Value)
    var tries = 0
    repeat {
      let sandbox = try Sandbox(change)
      last = (sandbox, try body(sandbox))
      tries += 1
    } while !last.sandbox.hasLooked && tries < 20
    return last
  }

  /// Whether stories went with the question of the first request.
  private var hasLooked: Bool {
    let first = emulator.requests.first { $0.operation.hasPrefix("Converse") }?.json
    return (first?["messages"]?[0]?["content"]?.array?.count ?? 0) > 1
  }
}
