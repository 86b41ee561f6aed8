import AWS
import Core
import CredentialScenarios
import Foundation
import Testing

/// Each notice appears if its cause is present, and only then.
@Suite(.serialized) struct DiagnosisTests {
  private func notices(
    _ name: String, env: [String: String] = [:], files: [String: String] = [:]
  ) async throws -> [String] {
    var scenario = try CredentialScenario.named(name)
    scenario.env.merge(env) { $1 }
    scenario.files.merge(files) { $1 }
    let home = try ScenarioHome(scenario)
    let session = home.session()
    return Diagnosis(
      settings: home.settings, configuration: try session.configuration(), resolution: await session.resolution(),
      isCredentialsFileOpen: session.isCredentialsFileOpen
    ).notices.map { $0.text.replacing(home.path, with: "{HOME}") }
  }

  @Test(
    arguments: [
      ("env: keys", ["AWS_PROFILE": "", "X": ""], "AWS_PROFILE is set but empty: that counts as not set"),
      ("env: wins over AWS_PROFILE", [:], "profile dev is named by AWS_PROFILE, but the environment's keys win"),
      ("env: wins over default profile", [:], "the environment's keys hide profile default"),
      (
        "env: blanks are cut off", [:],
        "AWS_ACCESS_KEY_ID has white space or a line end around it, which was cut off"
      ),
      (
        "env: line ends are cut off", [:],
        "AWS_SESSION_TOKEN has white space or a line end around it, which was cut off"
      ),
      (
        "process: blanks around the keys", [:],
        "the session token from credential_process of profile dev in ~/.aws/config line 2 has white space or a line end "
          + "around it, which was cut off"
      ),
      (
        "env: keys", ["AWS_REGION": "us-east-1\r"],
        "AWS_REGION has white space or a line end around it, which was cut off"
      ),
      (
        "env: keys", ["AWS_ACCESS_KEY_ID": "akiaiosfodnn7example"],
        "the access key id from AWS_ACCESS_KEY_ID has small letters"
      ),
      (
        "env: keys", ["AWS_ACCESS_KEY_ID": "AKIA-IOSFODNN7"],
        "the access key id from AWS_ACCESS_KEY_ID does not look like one of AWS: those have 16 to 128 capital letters and "
          + "digits"
      ),
      (
        "env: keys", ["AWS_SECRET_ACCESS_KEY": "sEcReT4567890123456789012345678"],
        "the secret access key from AWS_SECRET_ACCESS_KEY has 31 characters: those of AWS have 40"
      ),
      (
        "env: keys",
        ["AWS_ACCESS_KEY_ID": "sEcReT/KEY", "AWS_SECRET_ACCESS_KEY": "AKIAIOSFODNN7EXAMPLE"],
        "the access key id and the secret access key from AWS_ACCESS_KEY_ID look swapped"
      ),
      (
        "env: keys and token", [:],
        "the access key AKIAAXXXXXXXXXXX is a permanent one (AKIA), but a session token stands beside it"
      ),
      (
        "env: keys", ["AWS_ACCESS_KEY_ID": "ASIAIOSFODNN7EXAMPLE"],
        "the access key ASIAIOSFODNN7EXAMPLE is a temporary one (ASIA), but its session token is missing"
      ),
      (
        "env: keys", ["AWS_REGION": "eu-west-1"],
        "AWS_REGION and AWS_DEFAULT_REGION are both set and differ: AWS_REGION counts here, as in AWS CLI v2; boto3 and "
          + "AWS CLI v1 read the other"
      ),
      (
        "file: both profile variables", [:],
        "AWS_PROFILE and AWS_DEFAULT_PROFILE are both set and differ: AWS_PROFILE counts here, as in AWS CLI v2; boto3 "
          + "and AWS CLI v1 read the other"
      ),
      (
        "env: legacy token wins", [:],
        "AWS_SECURITY_TOKEN and AWS_SESSION_TOKEN are both set and differ: AWS_SECURITY_TOKEN counts, as in botocore; "
          + "most SDKs read the other"
      ),
      (
        "order: role before keys", [:], "role_arn of profile dev hides its aws_access_key_id (in the profile)"
      ),
      (
        "order: process before config keys", [:],
        "credential_process of profile dev hides its aws_access_key_id (in the config file)"
      ),
      (
        "env: keys", ["AWS_BEARER_TOKEN_BEDROCK": "sEcReTkey"],
        "Bedrock is called with the API key in AWS_BEARER_TOKEN_BEDROCK; account and ARN here are those of the "
          + "credentials, which may be somebody else's"
      ),
      (
        "env: keys", ["AWS_EC2_METADATA_DISABLED": "1"],
        "AWS_EC2_METADATA_DISABLED has no effect: only the word true disables instance metadata"
      ),
      (
        "env: keys", ["AWS_REGION": "ap-east-1"], "Bedrock is not known to be in region ap-east-1 (AWS_REGION)"
      ),
      (
        "env: keys", ["AWS_CONFIG_FILE": "{HOME}/missing"],
        "AWS_CONFIG_FILE names a file that does not exist: {HOME}/missing"
      ),
      (
        "grammar: comment is part of the value", [:],
        "the access key id from aws_access_key_id of profile default in ~/.aws/credentials line 2 has swallowed a "
          + "comment: these files know no comments at the end of a line"
      ),
      (
        "grammar: quotes are part of the value", [:],
        "the access key id from aws_access_key_id of profile default in ~/.aws/credentials line 2 has quotes around it"
      ),
      (
        "env: keys", ["AWS_SECRET_ACCESS_KEY": "\"sEcReT\""],
        "the secret access key from AWS_SECRET_ACCESS_KEY has quotes around it"
      ),
      (".env: below environment", [:], "the environment's keys hide AWS_ACCESS_KEY_ID in .env line 1"),
      (".env: AWS_PROFILE outranks it", [:], "the keys in .env have no say: a profile is named by AWS_PROFILE"),
      ("process: tilde", [:], "~ is not expanded in credential_process of profile dev in ~/.aws/config line 2"),
    ] as [(String, [String: String], String)])
  func diagnosis_reportsEachNotice(_ name: String, _ env: [String: String], _ wanted: String) async throws {
    let found = try await notices(name, env: env)
    #expect(found.contains(wanted), "\(found)")
    #expect(!found.joined().contains("sEcReT"))
  }

  @Test func diagnosis_namesStrayHeaders() async throws {
    let files = [
      ".aws/config": "[dev]\nregion = x-y-1\n", ".aws/credentials": "[profile dev]\naws_access_key_id = a\n",
    ]
    let found = try await notices("env: keys", files: files)
    #expect(found.contains("[dev] in ~/.aws/config counts for nothing"))
    #expect(
      found.contains("[profile dev] in ~/.aws/credentials defines a profile that is called \"profile dev\""))
  }

  /// An empty key is not a key, and an incomplete SSO profile is named by the part it has.
  @Test func diagnosis_reportsOnlyShadowedValues() async throws {
    let template = [".aws/credentials": "[default]\naws_access_key_id =\naws_secret_access_key =\n"]
    #expect(try await notices("env: keys", files: template) == [])
    let half = [".aws/config": "[default]\nsso_account_id = 111122223333\n"]
    #expect(try await notices("env: keys", files: half) == ["the environment's keys hide profile default"])
  }

  @Test func diagnosis_isEmptyForAValidSetup() async throws {
    #expect(try await notices("env: keys") == [])
    #expect(try await notices("file: named explicitly") == [])
    #expect(try await notices("role: source profile") == [])
  }
}
