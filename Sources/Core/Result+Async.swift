extension Result where Success: Sendable, Failure == Core.Failure {
  /// The result of an operation, because `async let` does not keep the type of a thrown error.
  public init(awaiting body: () async throws(Core.Failure) -> Success) async {
    do throws(Core.Failure) { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
