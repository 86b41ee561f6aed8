/// The completion script for zsh. It can be saved as `_sva` in a folder of `$fpath` or evaluated.
enum ZshCompletion {
  /// The script.
  static var script: String {
    """
    #compdef sva
    # zsh completion for sva \(Version.current), made from its command table.

    _sva_names() {
      local -a names
      # What _arguments wants compadd to know stands before our own word.
      names=(${(f)"$(_call_program $argv[-1] ${(q)service} completions --list $argv[-1] 2>/dev/null)"})
      compadd "${(@)argv[1,-2]}" -a names
    }

    _sva_text_or_file() {
      compset -P '@' && _files
    }

    _sva() {
      local curcontext="$curcontext" state line ret=1
      local -a global commands
      typeset -A opt_args
      global=(
    \(specs(GlobalFlags.all, indent: 4))
      )
      commands=(
    \(CommandTable.specs.map { "    '\(escaped($0.name)):\(escaped($0.summary))'" }.joined(separator: "\n"))
      )
      _arguments -C -s -S : $global '1:command:->command' '*::word:->words' && ret=0
      case $state in
        command) _describe -t commands command commands && ret=0 ;;
        words)
          curcontext="${curcontext%:*:*}:sva-$line[1]:"
          case $line[1] in
    \(cases)
          esac
          ;;
      esac
      return ret
    }

    if [[ $funcstack[1] == _sva ]]; then
      _sva "$@"
    else
      compdef _sva sva
    fi

    """
  }

  private static var cases: String {
    CommandTable.specs.map { spec in
      let own = specs(spec.flags, indent: 10)
      let choices = spec.operands?.choices() ?? []
      var lines = "        \(spec.name))\n          _arguments -s -S : $global \\\n"
      if !own.isEmpty { lines += own.split(separator: "\n").map { $0 + " \\\n" }.joined() }
      let word =
        choices.isEmpty ? (spec.operands == nil ? "" : "'*: :'") : "'1: :(\(choices.joined(separator: " ")))'"
      return lines + "            \(word) && ret=0\n          ;;"
    }.joined(separator: "\n")
  }

  private static func specs(_ flags: [FlagSpec], indent: Int) -> String {
    flags.filter { !$0.isHidden }.map { flag in
      let margin = String(repeating: " ", count: indent)
      var tail = "[\(escaped(flag.summary))]"
      if let placeholder = flag.placeholder {
        tail += (flag.isValueOptional ? "::" : ":") + "\(escaped(placeholder.lowercased())):\(action(flag))"
      }
      let mark = flag.isSwitch ? "" : flag.isValueOptional ? "=-" : "="
      guard let short = flag.short else { return "\(margin)'--\(flag.long)\(mark)\(tail)'" }
      let shortMark = flag.isSwitch ? "" : "+"
      return "\(margin)'(-\(short) --\(flag.long))'{-\(short)\(shortMark),--\(flag.long)\(mark)}'\(tail)'"
    }.joined(separator: "\n")
  }

  private static func action(_ flag: FlagSpec) -> String {
    switch flag.completion {
    case .none: " "
    case .choices: "(\(flag.choices.joined(separator: " ")))"
    case .file: "_files"
    case .textOrFile: "_sva_text_or_file"
    case .profile: "_sva_names profiles"
    case .region: "_sva_names regions"
    case .model: "_sva_names models"
    }
  }

  /// Escapes text for single quotes and for the brackets of an `_arguments` specification.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "'": result += "'\\''"
      case "[", "]", ":", "\\": result += "\\" + String(character)
      default: result.append(character)
      }
    }
    return result
  }
}
