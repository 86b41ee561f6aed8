import Testing

@testable import CLI

/// The rules that the compiler cannot enforce: who may know whom inside a module, and where words for the user are made.
@Suite struct ArchitectureTests {
  /// What each module may import of the others.
  private static let below: [String: Set<String>] = [
    "Core": [], "HTTP": ["Core"], "AWS": ["Core", "HTTP"], "Storyblok": ["Core", "HTTP"],
    "Index": ["Core"], "Assistant": ["Core", "HTTP", "AWS", "Storyblok", "Index"],
    "CLI": ["Core", "HTTP", "AWS", "Storyblok", "Index", "Assistant"], "sva": ["Core", "HTTP", "CLI"],
  ]

  @Test func architecture_importsRunDownward() throws {
    for file in try SourceFile.all() {
      let allowed = try #require(Self.below[file.module], "\(file.module) is not among the modules of this test")
      for name in file.imports where Self.below[name] != nil {
        #expect(allowed.contains(name), "\(file.path) imports \(name)")
      }
    }
  }

  @Test func architecture_onlySystemImportsTheCLibrary() throws {
    let names: Set<String> = ["Glibc", "Musl", "Darwin", "Android", "WinSDK", "ucrt"]
    for file in try SourceFile.all() where !file.path.hasPrefix("Core/System/") {
      #expect(names.isDisjoint(with: file.imports), "\(file.path)")
    }
  }

  @Test func architecture_onlyHTTPImportsLibcurl() throws {
    for file in try SourceFile.all() where file.module != "HTTP" {
      #expect(!file.imports.contains("CCurl"), "\(file.path)")
    }
  }

  @Test func architecture_onlyIndexImportsSQLite() throws {
    for file in try SourceFile.all() where file.module != "Index" {
      #expect(!file.imports.contains("CSQLite"), "\(file.path)")
    }
  }

  /// All of Foundation is imported only where there is no `FoundationEssentials`.
  @Test func architecture_foundationIsTheSecondChoice() throws {
    for file in try SourceFile.all() {
      for (line, next) in zip([""] + file.code, file.code) where next.hasSuffix("import Foundation") {
        #expect(line == "#else", "\(file.path)")
      }
    }
  }

  @Test func architecture_assistantPrintsNothing() throws {
    for file in try SourceFile.all(in: "Assistant") {
      #expect(!file.imports.contains("CLI"), "\(file.path)")
      #expect(file.lines(with: /(?:^|\W)print\(|StyledText|Printer|Renderer/) == [])
    }
    for file in try SourceFile.all(in: "Assistant/Ask") { #expect(file.lines(with: /JSONWriter/) == []) }
  }

  @Test func architecture_providersDoNotKnowEachOther() throws {
    let files = try SourceFile.all(in: "AWS/Credentials").filter { $0.name.hasSuffix("Provider") }
    let names = Set(files.map(\.name)).subtracting(["CredentialProvider"])
    #expect(names.count > 10)
    for file in files {
      for line in file.code {
        let named = Set(line.matches(of: /\w+/).map { String($0.output) }).intersection(names)
        #expect(named.subtracting([file.name]).isEmpty, "\(file.path): \(line)")
      }
    }
  }

  @Test func architecture_filesAreShort() throws {
    let files = try SourceFile.all()
    for file in files where !file.name.hasSuffix("Tables") && !file.name.hasSuffix("ModelTable") {
      #expect(file.text.count { $0 == "\n" } <= 300, "\(file.path)")
    }
    let lengths = files.map { $0.text.count { $0 == "\n" } }.sorted()
    #expect(lengths[lengths.count / 2] < 90)
  }

  @Test func architecture_parserNamesNoCommand() throws {
    for file in try SourceFile.all(in: "CLI/Parse") { #expect(file.lines(with: /[A-Z]\w*Command(?!\w)/) == []) }
  }

  @Test func architecture_recordsKnowNoNoun() throws {
    let nouns = /Story|Stories|Model|Identity|Conversation|Answer|Passage|Credential|Bedrock|WhoAmI/
    for file in try SourceFile.all(in: "CLI/Record") {
      #expect(Set(file.imports).isSubset(of: ["Core", "Synchronization"]), "\(file.path)")
      #expect(file.lines(with: nouns) == [])
    }
  }

  /// Only the CLI knows how options and commands are spelled. Libraries name them by `Remedy`.
  @Test func architecture_librariesNameNoOptionAndNoCommand() throws {
    // Options of the AWS CLI.
    let foreign = [
      "AWS/Errors/Remedy+AWS.swift": ["--profile"], "AWS/Errors/AWSErrorTable+Guardrails.swift": ["--region"],
      "AWS/Credentials/InstanceMetadataProvider.swift": ["--instance-id", "--http-put-response-hop-limit"],
    ]
    let commands = Set(CommandTable.specs.map(\.name))
    for file in try SourceFile.all() where !["CLI", "sva"].contains(file.module) {
      for line in file.code {
        // The one place of an option's name: the declaration of its setting.
        let rest = line.replacing(/option: "--[a-z-]+"/, with: "")
        for option in rest.matches(of: /--[a-z][a-z-]*/).map({ String($0.output) }) {
          #expect(foreign[file.path]?.contains(option) == true, "\(file.path) names \(option)")
        }
        for command in rest.matches(of: /(?:^|\W)sva ([a-z-]+)/).map({ String($0.1) }) {
          #expect(!commands.contains(command), "\(file.path) names sva \(command)")
        }
      }
    }
  }
}
