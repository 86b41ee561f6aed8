import Core
import HTTP

/// Errors of Bedrock itself.
extension AWSErrorTable {
  static let service: [ErrorRule] = [
    ErrorRule("model-timeout", .bedrock, codes: ["ModelTimeoutException"], status: 408, retry: .transient) {
      context, _ in
      Failure(
        .timeout, "\(context.modelName) took too long to answer" + context.attemptSummary,
        hint: "ask for less at once: a smaller \(switch: .resultLimit) or \(switch: .maxTokens), or a shorter question",
        moreHints: ["or run it again; another \(option: .model) may answer sooner"])
    },
    ErrorRule(
      "model-error", .bedrock, codes: ["ModelErrorException", "ModelStreamErrorException"], status: 424,
      retry: .transient
    ) { context, _ in
      Failure(
        .serviceError, "\(context.modelName) failed while answering" + context.attemptSummary,
        hint: "run it again; if it goes on, choose another model with \(option: .model)")
    },
    ErrorRule(
      "capacity", .bedrock, codes: ["ServiceUnavailableException", "ServiceUnavailable"], status: 503
    ) { context, _ in
      Failure(
        .serviceError, "Bedrock has no capacity for \(context.modelName) at the moment" + context.attemptSummary,
        hint: "run it again in a minute; a `global.` profile or another region may have room")
    },
    ErrorRule(
      "internal", .bedrock, codes: ["InternalServerException", "InternalFailure", "InternalServerError"], status: 500
    ) { context, _ in
      Failure(
        .serviceError, "Bedrock failed internally" + context.attemptSummary,
        hint: "run it again; https://health.aws.amazon.com shows outages")
    },
    ErrorRule(
      "unknown-operation", .bedrock, codes: ["UnknownOperationException", "UnknownOperation"]
    ) { context, _ in
      Failure(
        .badResponse, "what answers for Bedrock does not know \(context.operation)",
        hint: "check \(option: .endpoint) and AWS_ENDPOINT_URL: they must lead to Bedrock")
    },
    // Errors that match no row above, by status.
    ErrorRule("stream-exception", .bedrock, statuses: 0...0) { _, error in
      Failure(
        .serviceError,
        "Bedrock broke the answer off (" + (error.code ?? "without a reason") + ")"
          + (error.message.map { ": " + firstLine($0) } ?? ""),
        hint: "run it again; if it goes on, choose another model with \(option: .model)")
    },
    ErrorRule("status-403", .bedrock, statuses: 401...403, when: { _, error in error.status != 402 }) { context, _ in
      Failure(
        .accessDenied, denied,
        hint: .allow(IAMDenial.action(of: context.operation)) + ", or pass the proxy in between")
    },
    ErrorRule("status-404", .bedrock, statuses: 404...404) { context, _ in
      Failure(
        .badResponse, "nothing that speaks for Bedrock answered (HTTP 404 without an error of Bedrock's)",
        hint: "check \(option: .endpoint) and AWS_ENDPOINT_URL, or the region \(context.region)")
    },
    ErrorRule("status-429", .bedrock, statuses: 429...429) { context, _ in
      Failure(.throttled, requestThrottled, hint: "wait, or raise \(option: .attempts)\(context.attemptSummary)")
    },
    ErrorRule("status-gateway", .bedrock, statuses: 502...504) { context, error in
      Failure(
        .serviceError, "a gateway before Bedrock could not reach it (HTTP \(error.status))" + context.attemptSummary,
        hint: "run it again in a minute; check your proxy if one is set")
    },
    ErrorRule("status-5xx", .bedrock, statuses: 500...599) { context, error in
      Failure(
        .serviceError, "Bedrock failed (HTTP \(error.status))" + context.attemptSummary,
        hint: "run it again; https://health.aws.amazon.com shows outages")
    },
    ErrorRule("status-4xx", .bedrock, statuses: 400...499) { _, error in
      Failure(
        .validation,
        "Bedrock refused the request (" + (error.code ?? "HTTP \(error.status)") + ")"
          + (error.message.map { ": " + firstLine($0) } ?? ""),
        hint: "\(switch: .debug) shows the request and the answer")
    },
    ErrorRule("status-other", .bedrock) { _, error in
      Failure(
        .badResponse, "Bedrock answered with HTTP \(error.status), which its API does not promise",
        hint: "check \(option: .endpoint) and AWS_ENDPOINT_URL; \(switch: .debug) shows the answer")
    },
  ]
}
