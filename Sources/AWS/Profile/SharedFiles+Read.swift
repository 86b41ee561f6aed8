import Core

extension SharedFiles {
  /// Reads both files. A file that is missing, cannot be read or cannot be parsed is empty; its state says why.
  static func read(_ environment: Environment) -> SharedFiles {
    let configPath = path(.configFile, "~/.aws/config", environment)
    let credentialsPath = path(.credentialsFile, "~/.aws/credentials", environment)
    let (config, configState) = load(configPath, environment)
    let (credentials, credentialsState) = load(credentialsPath, environment)
    return SharedFiles(
      configPath: configPath, config: config, credentialsPath: credentialsPath, credentials: credentials,
      configState: configState, credentialsState: credentialsState)
  }

  private static func path(_ variable: Variable, _ fallback: String, _ environment: Environment) -> String {
    environment.variable(variable).map { expand($0, environment) } ?? fallback
  }

  /// Expands `$NAME` and `${NAME}` as Python's `expandvars` does. Unknown names are not changed.
  static func expand(_ path: String, _ environment: Environment) -> String {
    guard path.contains("$") else { return path }
    var out = ""
    var rest = path[...]
    while let dollar = rest.firstIndex(of: "$") {
      out += rest[..<dollar]
      let after = rest[rest.index(after: dollar)...]
      let isBraced = after.first == "{"
      let name = (isBraced ? after.dropFirst() : after).prefix {
        isBraced ? $0 != "}" : $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber))
      }
      let end = isBraced && name.endIndex < rest.endIndex ? rest.index(after: name.endIndex) : name.endIndex
      if !name.isEmpty, let value = environment.variables[String(name)] {
        out += value
        rest = rest[end...]
      } else {
        out += "$"
        rest = after
      }
    }
    return out + rest
  }
}

extension SharedFiles {
  /// The sections of one file; nil if it does not exist.
  ///
  /// - Throws: `Failure` with code `bad_config` that names file, line and section, never a value.
  static func sections(_ path: String, _ environment: Environment) throws(Failure) -> [Section]? {
    let (sections, state) = load(path, environment)
    switch state {
    case .read, .absent, .folder: return sections
    case .damaged(let failure): throw failure
    case .unreadable(let reason): throw unreadable(path, reason)
    }
  }

  /// The sections of one file and its state; nil unless it was read.
  private static func load(_ path: String, _ environment: Environment) -> ([Section]?, SharedFileState) {
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read(environment.absolutePath(path), limit: 4 << 20)
    } catch {
      switch error {
      case .absent: return (nil, .absent)
      case .directory: return (nil, .folder)
      case .tooLarge: return (nil, .damaged(unreadable(path, error.sentence)))
      default: return (nil, .unreadable(error.sentence))
      }
    }
    do throws(INIError) {
      return (sections(of: try INIParser.parse(bytes, path: path)), .read)
    } catch { return (nil, .damaged(error.failure)) }
  }

  private static func unreadable(_ path: String, _ reason: String) -> Failure {
    Failure(
      .badConfig, "cannot read \(path): \(reason)", hint: "make it readable for yourself, or remove it")
  }

  /// The sections of a file.
  static func sections(of file: INIFile) -> [Section] {
    let defaults = Section.entries(file.sections.first?.defaults ?? [])
    return file.sections.map {
      Section(name: $0.name, line: $0.line, entries: Section.entries($0.entries), defaults: defaults)
    }
  }
}

extension SharedFiles.Section {
  /// Keys by name.
  fileprivate static func entries(_ entries: [INIFile.Entry]) -> [String: Entry] {
    var out: [String: Entry] = [:]
    for entry in entries { out[entry.key] = Entry(entry) }
    return out
  }
}

extension SharedFiles.Section.Entry {
  init(_ entry: INIFile.Entry) {
    switch entry.value {
    case .text(let text): self.init(text: text, nested: nil, line: entry.line, swallowed: entry.swallowed)
    case .block(let lines):
      // A service name contains nested keys: `bedrock_runtime =`, then `endpoint_url = …`.
      var nested: [String: String] = [:]
      for line in lines { nested[line.key] = line.value }
      self.init(text: "", nested: nested, line: entry.line)
    }
  }
}
