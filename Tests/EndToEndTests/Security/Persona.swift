import Emulator

/// A user with credentials of one kind: how the program gets them, and which secrets they hold.
struct Persona: Sendable, CustomStringConvertible {
  var name: String
  /// The secrets that must not appear outside a request.
  var secrets: [String]
  var variables: @Sendable (Sandbox) -> [String: String] = { _ in [:] }
  var prepare: @Sendable (Sandbox) throws -> Void = { _ in }

  var description: String { name }

  /// The secrets that are sent to a service; a secret access key never is.
  func sent(to service: String) -> [String] {
    let storyblok = StoryblokToken.all.map(\.value)
    let sessions = Identity.all.compactMap(\.sessionToken)
    let known: [String]
    switch service.prefix(while: { $0 != ":" }) {
    case "bedrock": known = sessions + [BearerToken.good.value]
    case "sts": known = sessions + (service.hasSuffix("AssumeRole") ? [WebToken.good.value] : [])
    case "mapi", "cdn": known = storyblok
    case "sso": known = [SSOToken.good.accessToken, Self.client.accessToken]
    case "sso-oidc": known = [Self.client.clientSecret, Self.client.refreshToken]
    case "container": known = [ContainerService().authorization ?? ""]
    case "signin": known = [LoginSession.example.refreshToken]
    default: known = []
    }
    return secrets.filter(known.contains)
  }

  private static let noKeys = ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""]
  private static let space = StoryblokToken.personal.value
  private static let client = OIDCClient.example
  private static let session = Identity.session
  private static let sessionSecrets = [session.secret, session.sessionToken ?? ""]
  private static func profile(_ name: String) -> [String: String] { noKeys.merging(["AWS_PROFILE": name]) { $1 } }

  static let all: [Persona] = [
    Persona(name: "permanent keys, personal token", secrets: [Identity.user.secret, space]),
    Persona(
      name: "session, OAuth token", secrets: sessionSecrets + [StoryblokToken.oauth.value],
      variables: { _ in
        [
          "AWS_ACCESS_KEY_ID": session.accessKeyID, "AWS_SECRET_ACCESS_KEY": session.secret,
          "AWS_SESSION_TOKEN": session.sessionToken ?? "", "STORYBLOK_TOKEN": StoryblokToken.oauth.value,
        ]
      }),
    Persona(
      name: "API key, preview token",
      secrets: [BearerToken.good.value, StoryblokToken.preview.value, Identity.user.secret],
      variables: { _ in
        ["AWS_BEARER_TOKEN_BEDROCK": BearerToken.good.value, "STORYBLOK_TOKEN": StoryblokToken.preview.value]
      }),
    Persona(
      name: ".env", secrets: [Identity.userWithPath.secret, StoryblokToken.scoped.value],
      variables: { _ in noKeys.merging(["STORYBLOK_TOKEN": ""]) { $1 } },
      prepare: { sandbox in
        try sandbox.write(
          ".env",
          """
          AWS_ACCESS_KEY_ID=\(Identity.userWithPath.accessKeyID)
          AWS_SECRET_ACCESS_KEY=\(Identity.userWithPath.secret)
          STORYBLOK_TOKEN=\(StoryblokToken.scoped.value)
          THIS LINE IS MALFORMED=\(Identity.userWithPath.secret)
          UNKNOWN_NAME=\(StoryblokToken.scoped.value)
          """)
      }),
    Persona(
      name: "credentials file", secrets: sessionSecrets, variables: { _ in profile("filed") },
      prepare: { sandbox in
        try sandbox.write(
          "~/.aws/credentials",
          """
          [filed]
          aws_access_key_id = \(session.accessKeyID)
          aws_secret_access_key = \(session.secret)
          aws_session_token = \(session.sessionToken ?? "")
          """)
      }),
    Persona(
      name: "broken credentials file", secrets: sessionSecrets, variables: { _ in profile("filed") },
      prepare: { sandbox in
        try sandbox.write(
          "~/.aws/credentials",
          "[filed]\naws_secret_access_key = \(session.secret)\n\(session.sessionToken ?? "")\n[filed")
      }),
    Persona(
      name: "role", secrets: [Identity.user.secret], variables: { _ in profile("role") },
      prepare: { try $0.writeRole() }),
    Persona(
      name: "web identity", secrets: [WebToken.good.value],
      variables: { sandbox in
        noKeys.merging([
          "AWS_ROLE_ARN": Role.editor.arn, "AWS_WEB_IDENTITY_TOKEN_FILE": sandbox.home + "/token",
        ]) { $1 }
      }, prepare: { try $0.write("~/token", WebToken.good.value + "\n") }),
    Persona(
      name: "SSO",
      secrets: [
        SSOToken.good.accessToken, client.clientSecret, client.refreshToken, Identity.sso.secret,
        Identity.sso.sessionToken ?? "",
      ], variables: { _ in profile("corp") }, prepare: { try $0.writeSSO() }),
    Persona(
      name: "SSO, to be renewed",
      secrets: [
        SSOToken.good.accessToken, client.accessToken, client.clientSecret, client.refreshToken, "aorAAAAAGrotated",
        Identity.sso.secret,
      ], variables: { _ in profile("corp") }, prepare: { try $0.writeSSO(isOver: true) }),
    Persona(
      name: "container", secrets: sessionSecrets + [ContainerService().authorization ?? ""],
      variables: { sandbox in
        noKeys.merging([
          "AWS_CONTAINER_CREDENTIALS_FULL_URI": sandbox.emulator.url + ContainerService().path,
          "AWS_CONTAINER_AUTHORIZATION_TOKEN": ContainerService().authorization ?? "",
        ]) { $1 }
      }),
    Persona(
      name: "instance", secrets: sessionSecrets,
      variables: { sandbox in
        noKeys.merging([
          "AWS_EC2_METADATA_DISABLED": "", "AWS_EC2_METADATA_SERVICE_ENDPOINT": sandbox.emulator.url,
        ]) { $1 }
      }),
    Persona(
      name: "process", secrets: sessionSecrets, variables: { _ in profile("tool") },
      prepare: { sandbox in
        // It keeps what others can see of the processes: the arguments.
        try sandbox.write(
          "~/tool.sh",
          """
          #!/bin/sh
          tr '\\0' ' ' < /proc/$PPID/cmdline > "$HOME/arguments" 2>/dev/null
          echo "$*" >> "$HOME/arguments"
          cat "$HOME/answer.json"
          """)
        try sandbox.write(
          "~/answer.json",
          """
          {"Version":1,"AccessKeyId":"\(session.accessKeyID)","SecretAccessKey":"\(session.secret)",
           "SessionToken":"\(session.sessionToken ?? "")","Expiration":"2099-01-01T00:00:00Z"}
          """)
        try sandbox.write("~/.aws/config", "[profile tool]\ncredential_process = /bin/sh \(sandbox.home)/tool.sh\n")
      }),
    Persona(
      name: "process, half an answer", secrets: sessionSecrets, variables: { _ in profile("tool") },
      prepare: { sandbox in
        try sandbox.write(
          "~/answer.json",
          #"{"Version":1,"SecretAccessKey":"\#(session.secret)","SessionToken":"#
            + #""\#(session.sessionToken ?? "")""#)
        try sandbox.write(
          "~/.aws/config", "[profile tool]\ncredential_process = /bin/cat \(sandbox.home)/answer.json\n")
      }),
    Persona(
      name: "login", secrets: sessionSecrets + [LoginSession.example.refreshToken, "MHcCAQEEIdistinctiveKeyMaterial"],
      variables: { _ in profile("login") },
      prepare: { sandbox in
        try sandbox.write("~/.aws/config", "[profile login]\nlogin_session = arn:aws:iam::111122223333:user/ada\n")
        try sandbox.write(
          // The SHA-256 of the session's ARN.
          "~/.aws/login/cache/8a94dcaf071ee6a78db9a6b90e40b539573c9c8ef33a82541e6d9d2ceda11e00.json",
          """
          {"accessToken":{"accessKeyId":"\(session.accessKeyID)","secretAccessKey":"\(session.secret)",
           "sessionToken":"\(session.sessionToken ?? "")","accountId":"111122223333",
           "expiresAt":"2099-01-01T00:00:00Z"},"refreshToken":"\(LoginSession.example.refreshToken)",
           "clientId":"\(LoginSession.example.clientID)",
           "dpopKey":"-----BEGIN EC PRIVATE KEY-----\\nMHcCAQEEIdistinctiveKeyMaterial\\n-----END EC PRIVATE KEY-----"}
          """)
      }),
  ]
}
