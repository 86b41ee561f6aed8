/// The completion script for bash 3.2 and later. It needs no other program.
enum BashCompletion {
  /// The script.
  static var script: String {
    """
    # bash completion for sva \(Version.current), made from its command table.

    # Offers those of the further arguments that begin with the first.
    _sva_words() {
      local typed=$1 name
      shift
      for name; do
        if [[ -n $name && $name == "$typed"* ]]; then COMPREPLY+=("$name"); fi
      done
    }

    # Offers the names of a kind that begin with the first argument. They are data, never expanded.
    _sva_names() {
      local name
      while IFS= read -r name; do
        if [[ -n $name && $name == "$1"* ]]; then COMPREPLY+=("$(printf %q "$name")"); fi
      done < <("${COMP_WORDS[0]}" completions --list "$2" 2>/dev/null)
    }

    _sva_files() {
      local name
      while IFS= read -r name; do COMPREPLY+=("$2$name"); done < <(compgen -f -- "$1")
      compopt -o filenames 2>/dev/null
    }

    # Offers values for an option: command, option, what was typed of the value.
    _sva_value() {
      case "$1 $2" in
    \(valueCases)
        *) return 1 ;;
      esac
    }

    _sva() {
      local line=${COMP_LINE:0:COMP_POINT} words=() command='' skip='' word i current last option=''
      COMPREPLY=()
      # bash splits words at = and : too; what counts here is white space.
      read -ra words <<<"$line"
      if [[ $line == *[[:space:]] ]]; then words+=(''); fi
      last=$((${#words[@]} - 1))
      current=${words[last]}
      for ((i = 1; i < last; i++)); do
        word=${words[i]}
        if [[ -n $skip ]]; then skip=''; continue; fi
        case $word in
          --) if [[ -n $command ]]; then return; fi ;;
          \(valued.joined(separator: "|"))) skip=$word ;;
          -*) ;;
          *) if [[ -z $command ]]; then command=$word; fi ;;
        esac
      done

      if [[ -n $skip ]]; then
        _sva_value "$command" "$skip" "$current"
      elif [[ $current == --*=* ]]; then
        option=${current%%=*}
        current=${current#*=}
        _sva_value "$command" "$option" "$current"
      elif [[ $current == -* ]]; then
        case $command in
    \(optionCases)
          *) _sva_words "$current" \(joined(GlobalFlags.all.flatMap(\.dashedNames))) ;;
        esac
      else
        case $command in
          '') _sva_words "$current" \(joined(CommandTable.specs.map(\.name))) ;;
    \(wordCases)
        esac
      fi

      # Readline replaces only what stands behind the last character that it breaks words at.
      for word in : @; do
        if [[ $current == *$word* && $COMP_WORDBREAKS == *$word* ]]; then
          for i in "${!COMPREPLY[@]}"; do COMPREPLY[i]=${COMPREPLY[i]#"${current%"${current##*$word}"}"}; done
          current=${current##*$word}
        fi
      done
      if [[ -n $option && $COMP_WORDBREAKS != *=* ]]; then COMPREPLY=("${COMPREPLY[@]/#/$option=}"); fi
    }

    complete -F _sva sva

    """
  }

  private static var valued: [String] {
    let all = GlobalFlags.all + CommandTable.specs.flatMap(\.flags)
    return Set(all.filter { $0.takesNextWord && !$0.isHidden }.flatMap(\.dashedNames)).sorted()
  }

  private static var valueCases: String {
    var cases: [String] = []
    func add(_ flags: [FlagSpec], _ command: String) {
      for flag in flags where !flag.isSwitch && !flag.isHidden {
        guard let action = action(flag) else { continue }
        let pattern = flag.dashedNames.map { "\(command)\\ \($0)" }.joined(separator: "|")
        cases.append("    \(pattern)) \(action) ;;")
      }
    }
    for spec in CommandTable.specs { add(spec.flags, spec.name) }
    add(GlobalFlags.all, "*")
    return cases.joined(separator: "\n")
  }

  private static func action(_ flag: FlagSpec) -> String? {
    switch flag.completion {
    case .none: nil
    case .choices: "_sva_words \"$3\" \(joined(flag.choices))"
    case .file: "_sva_files \"$3\" ''"
    case .textOrFile: "if [[ $3 == @* ]]; then _sva_files \"${3#@}\" @; fi"
    case .profile: "_sva_names \"$3\" profiles"
    case .region: "_sva_names \"$3\" regions"
    case .model: "_sva_names \"$3\" models"
    }
  }

  private static var optionCases: String {
    CommandTable.specs.map { spec in
      let names = (spec.flags + GlobalFlags.all).filter { !$0.isHidden }.flatMap(\.dashedNames)
      return "      \(spec.name)) _sva_words \"$current\" \(joined(names)) ;;"
    }.joined(separator: "\n")
  }

  private static var wordCases: String {
    CommandTable.specs.compactMap { spec in
      guard let choices = spec.operands?.choices(), !choices.isEmpty else { return nil }
      return "      \(spec.name)) _sva_words \"$current\" \(joined(choices)) ;;"
    }.joined(separator: "\n")
  }

  /// Names joined as words of the script. Our names hold no characters that bash interprets.
  private static func joined(_ names: [String]) -> String { names.joined(separator: " ") }
}

extension FlagSpec {
  /// Its names as typed, the short one first.
  var dashedNames: [String] { (short.map { ["-\($0)"] } ?? []) + ["--\(long)"] }
}
