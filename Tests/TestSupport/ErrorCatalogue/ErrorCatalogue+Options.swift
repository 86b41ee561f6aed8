import Core

extension ErrorCatalogue {
  /// What a request may ask for beyond an answer, and guardrails.
  static let options: [ErrorCase] = [
    ErrorCase(
      "guardrail-not-found", 400, "ValidationException", "The provided guardrail identifier is invalid.", .notFound,
      "Guardrail not found in us-east-1", hints: ["id and version", "DRAFT"],
      commandLine: ["`aws bedrock list-guardrails --region us-east-1`"]),
    ErrorCase(
      "guardrail-not-found", 404, "ResourceNotFoundException",
      "The guardrail identifier or version provided in the request does not exist.", .notFound,
      "Guardrail not found in us-east-1", hints: ["id and version"]),
    ErrorCase(
      "forced-tool", 400, "ValidationException",
      "The model returned the following errors: Thinking may not be enabled when tool_choice forces tool use.",
      .validation, "sonnet-4.5 cannot be made to answer in the form of a schema", hints: ["another model"],
      commandLine: ["--schema"]),
    ErrorCase(
      "text-format", 400, "ValidationException",
      "The model returned the following errors: output_config.format: Extra inputs are not permitted", .validation,
      "sonnet-4.5 does not take the schema of the answer", hints: ["simpler"], commandLine: ["--schema", "--model"]),
    ErrorCase(
      "effort", 400, "ValidationException",
      "The model returned the following errors: This model does not support the effort parameter.", .validation,
      "sonnet-4.5 does not take that effort", hints: ["ask without"], commandLine: ["--effort"]),
    ErrorCase(
      "service-tier", 400, "ValidationException", "Reservation not found.", .validation,
      "sonnet-4.5 has no service tier of that name in us-east-1", hints: ["ask without"],
      commandLine: ["--service-tier"]),
    ErrorCase(
      "no-images", 400, "ValidationException",
      "This model doesn't support the image content block that you provided. Update the content block and try again.",
      .validation, "sonnet-4.5 does not look at images", hints: ["a model that does"],
      commandLine: ["`sva models anthropic`"]),
    ErrorCase(
      "no-documents", 400, "ValidationException",
      "This model doesn't support the document content block that you provided. Update the content block and try again.",
      .validation, "sonnet-4.5 does not read documents", hints: ["a model that does"],
      commandLine: ["`sva models anthropic`"]),
    ErrorCase(
      "file", 400, "ValidationException",
      "The model returned the following errors: messages.0.content.2.image.source.bytes: image exceeds 5 MB maximum: 7167852 bytes > 5242880 bytes",
      .validation, "sonnet-4.5 refused a file", hints: ["which limit"], commandLine: ["--file"]),
    ErrorCase(
      "file", 400, "ValidationException",
      "Messages can't contain duplicate document names. Rename the document and retry your request.", .validation,
      "sonnet-4.5 refused a file", hints: ["which limit"]),
  ]
}
