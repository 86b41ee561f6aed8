import Emulator
import Testing

/// Keys that services refuse: what is said of them wherever they are used (contract §2, §3).
struct RefusedKeyTests {
  private static let swapped = [
    "AWS_ACCESS_KEY_ID": Identity.user.secret, "AWS_SECRET_ACCESS_KEY": Identity.user.accessKeyID,
  ]

  @Test(arguments: [
    ["models"], ["test-bedrock"], ["ask", "hi", "--no-search"], ["whoami", "--service", "aws"],
    ["ask", "--no-search", "--listen", "question.wav"],
  ])
  func swappedKeys_areSaidToBeSwapped(_ words: [String]) throws {
    let sandbox = try Question.sandbox()
    let run = try sandbox.sva(words + ["--json"], with: Self.swapped)
    let error = try ErrorOutput(json: run)
    #expect(run.status == 4)
    #expect(
      error.sentence
        == "Invalid security token: the access key id and the secret access key from AWS_ACCESS_KEY_ID look swapped")
    #expect(error.hints.first == "exchange the two values: an access key id has only capital letters and digits")
    #expect(!(run.stdout + run.stderr).contains(Identity.user.secret))
  }

  /// No word of a secret access key, which the service does not mention.
  @Test(arguments: ["SynthesizeSpeech", "Converse", "StartStreamTranscription", "sts:"])
  func missingAuthentication_isNoWrongSecret(_ on: String) throws {
    let sandbox = try Question.sandbox {
      $0.script = [.text("Hello."), .text("Hello.")]
      $0.faults = [
        Fault(
          .error(status: 403, code: "MissingAuthenticationTokenException", message: "Missing Authentication Token"),
          on: on)
      ]
    }
    let words = on == "sts:" ? ["whoami", "--service", "aws"] : ["test-bedrock", "--voice", "--no-stream"]
    let run = try sandbox.sva(words + ["--json"])
    let error = try ErrorOutput(json: run)
    #expect(run.status == 4)
    #expect(
      error.sentence
        == "Invalid security token: AWS found no valid credentials in the request, which was sent with those from "
        + "AWS_ACCESS_KEY_ID")
    #expect(!error.text.contains("secret access key"))
  }

  /// An account that is not subscribed is no wrong key.
  @Test(arguments: [
    ("SynthesizeSpeech", "Amazon Polly"), ("StartStreamTranscription", "Amazon Transcribe"), ("Converse", "Bedrock"),
  ])
  func subscription_isTheAccounts(_ on: String, _ service: String) throws {
    let sandbox = try Question.sandbox {
      $0.script = [.text("Hello.")]
      $0.faults = [Fault(.error(status: 403, code: "OptInRequired", message: "x"), on: on)]
    }
    let run = try sandbox.sva(["test-bedrock", "--voice", "--no-stream"])
    let error = try ErrorOutput(json: run)
    #expect(run.status == 5 && error.code == "account_restricted")
    #expect(error.sentence == "this AWS account is not subscribed to \(service)")
  }

  /// A region that the endpoint does not serve is no missing permission.
  @Test(arguments: [["--listen", "question.wav"], ["--speak", "a.mp3", "hi"]])
  func voiceRegion_thatIsNoneIsConfiguration(_ words: [String]) throws {
    let sandbox = try Question.sandbox { $0.script = [.text("Hello.")] }
    let run = try sandbox.sva(["ask", "--no-search", "--voice-region", "moon-1"] + words)
    let error = try ErrorOutput(text: run)
    let service = words[0] == "--speak" ? ("Polly", "POLLY") : ("Transcribe", "TRANSCRIBE_STREAMING")
    #expect(run.status == 3)
    #expect(error.sentence == "the endpoint serves another region or service than was signed for")
    #expect(
      error.hints == [
        "make --voice-region (moon-1) and the endpoint URL name the same region",
        "moon-1 is not known to have Amazon \(service.0): try --voice-region us-east-1, us-west-2, us-east-2",
        "AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_\(service.1) and --endpoint-url set endpoints",
      ])
  }

  @Test(arguments: ["process", "env", "dotenv", "fish", "powershell"])
  func export_ofAnAPIKeyAloneSaysWhy(_ format: String) throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(
      ["whoami", "--export", format],
      with: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_BEARER_TOKEN_BEDROCK": "ABSKexample"])
    #expect(run.status == 3 && run.stdout.isEmpty)
    let error = try ErrorOutput(text: run)
    #expect(
      error.sentence
        == "Unable to locate credentials to export: there is only a Bedrock API key (AWS_BEARER_TOKEN_BEDROCK)")
    #expect(
      error.hints.first
        == "an API key is no AWS key pair, and --export has no form for it: pass AWS_BEARER_TOKEN_BEDROCK on as it is")
    #expect(sandbox.emulator.requestCount == 0)
  }
}
