import AWS
import Core
import CredentialScenarios
import Foundation
import TestSupport
import Testing

@testable import CLI

/// The output of `--export` is evaluated in real shells: every value is preserved, and none runs.
@Suite struct CredentialExportTests {
  static let hostile = [
    "plain", "with blank", "it's", "a\"b", "$(touch PWNED)", "`touch PWNED`", "$HOME", "${HOME}", "${:-x}", "a\\",
    "\\'",
    "'; touch PWNED; '", "\n; touch PWNED", "a\nb", "!!", "#c", "a #c", "~", "*", "é\u{301}'\u{301}",
    "’; touch PWNED; ‘",
    "=", "-n", "%s", "\\n", "", "\t", "\u{201A}\u{201B}", "$$", "a&b|c>d", "\\u0041", "\u{7F}",
    "a\rb", "a\r\nb", "\r\"\\'${x}\\",
  ]

  private func credentials(_ value: String) -> Credentials {
    Credentials(
      accessKeyID: "AKIA" + value, secretAccessKey: Secret(value + "$"), sessionToken: Secret("t" + value + "t"))
  }

  private func wanted(_ value: String) -> String { "AKIA\(value)|\(value)$|t\(value)t|" }

  private func check(
    _ shell: String, _ arguments: [String], _ format: WhoamiCommand.Export, _ value: String,
    show: String = "printf '%s|' \"$AWS_ACCESS_KEY_ID\" \"$AWS_SECRET_ACCESS_KEY\" \"$AWS_SESSION_TOKEN\""
  ) async throws {
    let program = ExternalProgram(shell)
    guard program.path != nil else { return }
    let script = try CredentialExport.text(credentials(value), as: format) + show + "\n"
    let folder = try TemporaryFolder()
    let ran = try await program.run(arguments + [script], folder: folder.path)
    #expect(ran.output == wanted(value), "\(shell): \(value.debugDescription) \(ran.error)")
    #expect(try folder.names() == [], "something ran")
  }

  @Test(arguments: hostile) func credentialExport_survivesEveryShell(_ value: String) async throws {
    try await check("sh", ["-c"], .env, value)
    try await check("bash", ["-c"], .env, value)
    try await check("zsh", ["-f", "-c"], .env, value)
    try await check("fish", ["--no-config", "-c"], .fish, value)
    try await check(
      "pwsh", ["-NoProfile", "-Command"], .powershell, value,
      show: "[Console]::Out.Write(\"$Env:AWS_ACCESS_KEY_ID|$Env:AWS_SECRET_ACCESS_KEY|$Env:AWS_SESSION_TOKEN|\")")
  }

  @Test(arguments: hostile) func credentialExport_survivesOurDotEnv(_ value: String) throws {
    let text = try CredentialExport.text(credentials(value), as: .dotenv)
    let (file, problems) = DotEnvParser.parse(Array(text.utf8), path: ".env", environment: ["HOME": "/wrong"])
    #expect(problems.isEmpty)
    let names = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]
    #expect(names.map { (file.entry($0)?.value ?? "?") + "|" }.joined() == wanted(value))
  }

  /// One run of Python for all of them.
  @Test(.enabled(if: ExternalProgram("python3").isTried, "python3 is not installed"))
  func credentialExport_survivesPythonDotEnv() async throws {
    let script = """
      import os, sys, tempfile
      try:
        from dotenv import dotenv_values
      except ImportError:
        sys.exit(9)
      path = os.path.join(tempfile.mkdtemp(), "env")
      for text in sys.argv[1:]:
        open(path, "wb").write(text.encode())
        v = dotenv_values(path)
        line = "".join(v[n] + "|" for n in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"))
        sys.stdout.buffer.write(line.encode() + b"\\0")
      """
    let texts = try Self.hostile.map { try CredentialExport.text(credentials($0), as: .dotenv) }
    let ran = try await ExternalProgram("python3").run(["-c", script] + texts)
    if ran.status == 9 { return }
    #expect(ran.output.components(separatedBy: "\0").dropLast() == Self.hostile.map(wanted)[...], "\(ran.error)")
  }

  @Test func credentialExport_powerShellQuotesDoubleEveryQuote() throws {
    let text = try CredentialExport.text(credentials("'’"), as: .powershell)
    #expect(text.hasPrefix("$Env:AWS_ACCESS_KEY_ID = 'AKIA''’’'\n"))
  }

  @Test func credentialExport_whatIsAbsentIsUnset() throws {
    let set = Credentials(accessKeyID: "AKIA1", secretAccessKey: Secret("s"))
    #expect(
      try CredentialExport.text(set, as: .env)
        == "export AWS_ACCESS_KEY_ID=AKIA1\nexport AWS_SECRET_ACCESS_KEY=s\nunset AWS_SESSION_TOKEN\nunset AWS_CREDENTIAL_EXPIRATION\n"
    )
    #expect(
      try CredentialExport.text(set, as: .powershell)
        == "$Env:AWS_ACCESS_KEY_ID = 'AKIA1'\n$Env:AWS_SECRET_ACCESS_KEY = 's'\n$Env:AWS_SESSION_TOKEN = $null\n"
        + "$Env:AWS_CREDENTIAL_EXPIRATION = $null\n")
    #expect(try CredentialExport.text(set, as: .dotenv) == "AWS_ACCESS_KEY_ID='AKIA1'\nAWS_SECRET_ACCESS_KEY='s'\n")
    #expect(
      try CredentialExport.text(set, as: .process)
        == #"{"Version":1,"AccessKeyId":"AKIA1","SecretAccessKey":"s"}"# + "\n")
  }

  @Test func credentialExport_aNULIsRefused() {
    let set = Credentials(accessKeyID: "AK\0IA", secretAccessKey: Secret("s"))
    #expect(throws: Failure.self) { try CredentialExport.text(set, as: .env) }
  }
}
