#if DEBUG || FUZZING
  @testable import AWS
  import Core

  extension FuzzTarget {
    static let tokenFile = FuzzTarget(
      "token-file",
      texts: [
        #"{"startUrl":"https://x.awsapps.com/start","region":"us-east-1","accessToken":"tok","expiresAt":"2026-01-02T03:04:05Z","clientId":"c","clientSecret":"s","registrationExpiresAt":"2026-03-02T03:04:05Z","refreshToken":"r"}"#,
        #"{"accessToken":"tok","expiresAt":"2020-06-17T10:02:08UTC"}"#,
        #"{"accessToken":{"accessKeyId":"ASIA","secretAccessKey":"s","sessionToken":"t","accountId":"1","expiresAt":"2026-01-02T03:04:05Z"},"refreshToken":"r","clientId":"c","dpopKey":"k","idToken":"i","tokenType":"t"}"#,
        #"{"Version":1,"AccessKeyId":"AKIA","SecretAccessKey":"s","SessionToken":"t","Expiration":"2026-01-02T03:04:05.5+01:00","AccountId":"1"}"#,
      ],
      words: [
        #""expiresAt":"#, #""accessToken":"#, #""Version":1"#, #""Version":"1""#, "null", "\"", "{", "}", ",",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:60Z", #""Expiration":"#, #""refreshToken":"#, #"\u0000"#,
      ]
    ) { bytes in
      var kinds = [0, 0, 0]
      do throws(Failure) {
        let token = try SSOToken(bytes, path: "p", login: .ssoLogin(profile: nil))
        let again = try SSOToken(token.json(startURL: "u", region: "r"), path: "p", login: .login(profile: nil))
        kinds[0] = again.accessToken == token.accessToken && again.refreshToken == token.refreshToken ? 2 : 3
      } catch { kinds[0] = sound(error) }
      do throws(Failure) {
        let token = try LoginToken(bytes, login: .login(profile: nil))
        let again = try LoginToken(token.json, login: .login(profile: nil))
        kinds[1] =
          again.credentials.accessKeyID == token.credentials.accessKeyID && again.dpopKey == token.dpopKey ? 2 : 3
      } catch { kinds[1] = sound(error) }
      do throws(Failure) {
        let credentials = try ProcessOutput.decode(bytes, place: "profile x", account: nil)
        kinds[2] = credentials.sessionToken?.isEmpty == true ? 3 : 2
      } catch { kinds[2] = sound(error) }
      try must(!kinds.contains(3), "a token file written reads back: \(kinds)")
      try must(!kinds.contains(4), "a refusal is a failure of the provider that echoes nothing: \(kinds)")
      return kinds + [bytes.count / 64]
    }

    private static func sound(_ failure: Failure) -> Int {
      failure.code == .providerFailed && Visible.isSafe(failure.sentence) && !failure.sentence.contains("tok\"") ? 1 : 4
    }
  }
#endif
