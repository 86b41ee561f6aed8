/// What an operation came to, as a value: `async let` forgets the type of what it throws.
public func outcome<Value: Sendable>(
  _ body: () async throws(Failure) -> Value
) async -> Result<Value, Failure> {
  do throws(Failure) { return .success(try await body()) } catch { return .failure(error) }
}
