import Emulator
import Testing

/// A role by web identity with a wrong token or provider, and credentials that cannot be fetched offline.
struct WebIdentityTests {
  @Test(arguments: [
    (" \n", Int32(3), "the web identity token file ", "have the platform write a token into it"),
    (
      WebToken.unreachable.value, 9, "STS could not reach the identity provider of the web identity token",
      "try again in a minute"
    ),
    (WebToken.rejected.value, 5, "the identity provider rejected the web identity token", "check the token's claims"),
  ])
  func saysWhoseFaultItIs(_ token: String, _ status: Int32, _ sentence: String, _ hint: String) throws {
    let sandbox = try Sandbox()
    try sandbox.write("~/token", token)
    let run = try sandbox.sva(
      ["whoami", "--service", "aws", "--max-attempts", "1"],
      with: [
        "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_ROLE_ARN": Role.editor.arn,
        "AWS_WEB_IDENTITY_TOKEN_FILE": sandbox.home + "/token",
      ])
    let error = try ErrorOutput(text: run)
    #expect(run.status == status, "\(run.stderr)")
    #expect(error.sentence.hasPrefix(sentence), "\(run.stderr)")
    #expect(error.hints.first?.hasPrefix(hint) == true, "\(run.stderr)")
  }

  @Test func whatMustBeAskedForIsNotExportedOffline() throws {
    let sandbox = try Sandbox()
    try sandbox.writeRole()
    let run = try sandbox.sva(
      ["whoami", "--export", "env", "--offline"],
      with: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_PROFILE": "role"])
    #expect(run.status == 3)
    #expect(run.stdout == "")
    #expect(try ErrorOutput(text: run).hints.first?.hasPrefix("run without --offline: ") == true, "\(run.stderr)")
    #expect(sandbox.emulator.requestCount == 0)
  }
}
