import AWS
import Assistant
import Core

extension WhoamiCommand {
  /// Finds both identities and shows them; with `--export`, prints the credentials and nothing else.
  static let run: Command.Runner = { context in
    let http = context.httpClient()
    let session = context.awsSession(http, isOffline: context.arguments[offline])
    if let format = context.arguments[export] {
      let credentials = try await session.credentials().credentials
      try context.output.write(bytes: Array(try CredentialExport.text(credentials, as: format).utf8))
      return
    }
    let services: WhoAmI.Services =
      switch context.arguments[service] {
      case .aws: .aws
      case .storyblok: .storyblok
      case .all, nil: .all
      }
    let report = await WhoAmI(settings: context.settings, session: session, http: http, log: context.log)
      .run(services)
    let now = context.environment.clock.now()
    if context.wantsJSON {
      if let failure = report.failure {
        throw FailureReport(failure) { WhoAmIDocument.members(report, now: now, &$0) }
      }
      try context.output.write(document: WhoAmIDocument.success(report, now: now))
      return
    }
    try context.output.write(
      WhoAmIText(report: report, now: now, explains: context.arguments[explain]).text)
    if let failure = report.failure { throw failure }
  }
}
