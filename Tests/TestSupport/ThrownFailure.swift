import Core
package import Testing

/// The error of a type, by default a `Failure`, that `body` throws; nil if it throws none. An error of another type
/// fails the test.
package func failure<Value, E: Error>(
  _ type: E.Type = Failure.self, sourceLocation: SourceLocation = #_sourceLocation, of body: () throws -> Value
) -> E? {
  do {
    _ = try body()
    return nil
  } catch { return expected(error, sourceLocation) }
}

/// The error of a type, by default a `Failure`, that `body` throws; nil if it throws none. An error of another type
/// fails the test.
package func failure<Value, E: Error>(
  _ type: E.Type = Failure.self, sourceLocation: SourceLocation = #_sourceLocation,
  of body: () async throws -> Value
) async -> E? {
  do {
    _ = try await body()
    return nil
  } catch { return expected(error, sourceLocation) }
}

private func expected<E: Error>(_ error: any Error, _ location: SourceLocation) -> E? {
  if let error = error as? E { return error }
  Issue.record(error, "not a \(E.self)", sourceLocation: location)
  return nil
}
