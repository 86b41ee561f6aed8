import AWS
import Core

/// The profile names in the AWS shared files, for completions. It reads section headings only and never fails.
enum ProfileNames {
  /// The names in the files that `environment` names, sorted.
  static func read(_ environment: Environment) -> [String] {
    let config = environment.variable(.configFile) ?? "~/.aws/config"
    let credentials = environment.variable(.credentialsFile) ?? "~/.aws/credentials"
    return names(
      config: text(environment.absolutePath(config)), credentials: text(environment.absolutePath(credentials))
    )
  }

  /// The names in two texts. The config file has sections `[profile name]` and `[default]`, the credentials file
  /// `[name]`. Other sections (`sso-session`, `services`) are no profiles.
  static func names(config: String, credentials: String) -> [String] {
    var names = Set(headings(credentials))
    for heading in headings(config) {
      if heading == "default" { names.insert(heading) }
      let words = heading.split(maxSplits: 1, whereSeparator: \.isWhitespace)
      guard words.count == 2, words[0] == "profile" else { continue }
      let name = words[1].drop { $0 == "\"" || $0 == "'" }
      names.insert(String(name.reversed().drop { $0 == "\"" || $0 == "'" }.reversed()))
    }
    return names.filter { !$0.isEmpty && Sanitizer.visible($0, limit: 200) == $0 }.sorted()
  }

  private static func headings(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).compactMap { line in
      guard line.first == "[", let end = line.firstIndex(of: "]") else { return nil }
      return String(line[line.index(after: line.startIndex)..<end])
    }
  }

  /// The first mebibyte of the file as text; empty if it cannot be read.
  private static func text(_ path: String) -> String {
    String(decoding: (try? FileReader.beginning(of: path, limit: 1 << 20)) ?? [], as: UTF8.self)
  }
}
