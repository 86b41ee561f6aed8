/// The completion script for fish 3 and later.
enum FishCompletion {
  /// The script.
  static var script: String {
    """
    # fish completion for sva \(Version.current), made from its command table.

    function __sva_command --description 'Print the command on the line, if there is one'
        set -l words (commandline -opc)
        set -e words[1]
        set -l skip no
        for word in $words
            if test $skip = yes
                set skip no
                continue
            end
            switch $word
                case \(valued.joined(separator: " "))
                    set skip yes
                case '-*'
                case '*'
                    echo $word
                    return 0
            end
        end
        return 1
    end

    function __sva_on --description 'Whether the command on the line is the given one'
        test "$(__sva_command)" = $argv[1]
    end

    function __sva_names --description 'Print names of a kind'
        command sva completions --list $argv[1] 2>/dev/null
    end

    function __sva_text_or_file --description 'Complete the file of @FILE'
        set -l token (string replace -r '^--system=' '' -- (commandline -ct))
        if string match -q '@*' -- $token
            string replace -r '^' '@' -- (__fish_complete_path (string sub -s 2 -- $token))
        end
    end

    complete -c sva -f
    \(lines.joined(separator: "\n"))

    """
  }

  private static var valued: [String] {
    let all = GlobalFlags.all + CommandTable.specs.flatMap(\.flags)
    return Set(all.filter { $0.takesNextWord && !$0.isHidden }.flatMap(\.dashedNames)).sorted()
  }

  private static var lines: [String] {
    var lines = CommandTable.specs.map {
      "complete -c sva -n 'not __sva_command >/dev/null' -a \($0.name) -d '\(escaped($0.summary))'"
    }
    lines += GlobalFlags.all.map { line($0, when: nil) }
    for spec in CommandTable.specs {
      lines += spec.flags.filter { !$0.isHidden }.map { line($0, when: spec.name) }
      let choices = spec.operands?.choices() ?? []
      if !choices.isEmpty {
        lines.append("complete -c sva -n '__sva_on \(spec.name)' -a '\(choices.joined(separator: " "))'")
      }
    }
    return lines
  }

  private static func line(_ flag: FlagSpec, when command: String?) -> String {
    var line = "complete -c sva"
    if let command { line += " -n '__sva_on \(command)'" }
    if let short = flag.short { line += " -s \(short)" }
    line += " -l \(flag.long)"
    if flag.takesNextWord { line += flag.completion == .file ? " -r" : " -x" }
    switch flag.completion {
    case .none: break
    case .choices: line += " -a '\(flag.choices.joined(separator: " "))'"
    case .file: line += " -F"
    case .textOrFile: line += " -a '(__sva_text_or_file)'"
    case .profile: line += " -a '(__sva_names profiles)'"
    case .region: line += " -a '(__sva_names regions)'"
    case .model: line += " -a '(__sva_names models)'"
    }
    return line + " -d '\(escaped(flag.summary))'"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
  }
}
