public import Core

extension SharedFiles {
  /// Reads both files. A missing file is empty. As in botocore, a file that cannot be parsed is always an error, even
  /// if it is not needed.
  ///
  /// - Throws: `Failure` with code `bad_config` that names file, line and section, never a value.
  public static func read(_ environment: Environment) throws(Failure) -> SharedFiles {
    let config = path(.configFile, "~/.aws/config", environment)
    let credentials = path(.credentialsFile, "~/.aws/credentials", environment)
    return SharedFiles(
      configPath: config, config: try sections(config, environment), credentialsPath: credentials,
      credentials: try sections(credentials, environment))
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
  /// - Throws: `Failure` with code `bad_config`.
  static func sections(_ path: String, _ environment: Environment) throws(Failure) -> [Section]? {
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read(environment.absolutePath(path), limit: 4 << 20)
    } catch {
      switch error {
      case .absent, .directory: return nil
      default:
        throw Failure(
          .badConfig, "cannot read \(path): \(error.sentence)",
          hint: "make it readable for yourself, or remove it")
      }
    }
    do throws(INIError) {
      return sections(of: try INIParser.parse(bytes, path: path))
    } catch { throw error.failure }
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
    case .text(let text): self.init(text: text, nested: nil, line: entry.line)
    case .block(let lines):
      // A service name contains nested keys: `bedrock_runtime =`, then `endpoint_url = …`.
      var nested: [String: String] = [:]
      for line in lines { nested[line.key] = line.value }
      self.init(text: "", nested: nested, line: entry.line)
    }
  }
}
