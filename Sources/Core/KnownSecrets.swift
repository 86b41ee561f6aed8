import Synchronization

/// The secrets that a run has come to know. They are removed from all text that leaves the program: failures, log,
/// `--debug` and documents, whichever request or file they come from.
///
/// One object is made with the `Environment` of a run and handed along with it. The code that reads or receives a
/// secret adds it.
public final class KnownSecrets: Sendable {
  /// The text in place of a secret.
  public static let mark = "‹redacted›"
  /// A shorter value would also match other text, in bytes. Real secrets are longer.
  private static let shortest = 6

  private struct State {
    var values: Set<String> = []
    /// Those of `values` that `search` does not look for yet. Most runs never search.
    var pending: [String] = []
    var search = SecretSearch()
  }

  private let state = Mutex(State())

  /// The given secrets.
  public init(_ secrets: [String] = []) { add(secrets) }

  /// Adds a secret; nil adds nothing.
  public func add(_ secret: Secret?) {
    if let secret { add([secret.reveal()]) }
  }

  /// Adds secrets as text.
  public func add(_ secrets: [String]) {
    state.withLock { state in
      for secret in secrets where secret.utf8.count >= Self.shortest {
        if state.values.insert(secret).inserted { state.pending.append(secret) }
      }
    }
  }

  /// `text` with every secret replaced, also where it is escaped or in base64; see `SecretSearch`.
  public func scrub(_ text: String) -> String {
    guard let search else { return text }
    let bytes = Array(text.utf8)
    return search.replacing(in: bytes, with: Array(Self.mark.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  private var search: SecretSearch? {
    state.withLock { state in
      if state.values.isEmpty { return nil }
      for secret in state.pending { state.search.add(secret) }
      state.pending = []
      return state.search
    }
  }
}

extension Failure {
  /// This failure without `secrets`.
  public func without(_ secrets: KnownSecrets) -> Failure {
    var clean = self
    clean.sentence = secrets.scrub(sentence)
    clean.hints = hints.map { $0.mapTexts(secrets.scrub) }
    clean.awsCode = awsCode.map(secrets.scrub)
    clean.requestID = requestID.map(secrets.scrub)
    clean.serviceMessage = serviceMessage.map(secrets.scrub)
    clean.cause = cause.map(secrets.scrub)
    return clean
  }
}
