import Core

/// The exit statuses (contract §3). Help, man pages and the README are made from this table.
enum ExitCode: Int32, Sendable, CaseIterable {
  case success = 0
  case fault = 1
  case usage = 2
  case unconfigured = 3
  case refused = 4
  case denied = 5
  case notFound = 6
  case throttled = 7
  case unreachable = 8
  case badAnswer = 9
  case invalidRequest = 10
  case interrupted = 130
  case closedOutput = 141

  /// The status of a failure.
  init(_ code: Failure.Code) {
    self =
      switch code {
      case .internal, .io: .fault
      case .usage, .noSpeech: .usage
      case .noCredentials, .partialCredentials, .badConfig, .providerFailed, .noToken: .unconfigured
      case .expiredCredentials, .invalidCredentials, .clockSkew, .invalidToken: .refused
      case .accessDenied, .modelAccess, .accountRestricted: .denied
      case .modelNotFound, .notFound: .notFound
      case .throttled, .quota: .throttled
      case .network, .timeout, .tls: .unreachable
      case .serviceError, .badResponse: .badAnswer
      case .validation: .invalidRequest
      case .interrupted: .interrupted
      case .closedOutput: .closedOutput
      }
  }

  /// The values of `code` in the JSON error document that end with this status.
  var codes: [String] {
    guard self != .interrupted, self != .closedOutput else { return [] }
    return Failure.Code.allCases.filter { ExitCode($0) == self }.map(\.rawValue)
  }

  /// The meaning, in one line.
  var meaning: String {
    switch self {
    case .success: "done; a search that finds nothing is done too"
    case .fault: "a fault of sva itself, or the result could not be written (full disk)"
    case .usage: "wrong words or options, an unreadable input file, a recording without speech"
    case .unconfigured: "no usable credentials or token: none found, incomplete, or a provider failed"
    case .refused: "credentials or token were found and refused: expired, invalid, clock wrong"
    case .denied: "identity fine, but not allowed: permissions, model access, or the account"
    case .notFound: "no such model, story, space, release, conversation or profile"
    case .throttled: "throttled or over quota, still so after the last attempt"
    case .unreachable: "could not reach or lost the other side, or a page of a proxy answered"
    case .badAnswer: "the service failed, or answered with something its API does not promise"
    case .invalidRequest: "the service refused the request as malformed"
    case .interrupted: "interrupted (Ctrl-C)"
    case .closedOutput: "standard output was closed by its reader"
    }
  }
}
