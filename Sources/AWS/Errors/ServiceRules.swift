import Core

/// The catalogue's part about failures on the service's side.
extension BedrockErrors {
  static let service: [Rule] = [
    Rule("model-timeout", codes: ["ModelTimeoutException"]) { context, _ in
      Failure(
        .timeout, "\(context.modelName) took too long to answer" + tried(context),
        hint: "ask for less at once: a smaller --limit or --max-tokens, or a shorter question")
    },
    Rule("model-error", codes: ["ModelErrorException", "ModelStreamErrorException"]) { context, _ in
      Failure(
        .serviceError, "\(context.modelName) failed while answering" + tried(context),
        hint: "run it again; if it goes on, choose another model with --model")
    },
    Rule("capacity", codes: ["ServiceUnavailableException", "ServiceUnavailable"]) { context, _ in
      Failure(
        .serviceError, "Bedrock has no capacity for \(context.modelName) at the moment" + tried(context),
        hint: "run it again in a minute; a `global.` profile or another region may have room")
    },
    Rule("internal", codes: ["InternalServerException", "InternalFailure", "InternalServerError"]) { context, _ in
      Failure(
        .serviceError, "Bedrock failed internally" + tried(context),
        hint: "run it again; https://health.aws.amazon.com shows outages")
    },
    Rule(
      "unknown-operation", codes: ["UnknownOperationException", "UnknownOperation"]
    ) { context, _ in
      Failure(
        .badResponse, "what answers for Bedrock does not know \(context.operation)",
        hint: "check --endpoint-url and AWS_ENDPOINT_URL: they must lead to Bedrock")
    },
  ]

  /// What no rule speaks of, by its status.
  static func fallback(_ error: AWSServiceError) -> Rule {
    switch error.status {
    case 0:
      return Rule("stream-exception") { _, error in
        Failure(
          .serviceError,
          "Bedrock broke the answer off (" + (error.code ?? "without a reason") + ")"
            + (error.message.map { ": " + firstLine($0) } ?? ""),
          hint: "run it again; if it goes on, choose another model with --model")
      }
    case 401, 403:
      return Rule("status-403") { context, _ in
        Failure(
          .accessDenied, denied,
          hint: "allow \(IAMDenial.action(of: context.operation)) to this identity, or pass the proxy in between")
      }
    case 404:
      return Rule("status-404") { context, _ in
        Failure(
          .badResponse, "nothing that speaks for Bedrock answered (HTTP 404 without an error of Bedrock's)",
          hint: "check --endpoint-url and AWS_ENDPOINT_URL, or the region \(context.region)")
      }
    case 429:
      return Rule("status-429") { context, _ in
        Failure(.throttled, throttled, hint: "wait, or raise --max-attempts" + tried(context))
      }
    case 502, 503, 504:
      return Rule("status-gateway") { context, error in
        Failure(
          .serviceError, "a gateway before Bedrock could not reach it (HTTP \(error.status))" + tried(context),
          hint: "run it again in a minute; check your proxy if one is set")
      }
    case 500...599:
      return Rule("status-5xx") { context, error in
        Failure(
          .serviceError, "Bedrock failed (HTTP \(error.status))" + tried(context),
          hint: "run it again; https://health.aws.amazon.com shows outages")
      }
    case 400..<500:
      return Rule("status-4xx") { _, error in
        Failure(
          .validation,
          "Bedrock refused the request (" + (error.code ?? "HTTP \(error.status)") + ")"
            + (error.message.map { ": " + firstLine($0) } ?? ""),
          hint: "--debug shows the request and the answer")
      }
    default:
      return Rule("status-other") { _, error in
        Failure(
          .badResponse, "Bedrock answered with HTTP \(error.status), which its API does not promise",
          hint: "check --endpoint-url and AWS_ENDPOINT_URL; --debug shows the answer")
      }
    }
  }
}
