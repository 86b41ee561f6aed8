#compdef sva
# zsh completion for sva 0.1.0, made from its command table.

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
    '--profile=[profile of the AWS shared files]:name:_sva_names profiles'
    '--region=[AWS region]:name:_sva_names regions'
    '--endpoint-url=[endpoint of the AWS services]:url: '
    '--env-file=[read settings from this file instead of ./.env]:file:_files'
    '--no-env-file[read no .env file]'
    '--json[print one JSON document, errors included]'
    '--color=[colour the output\: auto, always or never]:when:(auto always never)'
    '--timeout=[give a request up after this long without progress]:seconds: '
    '--max-attempts=[attempts for a request that may be retried]:n: '
    '(-q --quiet)'{-q,--quiet}'[no progress, no notices]'
    '(-v --verbose)'{-v,--verbose}'[say what is being done]'
    '--debug[show each request and response, secrets redacted]'
    '(-h --help)'{-h,--help}'[show help and exit]'
    '(-V --version)'{-V,--version}'[show the version and exit]'
  )
  commands=(
    'ask:Answer a question about the stories of a space, with sources'
    'search:Find stories in a space'
    'test-bedrock:Test whether this machine can talk to the model now'
    'whoami:Show who you are for AWS and Storyblok, and where that came from'
    'models:List the models and inference profiles that can be invoked'
    'help:Show help for a command or a topic'
    'completions:Print the completion script for a shell'
  )
  _arguments -C -s -S : $global '1:command:->command' '*::word:->words' && ret=0
  case $state in
    command) _describe -t commands command commands && ret=0 ;;
    words)
      curcontext="${curcontext%:*:*}:sva-$line[1]:"
      case $line[1] in
        ask)
          _arguments -s -S : $global \
          '(-m --model)'{-m+,--model=}'[model id, ARN, inference profile or near name]:name:_sva_names models' \
          '--max-tokens=[length of the answer at most, in tokens]:n: ' \
          '--temperature=[0 for the same answer each time, 1 for variety]:x: ' \
          '--system=[further instructions for the model]:text|@file:_sva_text_or_file' \
          '--limit=[stories wanted]:n: ' \
          '--content-type=[only stories of this content type]:type: ' \
          '--starts-with=[only stories in this folder]:prefix: ' \
          '--draft[drafts instead of published stories]' \
          '--language=[language of the stories, by its code]:code: ' \
          '--site-url=[address of the site, for links to stories]:url: ' \
          '(-c --continue)'{-c,--continue}'[go on with the last conversation]' \
          '--conversation=[go on with this conversation]:id: ' \
          '--no-save[do not keep the conversation]' \
          '--list[list the kept conversations]' \
          '--show=[show a kept conversation]:id: ' \
          '--delete=[delete a kept conversation]:id: ' \
          '--delete-older-than=[delete the conversations that ended before]:age: ' \
          '--no-search[answer without looking into the space]' \
          '--no-stream[wait for the whole answer]' \
          '--usage[show tokens and cost]' \
          '--dry-run[show the first request and send nothing]' \
          '--speak=[say the answer into a file, or to standard output with -]:file|-:_files' \
          '--speech-format=[format of the sound\: mp3, wav, pcm or ogg]:name:(mp3 wav pcm ogg)' \
          '--voice=[voice of Amazon Polly]:name: ' \
          '--speech-engine=[engine of Amazon Polly]:name:(neural generative standard long-form)' \
          '--voice-language=[language heard and spoken]:code\[,code…\]: ' \
          '--voice-region=[AWS region of Polly and Transcribe]:name:_sva_names regions' \
          '--space=[Storyblok space id]:id: ' \
          '--storyblok-region=[region of the space\: eu, us, ca, ap or cn]:name:(eu us ca ap cn)' \
          '--api-base=[Storyblok base URL]:url: ' \
            '*: :' && ret=0
          ;;
        search)
          _arguments -s -S : $global \
          '--limit=[stories wanted]:n: ' \
          '--offset=[leave out the first N stories]:n: ' \
          '--all[every story found, not only the first page]' \
          '--id=[the story with this id]:n: ' \
          '--slug=[the story with this full slug]:slug: ' \
          '--content-type=[only stories of this content type]:type: ' \
          '--starts-with=[only stories in this folder]:prefix: ' \
          '--tag=[only stories with this tag]:tag: ' \
          '--state=[published, changed, draft or scheduled]:state:(published changed draft scheduled)' \
          '--updated-since=[saved at this time or later]:when: ' \
          '--updated-before=[saved before this time]:when: ' \
          '--published-since=[published at this time or later]:when: ' \
          '--published-before=[published before this time]:when: ' \
          '--filter=[by a field of the content\: Storyblok'\''s filter_query]:field\[op\]=value: ' \
          '--uses=[stories that use this block]:block: ' \
          '--references=[stories that refer to this story]:story: ' \
          '--release=[stories that are part of this release]:id: ' \
          '--draft[drafts instead of published stories]' \
          '--language=[language of the stories, by its code]:code: ' \
          '--sort=[order by a field, such as updated_at\:desc]:field\[\:desc\]: ' \
          '--backend=[auto, strata, fulltext or vsearches]:name:(auto strata fulltext vsearches)' \
          '--full[whole stories]' \
          '--format=[text, json, jsonl, csv, tsv, slug or url]:format:(text json jsonl csv tsv slug url)' \
          '--raw-csv[no protection against formulas in csv]' \
          '--exit-status[exit with 6 when nothing was found]' \
          '--site-url=[address of the site, for links to stories]:url: ' \
          '--space=[Storyblok space id]:id: ' \
          '--storyblok-region=[region of the space\: eu, us, ca, ap or cn]:name:(eu us ca ap cn)' \
          '--api-base=[Storyblok base URL]:url: ' \
            '*: :' && ret=0
          ;;
        test-bedrock)
          _arguments -s -S : $global \
          '(-m --model)'{-m+,--model=}'[model id, ARN, inference profile or near name]:name:_sva_names models' \
          '--prompt=[what to say to the model]:text: ' \
          '--no-stream[leave the streaming call out]' \
          '--no-identity[leave the call to STS out]' \
          '--junit=[also write the stages as a JUnit report]:file:_files' \
             && ret=0
          ;;
        whoami)
          _arguments -s -S : $global \
          '--offline[call nothing, resolve what needs no network]' \
          '--explain[show the credential chain and the settings]' \
          '--service=[aws, storyblok or all]:name:(aws storyblok all)' \
          '--export=[print the credentials\: process, env, dotenv, fish or powershell]:format:(process env dotenv fish powershell)' \
          '--space=[Storyblok space id]:id: ' \
          '--storyblok-region=[region of the space\: eu, us, ca, ap or cn]:name:(eu us ca ap cn)' \
          '--api-base=[Storyblok base URL]:url: ' \
             && ret=0
          ;;
        models)
          _arguments -s -S : $global \
          '--provider=[only models of this provider]:name: ' \
          '--all[legacy models too]' \
          '--access[check whether this account may use each model]' \
          '--regions=[look into these regions]:r1,r2|all:_sva_names regions' \
            '*: :' && ret=0
          ;;
        help)
          _arguments -s -S : $global \
            '1: :(ask search test-bedrock whoami models help completions exit-codes environment credentials)' && ret=0
          ;;
        completions)
          _arguments -s -S : $global \
            '1: :(bash zsh fish)' && ret=0
          ;;
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
