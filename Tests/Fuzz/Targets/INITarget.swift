#if DEBUG || FUZZING
  @testable import AWS
  import Core

  extension FuzzTarget {
    static let ini = FuzzTarget(
      "ini",
      texts: [
        "[default]\nregion = eu-west-1\naws_access_key_id=AKIA\n\n[profile a b]\nrole_arn : arn:x\n",
        "[profile dev]\ns3 =\n  max_concurrent_requests = 20\n  addressing_style = path\nregion = x\n",
        "; c\n[DEFAULT]\nregion=us\n[a]\nx = 1\n   2\n\n   3\n[b]\nregion=\n",
        "[profile \"quo ted\"]\nKey=v # not a comment\n[services s]\nbedrock_runtime =\n  endpoint_url = http://localhost\n",
        "\u{FEFF}[default]\nregion = a\n", "[sso-session s]\nsso_region=x\r\nsso_start_url=y\r\n",
      ],
      words: [
        "[", "]", "[default]\n", "[profile x]\n", "[DEFAULT]\n", "=", ":", " = ", "\n", "\n  ", "\n\t", "#", ";", "[]",
        "region = x\n",
        "x =\n  y = z\n", "\u{2028}", "\u{85}", "\u{1D}", "\u{FEFF}", "[profile 'a", "İ = 1\n", "i̇ = 2\n",
      ]
    ) { bytes in
      let lines = bytes.reduce(1) { $1 == 10 || $1 == 13 ? $0 + 1 : $0 }
      let file: INIFile
      do throws(INIError) { file = try INIParser.parse(bytes, path: "config") } catch {
        try must((1...lines).contains(error.line), "the line at fault lies within the file")
        try must(!error.failure.sentence.isEmpty && error.failure.code == .badConfig, "it is a failure with a sentence")
        let unix = TextLines.unix(bytes)
        try must((try? INIParser.parse(unix, path: "config")) == nil, "line ends decide nothing")
        return [-1, error.reason.utf8.count, error.section == nil ? 0 : 1]
      }
      try must(Set(file.sections.map(\.name)).count <= file.sections.count, "sections are counted")
      var nested = 0
      for section in file.sections {
        try must((1...lines).contains(section.line), "a section's line lies within the file")
        let numbers = section.entries.map(\.line)
        try must(zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }, "a section's lines ascend")
        for entry in section.entries {
          try must(entry.line > section.line && entry.line <= lines, "a key stands below its header")
          try must(section.entry(entry.key)?.line == entry.line, "a key is found by its name")
          if case .block(let block) = entry.value { nested += block.count }
        }
      }
      let unix = try? INIParser.parse(TextLines.unix(bytes), path: "config")
      try must(unix == file, "line ends decide nothing")
      let shared = SharedFiles(config: SharedFiles.sections(of: file), credentials: nil)
      for name in shared.profileNames { try must(shared.profile(name)?.name == name, "a profile listed is there") }
      return [
        file.sections.count, file.sections.reduce(0) { $0 + $1.entries.count }, nested, shared.profileNames.count,
        shared.strayConfigSections.count, file.sections.first?.defaults.count ?? -1,
      ]
    }
  }

  /// Line ends.
  private enum TextLines {
    /// The text with CRLF and CR replaced by LF.
    static func unix(_ bytes: [UInt8]) -> [UInt8] {
      var result: [UInt8] = []
      for (index, byte) in bytes.enumerated() {
        if byte == 10, index > 0, bytes[index - 1] == 13 { continue }
        result.append(byte == 13 ? 10 : byte)
      }
      return result
    }
  }
#endif
