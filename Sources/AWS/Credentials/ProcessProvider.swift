import Core

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A program that prints credentials (`credential_process`). It is read from the AWS shared files only, because a
/// `.env` file must not run anything.
struct ProcessProvider: CredentialProvider {
  let source = CredentialSource.process
  /// The time limit. botocore has none; a login in a browser takes some time.
  static let timeout = Duration.seconds(60)

  func resolve(_ context: ProviderContext) async throws(Failure) -> ProviderOutcome {
    guard let profile = context.profile, let setting = profile.value("credential_process") else {
      return .declined("no credential_process in profile \(context.selection.name)")
    }
    let origin = CredentialOrigin(source, detail: setting.origin.place, profile: profile.name)
    guard let words = ProcessArguments.split(setting.value), let name = words.first, !name.isEmpty else {
      throw Failure(
        .badConfig, "credential_process cannot be split into words: \(setting.origin.place)",
        hint: "close every quote; there is no shell, so ~, $NAME and pipes are taken literally")
    }
    guard let path = Self.find(name, context.environment) else {
      throw Failure(
        .providerFailed,
        "the program of credential_process is not there: \(OneLine.first(name)) (\(setting.origin.place))",
        hint: name.hasPrefix("~")
          ? "write the whole path: there is no shell to expand ~"
          : "check the path, or install it and check PATH")
    }
    if context.isOffline { return .deferred(origin, "credential_process") }
    context.log.progress("running credential_process")
    defer { context.log.progress(nil) }
    let child = ChildProcess(
      path: path, arguments: words, environment: context.environment.variables,
      timeout: Self.timeout, inheritsInput: context.environment.terminal.input)
    let result: ChildProcess.Result
    do throws(ChildProcess.StartError) { result = try await child.run() } catch {
      throw Failure(
        .providerFailed, "credential_process could not be started: \(error.reason)",
        hint: "check that it may be executed: \(setting.origin.place)")
    }
    try Self.check(result, setting.origin)
    let credentials = try ProcessOutput.decode(
      result.output, place: setting.origin.place, account: profile.value("aws_account_id")?.value)
    guard credentials.expiration.map({ $0 > context.now }) ?? true else {
      throw CredentialRefusal.expired(origin)
    }
    return .found(ResolvedCredentials(credentials, from: origin))
  }

  /// The path of a program: a name with a slash is a path, any other is looked up in PATH.
  static func find(_ name: String, _ environment: Environment) -> String? {
    let places =
      name.contains("/")
      ? [""] : (environment.variable(.programPath) ?? "/usr/bin:/bin").split(separator: ":").map { $0 + "/" }
    for place in places {
      let path = place + name
      let absolute = path.hasPrefix("/") ? path : environment.workingDirectory + "/" + path
      if FileStatus.isExecutable(absolute) { return absolute }
    }
    return nil
  }

  /// The output is never shown, because it may contain part of the credentials.
  private static func check(_ result: ChildProcess.Result, _ origin: Origin) throws(Failure) {
    let said = OneLine.first(String(decoding: result.errors, as: UTF8.self))
    let tail = said.isEmpty ? "" : ": \(said)"
    let why: String
    switch result.end {
    case .exited(0): return
    case .exited(let status): why = "credential_process ended with status \(status)\(tail)"
    case .signaled(let signal): why = "credential_process was ended by signal \(signal)\(tail)"
    case .timedOut: why = "credential_process did not end within 60 seconds and was stopped\(tail)"
    case .tooMuchOutput: why = "credential_process printed more than 1 MiB and was stopped"
    }
    throw Failure(
      .providerFailed, why, hint: "run it by hand to see why: \(origin.place)",
      moreHints: said.isEmpty ? ["it said nothing on standard error"] : [])
  }
}

/// The output of a `credential_process`: one JSON object, version 1.
enum ProcessOutput {
  private struct Answer: Decodable {
    var version: Int?
    var accessKeyID: String?
    var secretAccessKey: String?
    var sessionToken: String?
    var expiration: String?
    var accountID: String?

    private enum CodingKeys: String, CodingKey {
      case Version, AccessKeyId, SecretAccessKey, SessionToken, Expiration, AccountId
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: CodingKeys.self)
      // The string "1" is not accepted for the number 1.
      version = try? members.decodeIfPresent(Int.self, forKey: .Version)
      accessKeyID = try members.decodeIfPresent(String.self, forKey: .AccessKeyId)
      secretAccessKey = try members.decodeIfPresent(String.self, forKey: .SecretAccessKey)
      sessionToken = try members.decodeIfPresent(String.self, forKey: .SessionToken)
      expiration = try members.decodeIfPresent(String.self, forKey: .Expiration)
      accountID = try members.decodeIfPresent(String.self, forKey: .AccountId)
    }
  }

  /// - Throws: `Failure` with code `provider_failed` that names the invalid member, never its value.
  static func decode(_ bytes: [UInt8], place: String, account: String?) throws(Failure) -> Credentials {
    func refuse(_ what: String) -> Failure {
      Failure(
        .providerFailed, "the output of credential_process \(what) (\(place))",
        hint:
          "it must print one JSON object: Version 1, AccessKeyId, SecretAccessKey, and for temporary credentials "
          + "SessionToken and Expiration")
    }
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(bytes)) else {
      throw refuse(bytes.isEmpty ? "is empty" : "is not the JSON object that is expected")
    }
    guard answer.version == 1 else { throw refuse("has no Version 1 (the number)") }
    guard let id = answer.accessKeyID else { throw refuse("lacks AccessKeyId") }
    guard let secret = answer.secretAccessKey else { throw refuse("lacks SecretAccessKey") }
    var end: Date?
    if let text = answer.expiration {
      guard let date = Timestamp.parse(text) else {
        throw refuse("has an Expiration that is no ISO 8601 date")
      }
      end = date
    }
    return Credentials(
      accessKeyID: id, secretAccessKey: Secret(secret),
      sessionToken: answer.sessionToken.flatMap { $0.isEmpty ? nil : Secret($0) }, expiration: end,
      accountID: answer.accountID ?? account)
  }
}

extension CredentialSource {
  /// A program that prints credentials.
  public static let process = CredentialSource(
    "process", place: "credential_process of the profile: a program that prints credentials",
    profileKey: "credential_process",
    renewal: "the credential_process handed out old credentials: run it by hand and renew its login")
}
