import Core
import Testing

/// Contract §2: option, process environment, `.env`; an empty value counts as not set; every value has its origin.
@Suite struct SettingsTests {
  private let dotenv = DotEnvFile(
    path: ".env",
    entries: [
      .init(name: "AWS_REGION", value: "eu-west-3", line: 3),
      .init(name: "REQUEST_TIMEOUT", value: "soon", line: 4),
      .init(name: "AWS_MAX_ATTEMPTS", value: "9", line: 5),
      .init(name: "BEDROCK_MODEL_ID", value: "", line: 6),
      .init(name: "AWS_REGION", value: "eu-central-1", line: 7),
    ])

  private func settings(_ variables: [String: String] = [:], _ options: [SettingKey: String] = [:])
    -> Settings
  {
    Settings(options: options, environment: Environment(variables: variables), dotenv: dotenv)
  }

  @Test func settings_optionHasPrecedence() {
    let found = settings(["AWS_REGION": "a"], [.region: "b"]).string(.region)
    #expect(found == Setting("b", from: .option("--region")))
  }

  @Test func settings_environmentIsSecondInTheOrderOfItsVariables() {
    #expect(
      settings(["AWS_DEFAULT_REGION": "d", "AWS_REGION": "r"]).string(.region)
        == Setting("r", from: .environment("AWS_REGION")))
    #expect(
      settings(["AWS_DEFAULT_REGION": "d", "AWS_REGION": ""]).string(.region)
        == Setting("d", from: .environment("AWS_DEFAULT_REGION")))
  }

  @Test func settings_dotEnvIsThirdByItsLastLine() {
    #expect(
      settings().string(.region)
        == Setting("eu-central-1", from: .dotenv(path: ".env", line: 7, name: "AWS_REGION")))
  }

  @Test func settings_dotEnvSetsOnlyAllowedVariables() {
    #expect(settings().string(.attempts) == nil)
  }

  @Test func settings_emptyValueIsNotSet() {
    #expect(settings().string(.model) == nil)
    #expect(settings(["BEDROCK_MODEL_ID": ""], [.model: ""]).string(.model) == nil)
  }

  @Test func settings_invalidNumberNamesItsOrigin() {
    do throws(Failure) {
      _ = try settings([:], [.limit: "ten"]).integer(.limit, in: 1...1000)
      Issue.record("no error")
    } catch {
      #expect(error.code == .usage)
      #expect(error.sentence == "--limit takes a whole number from 1 to 1000")
    }
    do throws(Failure) {
      _ = try settings().seconds(.timeout)
      Issue.record("no error")
    } catch {
      #expect(error.code == .badConfig)
      #expect(
        error.sentence == "REQUEST_TIMEOUT in .env line 4 must be a number of seconds above 0 and up to 86400"
      )
      #expect(!error.sentence.contains("soon"))
    }
  }

  @Test(arguments: [
    ("1", true), ("0", false), ("1001", false), ("-3", false), ("99999999999999999999", false),
    ("1.5", false),
  ])
  func settings_integerHasARange(text: String, good: Bool) {
    let found = try? settings([:], [.limit: text]).integer(.limit, in: 1...1000)
    #expect((found != nil) == good)
  }

  @Test(arguments: [
    ("0.3", true), ("30", true), ("0", false), ("inf", false), ("nan", false), ("-1", false), ("1e9", false),
  ])
  func settings_secondsAreAboveZero(text: String, good: Bool) {
    let found = try? settings([:], [.timeout: text]).seconds(.timeout)
    #expect((found != nil) == good)
  }

  @Test(arguments: [
    ("true", true), ("True", true), ("1", true), ("false", false), ("0", false), ("banana", false),
  ])
  func settings_flags(text: String, on: Bool) { #expect(settings(["DEBUG": text]).flag(.debug)?.value == on) }
}
