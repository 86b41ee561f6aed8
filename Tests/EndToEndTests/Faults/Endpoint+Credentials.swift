import Emulator
import TestSupport

extension Endpoint {
  private static let noKeys = ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""]
  private static func profile(_ name: String) -> [String: String] { noKeys.merging(["AWS_PROFILE": name]) { $1 } }

  /// The services that issue credentials.
  static let credentials: [Endpoint] = [
    Endpoint(
      name: "AssumeRole", family: .sts, pattern: "sts:AssumeRole", arguments: ["whoami", "--service", "aws"],
      variables: { _ in profile("role") }, redirected: { ["AWS_ENDPOINT_URL_STS": $0] },
      prepare: { try $0.writeRole() }),
    Endpoint(
      name: "AssumeRoleWithWebIdentity", family: .sts, pattern: "sts:AssumeRoleWithWebIdentity",
      arguments: ["whoami", "--service", "aws"],
      variables: { sandbox in
        noKeys.merging([
          "AWS_ROLE_ARN": Role.editor.arn, "AWS_WEB_IDENTITY_TOKEN_FILE": sandbox.home + "/token",
        ]) { $1 }
      }, redirected: { ["AWS_ENDPOINT_URL_STS": $0] }, prepare: { try $0.write("~/token", WebToken.good.value + "\n") }),
    Endpoint(
      name: "CreateOAuth2Token", family: .renewal, pattern: "signin:CreateOAuth2Token",
      arguments: ["whoami", "--service", "aws"], variables: { _ in profile("login") },
      redirected: { ["AWS_ENDPOINT_URL_SIGNIN": $0] },
      prepare: { sandbox in
        try sandbox.write("~/.aws/config", "[profile login]\nlogin_session = arn:aws:iam::111122223333:user/ada\n")
        let key = try Fixture("login.key").text()
        try sandbox.write(
          // The SHA-256 of the session's ARN.
          "~/.aws/login/cache/8a94dcaf071ee6a78db9a6b90e40b539573c9c8ef33a82541e6d9d2ceda11e00.json",
          """
          {"accessToken":{"accessKeyId":"\(Identity.session.accessKeyID)","secretAccessKey":"old","sessionToken":"old",
           "accountId":"111122223333","expiresAt":"2020-01-01T00:00:00Z"},
           "refreshToken":"\(LoginSession.example.refreshToken)","clientId":"\(LoginSession.example.clientID)",
           "dpopKey":"\(key.replacing("\n", with: "\\n"))"}
          """)
      }),
    Endpoint(
      name: "GetRoleCredentials", family: .portal, pattern: "sso:GetRoleCredentials",
      arguments: ["whoami", "--service", "aws"], variables: { _ in profile("corp") },
      redirected: { ["AWS_ENDPOINT_URL_SSO": $0] }, prepare: { try $0.writeSSO() }),
    Endpoint(
      name: "CreateToken", family: .renewal, pattern: "sso-oidc:CreateToken",
      arguments: ["whoami", "--service", "aws"], variables: { _ in profile("corp") },
      redirected: { ["AWS_ENDPOINT_URL_SSO_OIDC": $0] }, prepare: { try $0.writeSSO(isOver: true) }),
    Endpoint(
      name: "container", family: .container, pattern: "container:GetCredentials",
      arguments: ["whoami", "--service", "aws"],
      variables: { sandbox in
        noKeys.merging([
          "AWS_CONTAINER_CREDENTIALS_FULL_URI": sandbox.emulator.url + ContainerService().path,
          "AWS_CONTAINER_AUTHORIZATION_TOKEN": ContainerService().authorization ?? "",
        ]) { $1 }
      },
      redirected: { ["AWS_CONTAINER_CREDENTIALS_FULL_URI": $0 + ContainerService().path] }),
    Endpoint(
      name: "instance metadata", family: .metadata, pattern: "imds:GetMetadata",
      arguments: ["whoami", "--service", "aws"],
      variables: { sandbox in
        noKeys.merging([
          "AWS_EC2_METADATA_DISABLED": "", "AWS_EC2_METADATA_SERVICE_ENDPOINT": sandbox.emulator.url,
        ]) { $1 }
      },
      redirected: { ["AWS_EC2_METADATA_SERVICE_ENDPOINT": $0] }),
  ]
}
