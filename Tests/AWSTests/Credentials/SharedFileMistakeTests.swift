import Core
import CredentialScenarios
import Foundation
import HTTP
import TestSupport
import Testing

@testable import AWS

/// Sentences and hints for mistakes in the shared files. No sentence contains a value.
@Suite(.serialized) struct SharedFileMistakeTests {
  private func failed(
    _ files: [String: String], env: [String: String] = [:], profile: String? = nil, executable: [String] = []
  ) async throws -> Failure? {
    var scenario = try CredentialScenario.named("file: nothing at all")
    scenario.files = files
    scenario.env.merge(env) { $1 }
    scenario.profile = profile
    scenario.executable = executable
    let home = try ScenarioHome(scenario)
    let found = await failure { try await home.session().credentials() }
    return found.map { failure in
      var copy = failure
      copy.sentence = failure.sentence.replacing(home.path, with: "{HOME}")
      copy.hints = failure.hints.map { $0.mapTexts { $0.replacing(home.path, with: "{HOME}") } }
      return copy
    }
  }

  private static let id = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\n"
  private static let secret = "aws_secret_access_key = sEcReT\n"

  @Test(
    arguments: [
      (
        "[default]\n\(id)  \(secret)", "bad_config",
        "line 3 of ~/.aws/credentials begins with a blank, so aws_secret_access_key there is part of the value of "
          + "aws_access_key_id above it", "remove the blanks at the beginning of line 3"
      ),
      (
        "[default]\nexport AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nexport AWS_SECRET_ACCESS_KEY=sEcReT\n",
        "no_credentials",
        "Unable to locate credentials",
        "line 2 of ~/.aws/credentials begins with the word of a shell, so it sets nothing: write aws_access_key_id = … "
          + "without export: these files are no shell scripts"
      ),
      (
        "[default]\nregion = eu-west-1\n  \(id)", "no_credentials", "Unable to locate credentials",
        "line 3 of ~/.aws/credentials begins with a blank, so aws_access_key_id there is part of the value of region "
          + "above it: remove the blanks at the beginning of line 3"
      ),
      (
        "[ default ]\n\(id)\(secret)", "no_credentials", "Unable to locate credentials",
        "[ default ] in ~/.aws/credentials is not the profile default: the blanks are part of its name: there it must "
          + "read [default]"
      ),
      (
        "[default\n\(id)\(secret)", "bad_config",
        "cannot parse ~/.aws/credentials, line 1: a section header without its closing bracket",
        "write ] at the end of line 1 of ~/.aws/credentials, as in [default]"
      ),
      (
        "[default]\n\(id)aws_secret_access_key = sEcReT[dev]\n\(id)", "bad_config",
        "cannot parse ~/.aws/credentials, line 3, section [default]: a section header stands on the line of the value "
          + "before it", "begin a new line of ~/.aws/credentials before the [ on line 3"
      ),
    ])
  func sharedFiles_nameTheMistake(
    _ text: String, _ code: String, _ sentence: String, _ hint: String
  ) async throws {
    let found = try #require(try await failed([".aws/credentials": text]))
    #expect(found.code.rawValue == code)
    #expect(found.sentence == sentence)
    #expect(found.hints.first?.description == hint)
    #expect(!"\(found)".contains("sEcReT"))
  }

  /// The profile in use is not recommended, and the name of another is shown so that its blanks are seen.
  @Test func credentialFailures_doNotRecommendTheProfileInUse() async throws {
    let alone = try await failed([".aws/config": "[default]\nregion = eu-west-1\n"])
    #expect(alone?.hints.map(\.description).contains { $0.contains("profiles there are") } == false)
    let others = try await failed([".aws/credentials": "[default]\nregion = x\n[ b ]\nregion = x\n[c]\nregion = x\n"])
    #expect(
      others?.hints.map(\.description).contains("profiles there are: \" b \", c; choose one with --profile") == true)
  }

  @Test func rolePlan_doesNotTakeAProfileForItsOwnSource() async throws {
    let role = "role_arn = arn:aws:iam::111122223333:role/r\n"
    let config = "[profile deva]\n\(role)source_profile = devb\n"
    let alone = try await failed([".aws/config": config], profile: "deva")
    #expect(
      alone?.sentence == "source_profile devb does not exist: source_profile of profile deva in ~/.aws/config line 3")
    #expect(alone?.hints.first?.description == "no other profile exists: run `aws configure --profile devb`")
    let two = try await failed([".aws/config": config + "[profile devc]\nregion = x\n"], profile: "deva")
    #expect(two?.hints.first?.description == "did you mean devc?")
  }

  @Test func unknownProfile_namesTheHeaderFirst() async throws {
    let found = try await failed([".aws/config": "[work]\nregion = eu-west-1\n"], profile: "work")
    #expect(found?.code == .notFound)
    #expect(
      found?.hints.map(\.description) == [
        "~/.aws/config has [work]: there it must read [profile work]", "it was named by --profile",
      ])
  }

  @Test func ssoProfile_withoutAccountAndRoleIsNamed() async throws {
    let config =
      "[profile dev]\nsso_session = corp\n[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://x\n"
    let found = try await failed([".aws/config": config], env: ["AWS_PROFILE": "dev"])
    #expect(found?.code == .noCredentials)
    #expect(
      found?.hints.first?.description
        == "sso_session of profile dev in ~/.aws/config line 2 is set, but neither sso_account_id nor sso_role_name: run: "
        + "aws configure sso --profile dev")
  }

  /// A folder in place of the file, and a file that cannot be opened (a link to itself), count as absent and are named.
  @Test func sharedFiles_unreadableIsNamedAndHidesNothing() async throws {
    let folder = try await failed([".aws/credentials/x": ""])
    #expect(
      folder?.hints.first?.description
        == "~/.aws/credentials is a folder, not a file: move the folder away: ~/.aws/credentials must be a file")
    for (variables, isFound) in [
      (["AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "x"], true), ([:], false),
    ] {
      for profile in ["", "dev"] {
        var scenario = try CredentialScenario.named("file: nothing at all")
        scenario.env.merge(variables) { $1 }
        scenario.env["AWS_PROFILE"] = profile
        let home = try ScenarioHome(scenario)
        try home.folder.makeFolder(".aws")
        for name in ["config", "credentials"] {
          let path = home.folder.path(".aws/" + name)
          try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path)
        }
        let session = home.session()
        let failed = await failure { try await session.credentials() }
        #expect((failed == nil) == isFound, "\(variables) \(profile)")
        guard let failed else {
          let notices = Diagnosis(
            settings: home.settings, configuration: try session.configuration(), resolution: await session.resolution()
          ).notices.map(\.text)
          #expect(notices.contains("~/.aws/credentials cannot be read: it is a symbolic link"))
          continue
        }
        #expect(failed.code == (profile.isEmpty ? .noCredentials : .notFound))
        #expect(failed.hints[0].description.hasPrefix("~/.aws/config cannot be read: it is a symbolic link"))
      }
    }
  }

  @Test func assumeRole_namesAnARNThatIsNoRole() async throws {
    let config = "[profile dev]\nrole_arn = arn:aws:iam::111122223333:instance-profile/web\nsource_profile = base\n"
    let found = try await failed(
      [".aws/config": config, ".aws/credentials": "[base]\n\(Self.id)\(Self.secret)"], profile: "dev")
    #expect(found?.code == .badConfig)
    #expect(found?.sentence == "role_arn is the ARN of an instance profile, not of a role in profile dev")
    #expect(
      found?.hints.first?.description
        == "write the role's own ARN, like arn:aws:iam::111122223333:role/NAME: the IAM console shows it on the role's page"
    )
  }

  @Test(
    arguments: [
      (
        "{HOME}/plain.sh", "the program of credential_process may not be executed: {HOME}/plain.sh",
        "run: chmod +x {HOME}/plain.sh"
      ),
      ("{HOME}/.aws", "the program of credential_process is a folder: {HOME}/.aws", "name the program in it"),
      (
        #"C:\tools\creds.exe"#, "the program of credential_process is not there: C:toolscreds.exe",
        "a backslash takes the next character literally, as in a shell: write the path in single quotes, or with /"
      ),
      (
        "~/creds", "the program of credential_process is not there: ~/creds",
        "write the whole path: there is no shell to expand ~"
      ),
      (
        "$HOME/creds", "the program of credential_process is not there: $HOME/creds",
        "write the whole path: there is no shell to expand $NAME"
      ),
      (
        "{HOME}/run.sh | jq .", "the output of credential_process is not the JSON object that is expected",
        "no shell runs it, so | and what follows are arguments of the program: write sh -c '…' around the whole command"
      ),
      (
        "{HOME}/banner.sh", "the output of credential_process has other text around its JSON object",
        "have the program print everything but the JSON to standard error"
      ),
    ])
  func processProvider_saysWhatIsWrong(_ command: String, _ sentence: String, _ hint: String) async throws {
    let json = #"{"Version":1,"AccessKeyId":"AKIAIOSFODNN7EXAMPLE","SecretAccessKey":"sEcReT"}"#
    let found = try await failed(
      [
        ".aws/config": "[profile dev]\ncredential_process = \(command)\n", "plain.sh": "#!/bin/sh\n",
        "run.sh": "#!/bin/sh\necho '{'\n", "banner.sh": "#!/bin/sh\necho Welcome\necho '\(json)'\n",
      ], profile: "dev", executable: ["run.sh", "banner.sh"])
    #expect(found?.code == .providerFailed)
    #expect(found?.sentence == sentence + " (credential_process of profile dev in ~/.aws/config line 2)")
    #expect(found?.hints.first?.description == hint)
    #expect(!"\(String(describing: found))".contains("sEcReT"))
  }

  @Test(arguments: [
    (#"C:\tools\x.exe"#, true), (#"'C:\tools\x.exe'"#, false), (#""C:\tools\x.exe""#, false),
    (#"C:\\tools\\x.exe"#, false),
    (#"/opt/my\ tool/x"#, false), ("/usr/bin/x", false),
  ])
  func processArguments_knowALostBackslash(_ text: String, _ isLost: Bool) {
    #expect(ProcessArguments.losesBackslash(text) == isLost)
  }

  @Test func ssoProfile_namesMissingScopes() throws {
    func remedy(_ scopes: String) throws -> String? {
      let section = "[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://x\n\(scopes)"
      let text = "[profile dev]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = R\n" + section
      let files = SharedFiles(
        config: SharedFiles.sections(of: try INIParser.parse(Array(text.utf8), path: "c")),
        credentials: nil)
      return try SSOProfile(try #require(files.profile("dev")), files: files)?.scopeRemedy?.description
    }
    #expect(try remedy("sso_registration_scopes = a , sso:account:access\n") == nil)
    #expect(
      try remedy("")
        == "[sso-session corp] names no scopes, so its token is not renewed: add sso_registration_scopes = "
        + "sso:account:access there and log in again")
    #expect(
      try remedy("sso_registration_scopes = codewhisperer:completions\n")
        == "the scopes of [sso-session corp] lack sso:account:access, which role credentials need: add it to "
        + "sso_registration_scopes and log in again")
  }

  /// Another protocol at the address of the metadata service is not silence.
  @Test func instanceMetadata_aTLSFailureIsNotSilence() async throws {
    let environment = Environment.still(variables: [
      "AWS_EC2_METADATA_SERVICE_ENDPOINT": "https://custom.example/", "BOTO_CONFIG": "/none",
    ])
    let transport = StubTransport { _, _ in .failure(.tls("the certificate has expired")) }
    let http = HTTPClient(transport: transport, environment: environment, log: .silent)
    let steps = await AWSSession(settings: Settings(environment: environment), http: http).resolution().steps
    #expect(
      steps.last?.reason?.description
        == "instance metadata could not be asked: no secure connection to custom.example: the certificate has expired")
  }
}
