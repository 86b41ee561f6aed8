import Emulator
import Testing

/// Settings and their order (contract §2), through the real binary.
struct DotEnvTests {
  /// The example of the web application, with valid values.
  private static let seed = """
    # AWS Bedrock Configuration
    AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
    AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
    AWS_SESSION_TOKEN=                        # Optional
    AWS_REGION=us-east-1
    BEDROCK_MODEL_ID=anthropic.claude-sonnet-4-5-v1:0

    # Storyblok Configuration (unchanged)
    STORYBLOK_TOKEN=your_token_here
    STORYBLOK_SPACE_ID=your_space_id
    STORYBLOK_API_BASE=https://api-staging-d1.storyblok.com

    # Application Configuration
    DEBUG=false
    CORS_ORIGINS=["http://localhost:8000", "http://127.0.0.1:8000"]

    """

  private static let nobody = [
    "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "STORYBLOK_TOKEN": "", "STORYBLOK_SPACE_ID": "",
    "STORYBLOK_API_BASE": "",
  ]

  @Test func theSeedsFileWorksVerbatim() throws {
    let sandbox = try Sandbox()
    try sandbox.write(".env", Self.seed)
    let who = try sandbox.sva(["whoami", "--service", "aws", "--json"], with: Self.nobody)
    #expect(who.status == 0, "\(who.stdout)")
    #expect(who.stderr == "")
    let aws = try #require(who.document?["aws"])
    #expect(aws["arn"] == "arn:aws:iam::111122223333:user/ada")
    #expect(aws["credentials"]?["source"] == "dotenv")
    #expect(aws["credentials"]?["has_session_token"] == false)
    #expect(aws["region"]?["source"] == "dotenv")
    #expect(setting("BEDROCK_MODEL_ID", who) == ["anthropic.claude-sonnet-4-5-v1:0", "dotenv"])
    #expect(setting("DEBUG", who) == ["false", "dotenv"])
    let test = try sandbox.sva(["test-bedrock", "-q"], with: Self.nobody)
    #expect(test.status == 0)
    #expect(test.document?["model"]?["used"] == "us.anthropic.claude-sonnet-4-5-20250929-v1:0")
  }

  @Test func theOrderOfPlaces() throws {
    let sandbox = try Sandbox()
    try sandbox.write(".env", "AWS_REGION=eu-west-1\nBEDROCK_MODEL_ID=from-dotenv\nAWS_DEFAULT_REGION=eu-west-2\n")
    try sandbox.write("~/.aws/config", "[default]\nregion = eu-central-1\n")
    func region(_ words: [String], _ variables: [String: String]) throws -> [String?] {
      let run = try sandbox.sva(["whoami", "--offline", "--json", "--service", "aws"] + words, with: variables)
      let region = run.document?["aws"]?["region"]
      return [region?["value"]?.string, region?["source"]?.string]
    }
    let variables = ["AWS_REGION": "us-west-2", "AWS_DEFAULT_REGION": "us-east-2"]
    #expect(try region(["--region", "ap-northeast-1"], variables) == ["ap-northeast-1", "option"])
    #expect(try region([], variables) == ["us-west-2", "environment"])
    #expect(try region([], ["AWS_DEFAULT_REGION": "us-east-2"]) == ["us-east-2", "environment"])
    #expect(try region([], [:]) == ["eu-west-1", "dotenv"])
    #expect(try region(["--no-env-file"], [:]) == ["eu-central-1", "config-file"])
    try sandbox.write("~/.aws/config", "")
    #expect(try region(["--no-env-file"], [:]) == ["us-east-1", "default"])
  }

  @Test func keysBelowTheEnvironmentAndBelowANamedProfile() throws {
    let sandbox = try Sandbox()
    let other = Identity.userWithPath
    try sandbox.write(
      ".env", "AWS_ACCESS_KEY_ID=\(other.accessKeyID)\nAWS_SECRET_ACCESS_KEY='\(other.secret)'\n")
    try sandbox.write(
      "~/.aws/credentials",
      "[team]\naws_access_key_id = \(Identity.root.accessKeyID)\naws_secret_access_key = \(Identity.root.secret)\n")
    func arn(_ words: [String] = [], _ variables: [String: String] = [:]) throws -> String? {
      let run = try sandbox.sva(["whoami", "--json", "--service", "aws"] + words, with: variables)
      return run.document?["aws"]?["arn"]?.string
    }
    let none = ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""]
    #expect(try arn() == Identity.user.principal.arn)
    #expect(try arn([], none) == other.principal.arn)
    #expect(try arn(["--profile", "team"]) == Identity.root.principal.arn)
    #expect(try arn([], none.merging(["AWS_PROFILE": "team"]) { $1 }) == Identity.root.principal.arn)
  }

  /// A set from one place is never completed from another.
  @Test func setsAreNotMixed() throws {
    let sandbox = try Sandbox()
    try sandbox.write(".env", "AWS_SECRET_ACCESS_KEY=\(Identity.user.secret)\nAWS_SESSION_TOKEN=stray\n")
    let half = try sandbox.sva(["whoami", "--service", "aws"], with: ["AWS_SECRET_ACCESS_KEY": ""])
    #expect(half.status == 3)
    #expect(half.stderr.contains("partial credentials in the environment"), "\(half.stderr)")
    let whole = try sandbox.sva(["whoami", "--service", "aws", "--json"])
    #expect(whole.status == 0)
    #expect(whole.document?["aws"]?["credentials"]?["has_session_token"] == false)
  }

  /// What could run a program or send keys elsewhere has no effect in a `.env` file.
  @Test func whatAFileMustNotDo() throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      ".env",
      """
      AWS_ENDPOINT_URL=http://127.0.0.1:1
      AWS_ENDPOINT_URL_STS=http://127.0.0.1:1
      AWS_CONFIG_FILE=\(sandbox.work)/config
      AWS_SHARED_CREDENTIALS_FILE=\(sandbox.work)/credentials
      HTTPS_PROXY=http://127.0.0.1:1
      http_proxy=http://127.0.0.1:1
      AWS_CA_BUNDLE=/nowhere
      AWS_WEB_IDENTITY_TOKEN_FILE=/nowhere
      AWS_ROLE_ARN=arn:aws:iam::111122223333:role/x
      AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:1/
      SVA_STATE_HOME=\(sandbox.work)/state
      AWS_MAX_ATTEMPTS=nonsense
      CORS_ORIGINS=*
      APP_NAME=x

      """)
    try sandbox.write("config", "[default]\nregion = eu-west-3\ncredential_process = touch \(sandbox.work)/ran\n")
    let run = try sandbox.sva(["whoami", "--json", "--service", "aws"])
    #expect(run.status == 0, "\(run.stdout)")
    #expect(run.stderr == "")
    #expect(run.document?["aws"]?["region"]?["value"] == "us-east-1")
    #expect(run.document?["aws"]?["endpoint"]?["source"] == "environment")
    let verbose = try sandbox.sva(["whoami", "--verbose", "--service", "aws"])
    #expect(
      verbose.stderr.contains("AWS_ENDPOINT_URL") && verbose.stderr.contains("SVA_STATE_HOME"), "\(verbose.stderr)")
    #expect(!verbose.stderr.contains("CORS_ORIGINS") && !verbose.stderr.contains("APP_NAME"))
    let none = try sandbox.sva(
      ["whoami", "--service", "aws"], with: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""])
    #expect(none.status == 3)
    #expect(none.stderr.hasPrefix("sva: Unable to locate credentials\n"), "\(none.stderr)")
    #expect(!sandbox.exists("ran"))
  }

  /// A token must not follow a base URL that a folder names.
  @Test func aFileCannotSendTheTokenElsewhere() throws {
    let sandbox = try Sandbox()
    try sandbox.write(".env", "STORYBLOK_API_BASE=https://stories.example\n")
    let run = try sandbox.sva(["search", "boots"], with: ["STORYBLOK_API_BASE": ""])
    #expect(run.status == 3)
    #expect(run.stdout == "")
    #expect(run.stderr.contains("stories.example") && run.stderr.contains("hint: "), "\(run.stderr)")
    let json = try sandbox.sva(["search", "boots", "--json"], with: ["STORYBLOK_API_BASE": ""])
    #expect(json.document?["code"] == "bad_config")
  }

  @Test func aLineThatCannotBeReadIsNamedAndSkipped() throws {
    let sandbox = try Sandbox()
    try sandbox.write(".env", "AWS_REGION=eu-west-1\nBEDROCK_MODEL_ID='never closed secret\nDEBUG=false\n")
    let run = try sandbox.sva(["whoami", "--offline", "--json", "--service", "aws"])
    #expect(run.status == 0)
    #expect(run.stderr.hasPrefix("sva: warning: "))
    #expect(run.stderr.contains(".env") && run.stderr.contains("2"), "\(run.stderr)")
    #expect(!run.stderr.contains("never closed"))
    #expect(run.document?["aws"]?["region"]?["value"] == "eu-west-1")
    #expect(try sandbox.sva(["whoami", "--offline", "--json", "-q"]).stderr == "")
  }

  @Test func anotherFileOrNone() throws {
    let sandbox = try Sandbox()
    try sandbox.write(".env", "BEDROCK_MODEL_ID=from-here\n")
    try sandbox.write("other/settings", "BEDROCK_MODEL_ID=from-there\n")
    func model(_ words: [String]) throws -> [String?] {
      setting("BEDROCK_MODEL_ID", try sandbox.sva(["whoami", "--offline", "--json"] + words))
    }
    #expect(try model([]) == ["from-here", "dotenv"])
    #expect(try model(["--env-file", "other/settings"]) == ["from-there", "dotenv"])
    #expect(try model(["--env-file=other/settings", "--no-env-file"]) == [nil, "default"])
    #expect(try model(["--no-env-file"]) == [nil, "default"])
  }

  /// A region and a model from the file are those that are asked.
  @Test func aFilesSettingsReachTheRequests() throws {
    let sandbox = try Sandbox { $0.script = [.text("Yes.")] }
    try sandbox.write(".env", "AWS_REGION=eu-central-1\nBEDROCK_MODEL_ID=haiku-4.5\nDEFAULT_SEARCH_LIMIT=1\n")
    let ask = try sandbox.sva(["ask", "--no-search", "-q", "hello"])
    #expect(ask.status == 0)
    #expect(ask.stdout == "Yes.\n")
    let request = try #require(sandbox.emulator.requests("ConverseStream").first)
    #expect(
      request.target == "/model/eu.anthropic.claude-haiku-4-5-20251001-v1%3A0/converse-stream", "\(request.target)")
    #expect(request.header("Authorization")?.contains("/eu-central-1/bedrock/aws4_request") == true)
    let search = try sandbox.sva(["search", "--content-type", "author", "--format", "slug"])
    #expect(search.stdout == "authors/lena-huber\n")
  }

  /// Value and source of a setting as `whoami --json` shows it.
  private func setting(_ name: String, _ run: Run) -> [String?] {
    let row = run.document?["settings"]?.array?.first { $0["name"]?.string == name }
    return [row?["value"]?.string, row?["source"]?.string]
  }
}
