import Core
import TestSupport
import Testing

/// Which `.env` file is read, which entries are kept, and what is logged.
struct DotEnvLoaderTests {
  private let folder: TemporaryFolder
  private let recorder = LogRecorder()

  init() throws { folder = try TemporaryFolder() }

  private func environment(_ variables: [String: String] = [:], home: String? = nil) -> Environment {
    Environment(variables: variables, home: home, workingDirectory: folder.path)
  }

  @Test func dotEnvLoader_keepsAllowedNamesAndLogsTheOthers() throws {
    try folder.write(
      """
      AWS_REGION=eu-west-1
      AWS_CONFIG_FILE=/tmp/evil
      CORS_ORIGINS=[]
      APP_NAME=web
      wJalrXUtnFEMI=stray
      it is broken
      STORYBLOK_TOKEN=${TOKEN}
      HTTPS_PROXY=http://evil
      AWS_ACCESS_\u{212A}EY_ID=AKIDKELVIN
      """, to: ".env")
    let file = try DotEnvLoader.load(
      explicit: nil, environment: environment(["TOKEN": "t0"]), keys: SettingKey.samples,
      silent: ["CORS_ORIGINS", "APP_NAME"], log: recorder.log)
    #expect(
      file
        == DotEnvFile(
          path: ".env",
          entries: [
            DotEnvFile.Entry(name: "AWS_REGION", value: "eu-west-1", line: 1),
            DotEnvFile.Entry(name: "STORYBLOK_TOKEN", value: "t0", line: 7),
          ]))
    #expect(
      recorder.events == [
        .warning(".env line 6: not of the form NAME=value, or a quote is not closed; skipped"),
        .note(
          ".env: ignored, not names sva takes from a file: AWS_CONFIG_FILE, line 5, HTTPS_PROXY, line 9"),
      ])
  }

  @Test func dotEnvLoader_logsNothingWithoutAFile() throws {
    #expect(
      try DotEnvLoader.load(
        explicit: nil, environment: environment(), keys: SettingKey.samples, silent: ["CORS_ORIGINS", "APP_NAME"],
        log: recorder.log) == nil)
    #expect(recorder.events.isEmpty)
    // Virtual environments of Python are often folders of that name.
    try folder.makeFolder(".env")
    #expect(
      try DotEnvLoader.load(
        explicit: nil, environment: environment(), keys: SettingKey.samples, silent: ["CORS_ORIGINS", "APP_NAME"],
        log: recorder.log) == nil)
    #expect(recorder.events == [.note(".env is a folder here; not read")])
  }

  @Test func dotEnvLoader_warnsOfATooLargeFile() throws {
    try folder.write(String(repeating: "A", count: DotEnvLoader.limit + 1), to: ".env")
    #expect(
      try DotEnvLoader.load(
        explicit: nil, environment: environment(), keys: SettingKey.samples, silent: ["CORS_ORIGINS", "APP_NAME"],
        log: recorder.log) == nil)
    #expect(recorder.events == [.warning(".env cannot be read: larger than 1048576 bytes")])
  }

  @Test func dotEnvLoader_readsTheNamedFile() throws {
    try folder.write("DEBUG=true", to: ".env")
    try folder.write("DEBUG=1", to: "sub/other.env")
    for (name, home) in [
      ("sub/other.env", "/"), (folder.path("sub/other.env"), "/"), ("~/other.env", folder.path("sub")),
    ] {
      let file = try DotEnvLoader.load(
        explicit: name, environment: environment(home: home), keys: SettingKey.samples,
        silent: ["CORS_ORIGINS", "APP_NAME"], log: .silent)
      #expect(file == DotEnvFile(path: name, entries: [.init(name: "DEBUG", value: "1", line: 1)]))
    }
  }

  @Test func dotEnvLoader_throwsForANamedFileItCannotRead() throws {
    try folder.write(String(repeating: "A", count: DotEnvLoader.limit + 1), to: "large")
    for (name, reason) in [
      ("none", "no such file"), (".", "is a folder, not a file"), ("large", "larger than 1048576 bytes"),
      ("large/x", "no such file"), ("a\0b", "the path holds a NUL byte"),
    ] {
      let failed = failure {
        try DotEnvLoader.load(
          explicit: name, environment: environment(), keys: SettingKey.samples, silent: ["CORS_ORIGINS", "APP_NAME"],
          log: .silent)
      }
      #expect(failed?.code == .usage)
      #expect(failed?.sentence == "cannot read the environment file \(name): \(reason)")
    }
  }

  @Test func dotEnvLoader_limitsItsWarnings() throws {
    try folder.write(String(repeating: "a b\n", count: 1000), to: ".env")
    let file = try DotEnvLoader.load(
      explicit: nil, environment: environment(), keys: SettingKey.samples, silent: ["CORS_ORIGINS", "APP_NAME"],
      log: recorder.log)
    #expect(file == DotEnvFile(path: ".env", entries: []))
    #expect(recorder.events.count == 21)
    #expect(recorder.events.last == .warning(".env: 980 more lines skipped"))
  }
}
