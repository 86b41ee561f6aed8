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
      throw Self.missing(name, setting, context.environment)
    }
    if context.isOffline { return .deferred(origin, "credential_process") }
    context.log.progress("running credential_process")
    defer { context.log.progress(nil) }
    context.network.willFetch()
    let child = ChildProcess(
      path: path, arguments: words, environment: context.environment.variables,
      timeout: Self.timeout, inheritsInput: context.environment.terminal.input)
    var result: ChildProcess.Result
    do throws(ChildProcess.StartError) { result = try await child.run() } catch {
      throw Failure(
        .providerFailed, "credential_process could not be started: \(error.reason)",
        hint: "check that it may be executed: \(setting.origin.place)")
    }
    // The program may repeat keys of the environment.
    result.errors = Array(context.environment.secrets.scrub(String(decoding: result.errors, as: UTF8.self)).utf8)
    let credentials: Credentials
    do throws(Failure) {
      try Self.check(result, setting.origin)
      credentials = try ProcessOutput.decode(
        result.output, place: setting.origin.place, account: profile.value("aws_account_id")?.value)
    } catch {
      throw error.adding(ProcessArguments.shellSyntax(in: words).map(Self.noShell))
    }
    guard credentials.expiration.map({ $0 > context.now }) ?? true else {
      throw CredentialRefusal.expired(origin)
    }
    return .found(try ResolvedCredentials(credentials, from: origin))
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

  /// The failure of a program that cannot be started.
  private static func missing(_ name: String, _ setting: Setting<String>, _ environment: Environment) -> Failure {
    let shown = OneLine.first(name)
    let path = environment.absolutePath(name)
    if name.contains("/"), let status = FileStatus(path) {
      return Failure(
        .providerFailed,
        status.isFolder
          ? "the program of credential_process is a folder: \(shown) (\(setting.origin.place))"
          : "the program of credential_process may not be executed: \(shown) (\(setting.origin.place))",
        hint: status.isFolder
          ? "name the program in it" : "run: chmod +x \(word: path)")
    }
    let hint: Remedy =
      if name.hasPrefix("~") {
        "write the whole path: there is no shell to expand ~"
      } else if name.hasPrefix("$") {
        "write the whole path: there is no shell to expand $NAME"
      } else if ProcessArguments.losesBackslash(setting.value) {
        "a backslash takes the next character literally, as in a shell: write the path in single quotes, or with /"
      } else {
        "check the path, or install it and check PATH"
      }
    return Failure(
      .providerFailed, "the program of credential_process is not there: \(shown) (\(setting.origin.place))", hint: hint)
  }

  private static func noShell(_ sign: String) -> Remedy {
    "no shell runs it, so \(sign) and what follows are arguments of the program: write sh -c '…' around the whole command"
  }

  /// The output is never shown, because it may contain part of the credentials.
  private static func check(_ result: ChildProcess.Result, _ origin: Origin) throws(Failure) {
    let message = OneLine.first(String(decoding: result.errors, as: UTF8.self))
    let tail = message.isEmpty ? "" : ": \(message)"
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
      moreHints: message.isEmpty ? ["it said nothing on standard error"] : [])
  }
}

extension Failure {
  /// The failure with a remedy that comes first, if there is one.
  fileprivate func adding(_ remedy: Remedy?) -> Failure {
    guard let remedy else { return self }
    var copy = self
    copy.hints.insert(remedy, at: 0)
    return copy
  }
}

extension CredentialSource {
  /// A program that prints credentials.
  public static let process = CredentialSource(
    "process", place: "credential_process of the profile: a program that prints credentials",
    profileKey: "credential_process", isRenewable: true,
    renewal: "the credential_process handed out old credentials: run it by hand and renew its login")
}
