import Core
import TestSupport
import Testing

@testable import CLI

/// A variable can be looked up by a declared `Variable` or `SettingKey` alone, so the declarations in the sources are
/// what the program reads. Help and man page must name the same ones.
@Suite struct VariableDocumentationTests {
  /// The names in every `Variable("NAME"` and in the first argument of every `SettingKey([…]`.
  private static func declared() throws -> Set<String> {
    var names: Set<String> = []
    for text in try SourceFile.all().map(\.text) {
      for match in text.matches(of: /Variable\(\s*"([A-Za-z_0-9]+)"/) { names.insert(String(match.1)) }
      for match in text.matches(of: /SettingKey\(\s*\[([^\]]*)\]/) {
        for name in match.1.matches(of: /"([A-Za-z_0-9]+)"/) { names.insert(String(name.1)) }
      }
    }
    // The only composed name: the endpoint of a service.
    names.remove("AWS_ENDPOINT_URL_")
    for service in ["STS", "BEDROCK", "BEDROCK_RUNTIME", "SSO", "SSO_OIDC", "SIGNIN", "TRANSCRIBE_STREAMING", "POLLY"] {
      names.insert("AWS_ENDPOINT_URL_" + service)
    }
    return names
  }

  private static func named(in text: String) -> Set<String> {
    let names = text.matches(of: /\b(?:[A-Z]+(?:_[A-Z0-9]+)+|[a-z]+_proxy|HOME|PATH|LANG|TERM|TMUX|COLUMNS|DEBUG)\b/)
    return Set(names.map { String($0.0) })
  }

  @Test func variables_helpNamesWhatTheProgramReads() throws {
    let declared = try Self.declared()
    let help = Self.named(in: HelpPage.text(about: "environment", width: 100).plain)
    #expect(declared.count > 60)
    #expect(declared.subtracting(help).isEmpty, "read, but not in help: \(declared.subtracting(help).sorted())")
    #expect(help.subtracting(declared).isEmpty, "in help, but not read: \(help.subtracting(declared).sorted())")
  }

  @Test func variables_manualNamesWhatTheProgramReads() throws {
    let declared = try Self.declared()
    let page = try #require(ManPage.all.first { $0.name == "sva" }).text
    let environment = page.split(separator: "\n").filter { $0.hasPrefix(".It Ev ") }.joined(separator: " ")
    let named = Set(environment.split(separator: " ").map(String.init)).subtracting([".It", "Ev", ","])
    #expect(declared == named)
  }

  /// Direct uses of `Environment.variables`: for a child process, for `${NAME}`, and for the two places that
  /// distinguish an empty variable from a missing one.
  @Test func variables_areReadByNameNowhereElse() throws {
    let allowed: Set<String> = [
      "Core/Variable.swift", "Core/System/ProcessEnvironment.swift", "AWS/Profile/SharedFiles+Read.swift",
      "AWS/Diagnosis/Diagnosis.swift",
    ]
    for file in try SourceFile.all() where !allowed.contains(file.path) {
      #expect(!file.text.contains("nvironment.variables[") && !file.text.contains("getenv("), "\(file.path)")
    }
  }
}
