extension Array where Element: Sendable {
  /// The results of `body` for every element, in order, with at most `atOnce` calls running.
  func concurrentMap<Value: Sendable>(
    atOnce: Int, _ body: @escaping @Sendable (Element) async -> Value
  ) async -> [Value] {
    await withTaskGroup(of: (Int, Value).self) { group in
      var results = [Value?](repeating: nil, count: count)
      var next = 0
      func start() {
        let index = next
        next += 1
        group.addTask { (index, await body(self[index])) }
      }
      while next < Swift.min(atOnce, count) { start() }
      while let (index, value) = await group.next() {
        results[index] = value
        if next < count { start() }
      }
      return results.compactMap { $0 }
    }
  }
}
