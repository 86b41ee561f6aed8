import TestSupport

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A source file of the program, for tests that hold the sources against a rule.
struct SourceFile {
  /// Its path below `Sources`.
  let path: String
  /// All of it.
  let text: String

  /// Every Swift file below `Sources`.
  static func all() throws -> [SourceFile] {
    let folder = Fixture.project + "/Sources/"
    return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }.sorted().map {
      SourceFile(path: $0, text: try String(contentsOf: URL(filePath: folder + $0), encoding: .utf8))
    }
  }

  /// The files below `folder`; a folder without any is a mistake in the test.
  static func all(in folder: String) throws -> [SourceFile] {
    let files = try all().filter { $0.path.hasPrefix(folder + "/") }
    return files.isEmpty ? [SourceFile(path: folder, text: "there is no such folder")] : files
  }

  /// The module it belongs to.
  var module: String { String(path.prefix { $0 != "/" }) }
  /// Its name without folder and suffix.
  var name: String { String(path.split(separator: "/").last?.dropLast(".swift".count) ?? "") }
  /// Its lines without those that are comments.
  var code: [Substring] {
    text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
  }
  /// The modules it imports.
  var imports: [String] {
    code.compactMap { $0.firstMatch(of: /^\s*(?:@\w+ )?(?:\w+ )?import (\w+)/).map { String($0.1) } }
  }

  /// The lines of code in which `pattern` occurs, each behind the path.
  func lines(with pattern: some RegexComponent) -> [String] {
    code.filter { $0.contains(pattern) }.map { "\(path): \($0.drop { $0 == " " })" }
  }
}
