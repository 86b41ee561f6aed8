import Emulator

extension Sandbox {
  /// Profile `corp` of IAM Identity Center, with a valid token or, if `isOver`, one that must be renewed.
  func writeSSO(isOver: Bool = false) throws {
    try write(
      "~/.aws/config",
      """
      [profile corp]
      sso_session = corp
      sso_account_id = 111122223333
      sso_role_name = ContentEditor
      [sso-session corp]
      sso_start_url = https://corp.awsapps.com/start
      sso_region = us-east-1
      """)
    let client = OIDCClient.example
    try write(
      // The SHA-1 of `corp`.
      "~/.aws/sso/cache/\(Sandbox.corpToken).json",
      """
      {"startUrl":"https://corp.awsapps.com/start","region":"us-east-1",
       "accessToken":"\(SSOToken.good.accessToken)","expiresAt":"\(isOver ? "2020" : "2099")-01-01T00:00:00Z",
       "clientId":"\(client.clientID)","clientSecret":"\(client.clientSecret)",
       "registrationExpiresAt":"2099-01-01T00:00:00Z","refreshToken":"\(client.refreshToken)"}
      """)
  }

  static let corpToken = "ee0bfd2552fbd840c02cc48b6e823320543c450f"
}
