import AWS
import Assistant
import Core

/// `sva whoami`: shows the user's identities at AWS and Storyblok.
enum WhoamiCommand {
  /// `--service`.
  enum Service: String, Sendable, CaseIterable { case aws, storyblok, all }

  /// `--export`.
  enum Export: String, Sendable, CaseIterable { case process, env, dotenv, fish, powershell }

  static let offline = Flag.toggle(
    "offline",
    FlagText(
      "call nothing, resolve what needs no network",
      "Show what can be known without a network: the settings and, where they are at hand, the credentials."))
  static let explain = Flag.toggle(
    "explain",
    FlagText(
      "show the credential chain and the settings",
      "Show every place that was looked at for credentials, in order, with the reason it was used or not, and every "
        + "setting, proxy and certificate file with the place it came from."))
  static let service: Flag<Service> = .choice(
    "service", "NAME",
    FlagText(
      "aws, storyblok or all",
      "Ask only this service. Without it AWS is asked, and Storyblok if a token is set."))
  static let export: Flag<Export> = .choice(
    "export", "FORMAT",
    FlagText(
      "print the credentials: process, env, dotenv, fish or powershell",
      "Print the resolved AWS credentials, secrets included, and nothing else. process is the JSON document that "
        + "credential_process of the AWS shared files reads; the others are assignments for a shell or a .env file."
    ))

  static let name = "whoami"

  static let spec = CommandSpec(
    name: name,
    summary: "Show who you are for AWS and Storyblok, and where that came from",
    discussion: [
      "Shows account, ARN, credentials and region for AWS, then token and space for Storyblok where a token is set, "
        + "each with the place it came from. One identity that fails does not hide the other; the exit status is "
        + "that of AWS unless only Storyblok was asked."
    ],
    examples: [
      .init("sva whoami", "show both identities"),
      .init("sva whoami --explain", "find out why these credentials and not others"),
      .init("sva whoami --service aws --json", "the AWS identity as JSON"),
      .init("eval \"$(sva whoami --export env)\"", "put the resolved credentials into this shell"),
      .init("sva whoami --offline --profile staging", "what a profile would use, without calling anyone"),
    ],
    flags: [offline.spec, explain.spec, service.spec, export.spec] + SharedFlags.storyblok,
    operands: nil,
    exits: [.unconfigured, .refused, .denied, .notFound, .throttled, .unreachable, .badAnswer],
    mayStayOffline: { $0[offline] || $0[export] != nil })
}

extension WhoamiCommand {
  /// Finds both identities and prints them. With `--export`, prints only the credentials.
  static func run(_ context: CommandContext) async throws(FailureDocument) {
    let http = context.httpClient()
    let session = context.awsSession(http, isOffline: context.arguments[offline])
    do throws(Failure) {
      if let format = context.arguments[export] {
        let credentials = try await exportable(session)
        return try context.output.write(bytes: Array(try CredentialExport.text(credentials, as: format).utf8))
      }
    } catch { throw FailureDocument(error) }
    let services: WhoAmI.Services =
      switch context.arguments[service] {
      case .aws: .aws
      case .storyblok: .storyblok
      case .all, nil: .all
      }
    let report = await WhoAmI(settings: context.settings, session: session, http: http, log: context.log)
      .run(services).without(context.environment.secrets)
    do throws(Failure) { try write(report, context) } catch { throw FailureDocument(error) }
    if let failure = report.failure { throw FailureDocument(failure, fields: IdentityRecord.fields(report)) }
  }

  /// The credentials to export.
  ///
  /// - Throws: `Failure` like `AWSSession.credentials`, with a sentence of its own if there is a Bedrock API key alone.
  private static func exportable(_ session: AWSSession) async throws(Failure) -> Credentials {
    do throws(Failure) { return try await session.credentials().credentials } catch {
      guard error.code == .noCredentials, let key = session.bedrockAPIKey else { throw error }
      throw Failure(
        .noCredentials,
        "Unable to locate credentials to export: there is only a Bedrock API key (\(key.origin.place))",
        hint:
          "an API key is no AWS key pair, and --export has no form for it: pass AWS_BEARER_TOKEN_BEDROCK on as it is",
        moreHints: error.hints)
    }
  }

  /// Writes the report. For a failure with JSON, the failure document holds the report instead.
  private static func write(_ report: WhoAmIReport, _ context: CommandContext) throws(Failure) {
    let secrets = context.environment.secrets
    guard context.wantsJSON else {
      let text = IdentityText(
        report: report, now: context.environment.clock.now(), explains: context.arguments[explain])
      return try context.output.write(text.text.mapTexts(secrets.scrub))
    }
    if report.failure == nil {
      let document: Record = ["status": .text("success")] + IdentityRecord.fields(report)
      try context.output.write(document: document.mapTexts(secrets.scrub))
    }
  }
}
