/// The result of an operation as a value, because `async let` does not keep the type of a thrown error.
public func outcome<Value: Sendable>(
  _ body: () async throws(Failure) -> Value
) async -> Result<Value, Failure> {
  do throws(Failure) { return .success(try await body()) } catch { return .failure(error) }
}
