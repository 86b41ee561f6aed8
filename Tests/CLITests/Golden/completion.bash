# bash completion for sva 0.1.0, made from its command table.

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
    ask\ -m|ask\ --model) _sva_names "$3" models ;;
    ask\ --system) if [[ $3 == @* ]]; then _sva_files "${3#@}" @; fi ;;
    ask\ --storyblok-region) _sva_words "$3" eu us ca ap cn ;;
    search\ --state) _sva_words "$3" published changed draft scheduled ;;
    search\ --backend) _sva_words "$3" auto strata fulltext vsearches ;;
    search\ --format) _sva_words "$3" text json jsonl csv tsv slug url ;;
    search\ --storyblok-region) _sva_words "$3" eu us ca ap cn ;;
    test-bedrock\ -m|test-bedrock\ --model) _sva_names "$3" models ;;
    test-bedrock\ --junit) _sva_files "$3" '' ;;
    whoami\ --service) _sva_words "$3" aws storyblok all ;;
    whoami\ --export) _sva_words "$3" process env dotenv fish powershell ;;
    whoami\ --storyblok-region) _sva_words "$3" eu us ca ap cn ;;
    models\ --regions) _sva_names "$3" regions ;;
    *\ --profile) _sva_names "$3" profiles ;;
    *\ --region) _sva_names "$3" regions ;;
    *\ --env-file) _sva_files "$3" '' ;;
    *\ --color) _sva_words "$3" auto always never ;;
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
      --api-base|--backend|--color|--content-type|--conversation|--delete|--delete-older-than|--endpoint-url|--env-file|--export|--filter|--format|--id|--junit|--language|--limit|--max-attempts|--max-tokens|--model|--offset|--profile|--prompt|--provider|--published-before|--published-since|--references|--region|--regions|--release|--service|--show|--site-url|--slug|--sort|--space|--starts-with|--state|--storyblok-region|--system|--tag|--temperature|--timeout|--updated-before|--updated-since|--uses|-m) skip=$word ;;
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
      ask) _sva_words "$current" -m --model --max-tokens --temperature --system --limit --content-type --starts-with --draft --language --site-url -c --continue --conversation --no-save --list --show --delete --delete-older-than --no-search --no-stream --usage --dry-run --space --storyblok-region --api-base --profile --region --endpoint-url --env-file --no-env-file --json --color --timeout --max-attempts -q --quiet -v --verbose --debug -h --help -V --version ;;
      search) _sva_words "$current" --limit --offset --all --id --slug --content-type --starts-with --tag --state --updated-since --updated-before --published-since --published-before --filter --uses --references --release --draft --language --sort --backend --full --format --raw-csv --exit-status --site-url --space --storyblok-region --api-base --profile --region --endpoint-url --env-file --no-env-file --json --color --timeout --max-attempts -q --quiet -v --verbose --debug -h --help -V --version ;;
      test-bedrock) _sva_words "$current" -m --model --prompt --no-stream --no-identity --junit --profile --region --endpoint-url --env-file --no-env-file --json --color --timeout --max-attempts -q --quiet -v --verbose --debug -h --help -V --version ;;
      whoami) _sva_words "$current" --offline --explain --service --export --space --storyblok-region --api-base --profile --region --endpoint-url --env-file --no-env-file --json --color --timeout --max-attempts -q --quiet -v --verbose --debug -h --help -V --version ;;
      models) _sva_words "$current" --provider --all --access --regions --profile --region --endpoint-url --env-file --no-env-file --json --color --timeout --max-attempts -q --quiet -v --verbose --debug -h --help -V --version ;;
      help) _sva_words "$current" --profile --region --endpoint-url --env-file --no-env-file --json --color --timeout --max-attempts -q --quiet -v --verbose --debug -h --help -V --version ;;
      completions) _sva_words "$current" --profile --region --endpoint-url --env-file --no-env-file --json --color --timeout --max-attempts -q --quiet -v --verbose --debug -h --help -V --version ;;
      *) _sva_words "$current" --profile --region --endpoint-url --env-file --no-env-file --json --color --timeout --max-attempts -q --quiet -v --verbose --debug -h --help -V --version ;;
    esac
  else
    case $command in
      '') _sva_words "$current" ask search test-bedrock whoami models help completions ;;
      help) _sva_words "$current" ask search test-bedrock whoami models help completions exit-codes environment credentials ;;
      completions) _sva_words "$current" bash zsh fish ;;
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
