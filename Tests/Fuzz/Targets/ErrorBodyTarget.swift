#if DEBUG || FUZZING
  import Core
  import HTTP

  @testable import AWS
  @testable import Storyblok

  extension FuzzTarget {
    static let errorBody = FuzzTarget(
      "error-body",
      texts: [
        #"{"__type":"com.amazon.coral.service#ThrottlingException","message":"Too many tokens per day"}"#,
        #"{"message":"User: arn:aws:iam::1:user/u is not authorized to perform: bedrock:InvokeModel on resource: arn:aws:bedrock:us-east-1::foundation-model/x because no identity-based policy allows it"}"#,
        #"{"Message":"The provided model identifier is invalid.","code":"ValidationException"}"#,
        #"{"message":"Invocation of model ID x with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile"}"#,
        #"{"error":{"base":["This space is out of its plan"]}}"#, #"{"slug":["has already been taken"]}"#,
        #"["Not Found"]"#,
        #"{"error":"Unauthorized"}"#, "<html>", "",
      ],
      words: [
        "User: ", " is not authorized to perform: ", " on resource: ", "ExpiredTokenException",
        "UnrecognizedClientException",
        "InvalidSignatureException", "AccessDeniedException", "ResourceNotFoundException", "marketplace", "legacy",
        "end of life",
        "use case", "explicit deny", "service control policy", "temperature", "deprecated", "too long", #""message":"#,
        #""__type":"#, #""code":"#, #"{"error":"#, "[[[[", #"{"a":{"#, "null", "Signature expired: 20260101T000000Z",
      ]
    ) { bytes in
      let failures = ErrorReading.failures(bytes) + ErrorReading.failures(Array(#"{"message":"#.utf8) + bytes)
      try ErrorReading.check(failures)
      let response = Response(
        status: 422, body: bytes, url: WebURL(scheme: .https, host: "api.storyblok.com", path: "/"))
      let message = StoryblokMessage.text(of: response)
      if let message {
        try must(
          !message.isEmpty && message.count <= StoryblokMessage.limit + 1, "the sentence is short: \(message.count)")
        try must(message.utf8.count < 5000, "the sentence is short in bytes too: \(message.utf8.count)")
        try must(!message.contains(where: \.isNewline), "the sentence is one line")
      }
      return failures.map { $0.code.rawValue.utf8.count } + [
        message?.utf8.count ?? -1, failures.reduce(0) { $0 + $1.hints.count },
      ]
    }
  }
#endif
