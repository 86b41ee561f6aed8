import Core
import Testing

/// Which `.env` file is read, what is kept of it, and what is said.
struct DotEnvLoaderTests {
  private func write(_ text: String, to path: String) throws {
    try AtomicFile.write(text.utf8, to: path, random: 1)
  }

  private func failure(_ body: () throws(Failure) -> DotEnvFile?) -> Failure? {
    do {
      _ = try body()
      return nil
    } catch { return error }
  }

  @Test func keepsAllowedNamesAndTellsTheRest() throws {
    try withFolder { folder in
      try write(
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
        """, to: folder + "/.env")
      let told = Told()
      let file = try DotEnvLoader.load(
        explicit: nil, environment: Environment(variables: ["TOKEN": "t0"], workingDirectory: folder),
        keys: SettingKey.samples, silent: ["CORS_ORIGINS", "APP_NAME"], log: told.log)
      #expect(
        file
          == DotEnvFile(
            path: ".env",
            entries: [
              DotEnvFile.Entry(name: "AWS_REGION", value: "eu-west-1", line: 1),
              DotEnvFile.Entry(name: "STORYBLOK_TOKEN", value: "t0", line: 7),
            ]))
      #expect(
        told.events == [
          .warning(".env line 6: not of the form NAME=value, or a quote is not closed; skipped"),
          .note(
            ".env: ignored, not names sva takes from a file: AWS_CONFIG_FILE, line 5, HTTPS_PROXY, line 9"),
        ])
    }
  }

  @Test func isSilentWhereThereIsNone() throws {
    try withFolder { folder in
      let told = Told()
      let world = Environment(workingDirectory: folder)
      #expect(try DotEnvLoader.load(explicit: nil, environment: world, keys: SettingKey.samples, log: told.log) == nil)
      #expect(told.events.isEmpty)
      // Python's virtual environments are often folders of that name.
      try Folder.make(folder + "/.env")
      #expect(try DotEnvLoader.load(explicit: nil, environment: world, keys: SettingKey.samples, log: told.log) == nil)
      #expect(told.events == [.note(".env is a folder here; not read")])
    }
  }

  @Test func warnsOfOneTooLargeAndGoesOn() throws {
    try withFolder { folder in
      try write(String(repeating: "A", count: DotEnvLoader.limit + 1), to: folder + "/.env")
      let told = Told()
      let world = Environment(workingDirectory: folder)
      #expect(try DotEnvLoader.load(explicit: nil, environment: world, keys: SettingKey.samples, log: told.log) == nil)
      #expect(told.events == [.warning(".env cannot be read: larger than 1048576 bytes")])
    }
  }

  @Test func readsTheFileNamed() throws {
    try withFolder { folder in
      try write("DEBUG=true", to: folder + "/.env")
      try write("DEBUG=1", to: folder + "/sub/other.env")
      for (name, home) in [
        ("sub/other.env", "/"), (folder + "/sub/other.env", "/"), ("~/other.env", folder + "/sub"),
      ] {
        let world = Environment(home: home, workingDirectory: folder)
        let file = try DotEnvLoader.load(explicit: name, environment: world, keys: SettingKey.samples, log: .silent)
        #expect(file == DotEnvFile(path: name, entries: [.init(name: "DEBUG", value: "1", line: 1)]))
      }
    }
  }

  @Test func refusesAFileNamedThatCannotBeRead() throws {
    try withFolder { folder in
      try write(String(repeating: "A", count: DotEnvLoader.limit + 1), to: folder + "/large")
      let world = Environment(workingDirectory: folder)
      for (name, reason) in [
        ("none", "no such file"), (".", "is a folder, not a file"), ("large", "larger than 1048576 bytes"),
        ("large/x", "no such file"), ("a\0b", "the path holds a NUL byte"),
      ] {
        let failed = failure { () throws(Failure) in
          try DotEnvLoader.load(explicit: name, environment: world, keys: SettingKey.samples, log: .silent)
        }
        #expect(failed?.code == .usage)
        #expect(failed?.sentence == "cannot read the environment file \(name): \(reason)")
      }
    }
  }

  @Test func saysLittleAboutAFileThatIsNone() throws {
    try withFolder { folder in
      try write(String(repeating: "a b\n", count: 1000), to: folder + "/.env")
      let told = Told()
      let world = Environment(workingDirectory: folder)
      let file = try DotEnvLoader.load(explicit: nil, environment: world, keys: SettingKey.samples, log: told.log)
      #expect(file == DotEnvFile(path: ".env", entries: []))
      #expect(told.events.count == 21)
      #expect(told.events.last == .warning(".env: 980 more lines skipped"))
    }
  }
}
