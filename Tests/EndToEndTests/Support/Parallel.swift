import Dispatch
import Synchronization

/// Runs work that waits most of the time, a bounded number at once, on threads of its own: the tests' own threads
/// are as many as the machine has cores, and would be held up by programs that wait for a time-out.
enum Parallel {
  /// The results of `body` for each item, in the items' order.
  static func map<Item: Sendable, Value: Sendable>(
    _ items: [Item], width: Int = 6, _ body: @escaping @Sendable (Item) -> Value
  ) -> [Value] {
    let next = Mutex(0)
    let values = Mutex([Value?](repeating: nil, count: items.count))
    let group = DispatchGroup()
    for worker in 0..<min(width, items.count) {
      DispatchQueue(label: "worker \(worker)").async(group: group) {
        while true {
          let index = next.withLock { next in
            defer { next += 1 }
            return next
          }
          guard index < items.count else { return }
          let value = body(items[index])
          values.withLock { $0[index] = value }
        }
      }
    }
    group.wait()
    return values.withLock { $0.compactMap { $0 } }
  }
}
