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

  /// Some secrets, and the search for them, which is prepared when something is searched: most runs never search.
  private struct Group {
    var values: Set<String> = []
    /// Those of `values` that `search` does not look for yet.
    private var pending: [String] = []
    private var search = SecretSearch()

    mutating func add(_ secret: String) {
      guard secret.utf8.count >= KnownSecrets.shortest, values.insert(secret).inserted else { return }
      pending.append(secret)
    }

    /// The search for all of them; nil if there are none.
    mutating func prepared() -> SecretSearch? {
      if values.isEmpty { return nil }
      for secret in pending { search.add(secret) }
      pending = []
      return search
    }
  }

  private struct State {
    var lasting = Group()
    /// The latest passing secrets, and those before them.
    var passing = Group()
    var passed = Group()
  }

  private let state = Mutex(State())
  /// The passing secrets that are kept at least.
  static let mostPassing = 256

  /// The given secrets.
  public init(_ secrets: [String] = []) { add(secrets) }

  /// Adds a secret; nil adds nothing.
  public func add(_ secret: Secret?) {
    if let secret { add([secret.reveal()]) }
  }

  /// Adds secrets as text.
  public func add(_ secrets: [String]) {
    state.withLock { state in
      for secret in secrets { state.lasting.add(secret) }
    }
  }

  /// Adds secrets that belong to one request, such as its signature. Only the latest are kept, because a run may send
  /// tens of thousands of requests; an answer that repeats its signature comes long before.
  public func add(passing secrets: [String]) {
    state.withLock { state in
      for secret in secrets {
        if state.passing.values.count >= Self.mostPassing {
          state.passed = state.passing
          state.passing = Group()
        }
        state.passing.add(secret)
      }
    }
  }

  /// `text` with every secret replaced, also where it is escaped or in base64; see `SecretSearch`.
  public func scrub(_ text: String) -> String {
    var bytes: [UInt8]?
    for search in searches {
      let found = search.replacing(in: bytes ?? Array(text.utf8), with: Array(Self.mark.utf8))
      bytes = found ?? bytes
    }
    return bytes.map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  private var searches: [SecretSearch] {
    state.withLock { state in
      [state.lasting.prepared(), state.passing.prepared(), state.passed.prepared()].compactMap { $0 }
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
