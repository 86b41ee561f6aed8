import Emulator
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Mistakes around keys, regions and tokens, as the real binary treats them (contract §2, §4).
struct CredentialMistakeTests {
  private static let session = [
    "AWS_ACCESS_KEY_ID": Identity.session.accessKeyID, "AWS_SECRET_ACCESS_KEY": Identity.session.secret,
    "AWS_SESSION_TOKEN": Identity.session.sessionToken ?? "",
  ]
  private static let noStoryblok = ["STORYBLOK_TOKEN": "", "STORYBLOK_SPACE_ID": ""]

  @Test(arguments: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"])
  func credentials_lineEndsAroundAreCutOff(_ name: String) throws {
    let sandbox = try Sandbox()
    var variables = Self.session.merging(Self.noStoryblok) { $1 }
    variables[name] = "\u{A0}" + (variables[name] ?? "") + "\r\n"
    let run = try sandbox.sva(["whoami"], with: variables)
    #expect(run.status == 0)
    #expect(
      run.stdout.hasSuffix(
        """

        Note: \(name) has white space or a line end around it, which was cut off
          hint: write the bare value: other tools take it verbatim, and AWS refuses it

        """))
    #expect(try sandbox.sva(["whoami", "--export", "env"], with: variables).stdout.contains("\r") == false)
  }

  @Test func credentials_aCharacterInsideStopsBeforeAnyRequest() throws {
    let sandbox = try Sandbox()
    var variables = Self.session
    variables["AWS_SESSION_TOKEN"] = "IQoJ\rb3Jp"
    let run = try sandbox.sva(["ask", "--no-search", "hi"], with: variables)
    #expect(run.status == 3)
    #expect(
      run.stderr == """
        sva: the session token from AWS_SESSION_TOKEN holds a line end inside (U+000D)
          hint: copy the value again as plain text, in one line and without the characters around it

        """)
    let key = try sandbox.sva(["ask", "--no-search", "hi"], with: ["AWS_BEARER_TOKEN_BEDROCK": "ABSK\u{200B}x"])
    #expect(key.status == 3)
    #expect(key.stderr.hasPrefix("sva: AWS_BEARER_TOKEN_BEDROCK holds a character that cannot be seen (U+200B)\n"))
    #expect(sandbox.emulator.requestCount == 0)
  }

  /// `.env` and the shared files name the line.
  @Test func credentials_aCharacterInsideAFileIsNamedWithItsLine() throws {
    let sandbox = try Sandbox()
    let none = ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""]
    try sandbox.write(".env", "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=“topsecret”\n")
    let dotenv = try sandbox.sva(["whoami", "--service", "aws"], with: none)
    #expect(dotenv.status == 3)
    #expect(
      dotenv.stderr.hasPrefix(
        "sva: the secret access key from AWS_SECRET_ACCESS_KEY in .env line 2 holds a typographic quotation mark (U+201C)\n"
      ))
    try sandbox.write(
      "~/.aws/credentials",
      "[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = top\u{A0}secret\n")
    let file = try sandbox.sva(["whoami", "--service", "aws", "--no-env-file"], with: none)
    #expect(file.status == 3)
    #expect(
      file.stderr.hasPrefix(
        "sva: the secret access key from aws_secret_access_key of profile default in ~/.aws/credentials line 3 holds a "
          + "blank that is not the space bar's (U+00A0)\n"))
    #expect(!(dotenv.stdout + dotenv.stderr + file.stdout + file.stderr).contains("secret\u{201D}"))
  }

  @Test func region_aWrongOneStopsOnlyWhatNeedsIt() throws {
    let sandbox = try Sandbox()
    let wrong = ["AWS_REGION": "us_east_1"]
    let exported = try sandbox.sva(["whoami", "--export", "process"], with: wrong)
    #expect(exported.status == 0)
    #expect(
      exported.stdout
        == #"{"Version":1,"AccessKeyId":"AKIAIOSFODNN7EXAMPLE","SecretAccessKey":"\#(Identity.user.secret)"}"# + "\n")
    let asked = try sandbox.sva(["ask", "--no-search", "hi"], with: wrong)
    #expect(asked.status == 3)
    #expect(
      asked.stderr == """
        sva: the AWS region given by AWS_REGION is not valid
          hint: did you mean us-east-1?

        """)
    #expect(sandbox.emulator.requestCount == 0)
  }

  /// What could be read is shown, the fault beside it.
  @Test func whoami_showsTheTableBesideAWrongRegion() throws {
    let sandbox = try Sandbox()
    try sandbox.write("~/.aws/config", "[default]\nregion = eu-west-1  # Ireland\n")
    let run = try sandbox.sva(["whoami", "--service", "aws", "--explain"])
    #expect(run.status == 3)
    #expect(
      run.stderr == """
        sva: the AWS region given by region of profile default in ~/.aws/config line 2 has a comment behind it
          hint: write eu-west-1 alone: in these files a # begins a comment only at the beginning of a line

        """)
    #expect(
      run.stdout.hasPrefix(
        """
        Credentials: environment: AWS_ACCESS_KEY_ID
        Access key:  AKIAIOSFODNN7EXAMPLE (no session token)

        Credentials are looked for in this order:
          used         environment              AWS_ACCESS_KEY_ID

        """))
    #expect(run.stdout.contains("\n  AWS_REGION"))
    #expect(run.stdout.contains("set, not shown (region of profile default in ~/.aws/config line 2)\n"))
    let json = try sandbox.sva(["whoami", "--service", "aws", "--json"])
    #expect(json.document?["code"] == "bad_config")
    #expect(json.document?["aws"]?["credentials"]?["access_key_id"] == "AKIAIOSFODNN7EXAMPLE")
    #expect(json.document?["aws"]?["chain"]?.array?.isEmpty == false)
    #expect(sandbox.emulator.requestCount == 0)
  }

  /// A name that is certainly no region is refused before its host is looked up.
  @Test(arguments: [
    ("us-esat-1", "there is no AWS region us-esat-1 (AWS_REGION)", "did you mean us-east-1?"),
    (
      "us-east-1a", "the AWS region given by AWS_REGION is an availability zone: us-east-1a", "its region is us-east-1"
    ),
  ])
  func region_thatIsCertainlyNoneIsNotLookedUp(_ name: String, _ sentence: String, _ hint: String) throws {
    let run = try Sandbox().sva(["models"], with: ["AWS_REGION": name, "AWS_ENDPOINT_URL": ""])
    #expect(run.status == 3)
    #expect(run.stderr.hasSuffix("sva: \(sentence)\n  hint: \(hint)\n"))
  }

  /// A shared file that cannot be parsed does not hide keys in the environment, and is named.
  @Test func sharedFile_aDamagedOneStopsOnlyWhatNeedsIt() throws {
    let sandbox = try Sandbox()
    try sandbox.write("~/.aws/credentials", "[default\naws_access_key_id = x\n")
    let region = ["AWS_REGION": "us-east-1"]
    let run = try sandbox.sva(["whoami", "--service", "aws"], with: region)
    #expect(run.status == 0)
    #expect(
      run.stdout.hasSuffix(
        """

        Note: cannot parse ~/.aws/credentials, line 1: a section header without its closing bracket
          hint: write ] at the end of line 1 of ~/.aws/credentials, as in [default]

        """))
    #expect(try sandbox.sva(["whoami", "--export", "env"]).status == 0)
    let without = try sandbox.sva(
      ["whoami", "--service", "aws"], with: ["AWS_ACCESS_KEY_ID": "", "AWS_REGION": "us-east-1"])
    #expect(without.status == 3)
    #expect(without.stderr.hasPrefix("sva: cannot parse ~/.aws/credentials, line 1: "))
  }

  /// Keys that expire between two rounds of an answer: the program is asked again, and the answer is whole.
  @Test(arguments: [0, 1]) func ask_fetchesKeysThatExpireAfresh(_ rounds: Int) throws {
    let sandbox = try Sandbox {
      $0.script = [
        .toolUse("search", ["term": "hiking boots"]), .text("Boots are the one thing not to borrow [story:300111]."),
      ]
      $0.faults = [
        Fault(
          .error(
            status: 403, code: "ExpiredTokenException", message: "The security token included in the request is expired"
          ),
          on: "ConverseStream", after: rounds, times: 1)
      ]
    }
    let token = Identity.session.sessionToken ?? ""
    try sandbox.write("~/.aws/config", "[default]\ncredential_process = /bin/sh \(sandbox.home)/keys.sh\n")
    try sandbox.write(
      "~/keys.sh",
      """
      echo run >> $HOME/runs
      if [ $(wc -l < $HOME/runs) = 1 ]; then
      echo '{"Version":1,"AccessKeyId":"\(Identity.session.accessKeyID)","SecretAccessKey":"\(Identity.session.secret)","SessionToken":"\(token)"}'
      else
      echo '{"Version":1,"AccessKeyId":"\(Identity.user.accessKeyID)","SecretAccessKey":"\(Identity.user.secret)"}'
      fi
      """)
    let run = try sandbox.sva(["ask", "who", "writes?"], with: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""])
    #expect(run.status == 0)
    #expect(run.stdout.hasPrefix("Boots are the one thing not to borrow.\n"))
    #expect(String(decoding: Sandbox.bytes(sandbox.home + "/runs"), as: UTF8.self) == "run\nrun\n")
    #expect(sandbox.emulator.requests("ConverseStream").count == 3)
  }

  /// Unfinished files of ours that are old are removed with the next write; those of the AWS CLI stay.
  @Test func credentialCache_clearsOldUnfinishedFiles() throws {
    let sandbox = try Sandbox()
    try sandbox.writeRole()
    let folder = sandbox.home + "/.aws/cli/cache/"
    for name in ["f762dc5e.json.1y2p0ij.tmp", "f762dc5e.json.young.tmp", "tmpx1y2.tmp"] {
      try sandbox.write("~/.aws/cli/cache/" + name, "{}")
    }
    for name in ["f762dc5e.json.1y2p0ij.tmp", "tmpx1y2.tmp"] {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -7200)], ofItemAtPath: folder + name)
    }
    let run = try sandbox.sva(
      ["whoami", "--service", "aws"],
      with: ["AWS_PROFILE": "role", "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""])
    #expect(run.status == 0)
    let left = Sandbox.names(folder)
    #expect(left.count == 3 && left.suffix(2) == ["f762dc5e.json.young.tmp", "tmpx1y2.tmp"])
  }

  /// A management token that is refused is never sent in a URL of the delivery API.
  @Test(arguments: [["search", "hut"], ["ask", "hut?"], ["whoami", "--service", "storyblok"]])
  func storyblok_aManagementTokenIsNotSentToTheDeliveryAPI(_ words: [String]) throws {
    let sandbox = try Sandbox()
    let run = try sandbox.sva(words, with: ["STORYBLOK_TOKEN": "wrong-management-token-0123456789"])
    #expect(run.status == 4)
    #expect(
      run.stderr.hasPrefix(
        "sva: Storyblok refused the token: the management API (127.0.0.1:\(sandbox.emulator.port)) does not accept it\n"
      ))
    let paths = sandbox.emulator.requests.map(\.target)
    #expect(paths.contains { $0.hasPrefix("/v1/") } && !paths.contains { $0.hasPrefix("/v2/cdn") })
  }
}
