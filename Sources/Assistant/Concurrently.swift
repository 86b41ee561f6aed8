/// Runs `body` for every element, at most `atOnce` at a time.
func concurrently<Element: Sendable, Value: Sendable>(
  _ elements: [Element], atOnce: Int, _ body: @escaping @Sendable (Element) async -> Value
) async -> [Value] {
  await withTaskGroup(of: (Int, Value).self) { group in
    var results = [Value?](repeating: nil, count: elements.count)
    var next = 0
    func start() {
      let index = next
      next += 1
      group.addTask { (index, await body(elements[index])) }
    }
    while next < min(atOnce, elements.count) { start() }
    while let (index, value) = await group.next() {
      results[index] = value
      if next < elements.count { start() }
    }
    return results.compactMap { $0 }
  }
}
