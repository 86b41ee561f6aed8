# fish completion for sva 0.1.0, made from its command table.

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
            case --api-base --backend --color --content-type --conversation --delete --delete-older-than --endpoint-url --env-file --export --filter --format --id --junit --language --limit --max-attempts --max-tokens --model --offset --profile --prompt --provider --published-before --published-since --references --region --regions --release --service --show --site-url --slug --sort --space --starts-with --state --storyblok-region --system --tag --temperature --timeout --updated-before --updated-since --uses -m
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
complete -c sva -n 'not __sva_command >/dev/null' -a ask -d 'Answer a question about the stories of a space, with sources'
complete -c sva -n 'not __sva_command >/dev/null' -a search -d 'Find stories in a space'
complete -c sva -n 'not __sva_command >/dev/null' -a test-bedrock -d 'Test whether this machine can talk to the model now'
complete -c sva -n 'not __sva_command >/dev/null' -a whoami -d 'Show who you are for AWS and Storyblok, and where that came from'
complete -c sva -n 'not __sva_command >/dev/null' -a models -d 'List the models and inference profiles that can be invoked'
complete -c sva -n 'not __sva_command >/dev/null' -a help -d 'Show help for a command or a topic'
complete -c sva -n 'not __sva_command >/dev/null' -a completions -d 'Print the completion script for a shell'
complete -c sva -l profile -x -a '(__sva_names profiles)' -d 'profile of the AWS shared files'
complete -c sva -l region -x -a '(__sva_names regions)' -d 'AWS region'
complete -c sva -l endpoint-url -x -d 'endpoint of the AWS services'
complete -c sva -l env-file -r -F -d 'read settings from this file instead of ./.env'
complete -c sva -l no-env-file -d 'read no .env file'
complete -c sva -l json -d 'print one JSON document, errors included'
complete -c sva -l color -x -a 'auto always never' -d 'colour the output: auto, always or never'
complete -c sva -l timeout -x -d 'give a request up after this long without progress'
complete -c sva -l max-attempts -x -d 'attempts for a request that may be retried'
complete -c sva -s q -l quiet -d 'no progress, no notices'
complete -c sva -s v -l verbose -d 'say what is being done'
complete -c sva -l debug -d 'show each request and response, secrets redacted'
complete -c sva -s h -l help -d 'show help and exit'
complete -c sva -s V -l version -d 'show the version and exit'
complete -c sva -n '__sva_on ask' -s m -l model -x -a '(__sva_names models)' -d 'model id, ARN, inference profile or near name'
complete -c sva -n '__sva_on ask' -l max-tokens -x -d 'length of the answer at most, in tokens'
complete -c sva -n '__sva_on ask' -l temperature -x -d '0 for the same answer each time, 1 for variety'
complete -c sva -n '__sva_on ask' -l system -x -a '(__sva_text_or_file)' -d 'further instructions for the model'
complete -c sva -n '__sva_on ask' -l limit -x -d 'stories wanted'
complete -c sva -n '__sva_on ask' -l content-type -x -d 'only stories of this content type'
complete -c sva -n '__sva_on ask' -l starts-with -x -d 'only stories in this folder'
complete -c sva -n '__sva_on ask' -l draft -d 'drafts instead of published stories'
complete -c sva -n '__sva_on ask' -l language -x -d 'language of the stories, by its code'
complete -c sva -n '__sva_on ask' -l site-url -x -d 'address of the site, for links to stories'
complete -c sva -n '__sva_on ask' -s c -l continue -d 'go on with the last conversation'
complete -c sva -n '__sva_on ask' -l conversation -x -d 'go on with this conversation'
complete -c sva -n '__sva_on ask' -l no-save -d 'do not keep the conversation'
complete -c sva -n '__sva_on ask' -l list -d 'list the kept conversations'
complete -c sva -n '__sva_on ask' -l show -x -d 'show a kept conversation'
complete -c sva -n '__sva_on ask' -l delete -x -d 'delete a kept conversation'
complete -c sva -n '__sva_on ask' -l delete-older-than -x -d 'delete the conversations that ended before'
complete -c sva -n '__sva_on ask' -l no-search -d 'answer without looking into the space'
complete -c sva -n '__sva_on ask' -l no-stream -d 'wait for the whole answer'
complete -c sva -n '__sva_on ask' -l usage -d 'show tokens and cost'
complete -c sva -n '__sva_on ask' -l dry-run -d 'show the first request and send nothing'
complete -c sva -n '__sva_on ask' -l space -x -d 'Storyblok space id'
complete -c sva -n '__sva_on ask' -l storyblok-region -x -a 'eu us ca ap cn' -d 'region of the space: eu, us, ca, ap or cn'
complete -c sva -n '__sva_on ask' -l api-base -x -d 'Storyblok base URL'
complete -c sva -n '__sva_on search' -l limit -x -d 'stories wanted'
complete -c sva -n '__sva_on search' -l offset -x -d 'leave out the first N stories'
complete -c sva -n '__sva_on search' -l all -d 'every story found, not only the first page'
complete -c sva -n '__sva_on search' -l id -x -d 'the story with this id'
complete -c sva -n '__sva_on search' -l slug -x -d 'the story with this full slug'
complete -c sva -n '__sva_on search' -l content-type -x -d 'only stories of this content type'
complete -c sva -n '__sva_on search' -l starts-with -x -d 'only stories in this folder'
complete -c sva -n '__sva_on search' -l tag -x -d 'only stories with this tag'
complete -c sva -n '__sva_on search' -l state -x -a 'published changed draft scheduled' -d 'published, changed, draft or scheduled'
complete -c sva -n '__sva_on search' -l updated-since -x -d 'saved at this time or later'
complete -c sva -n '__sva_on search' -l updated-before -x -d 'saved before this time'
complete -c sva -n '__sva_on search' -l published-since -x -d 'published at this time or later'
complete -c sva -n '__sva_on search' -l published-before -x -d 'published before this time'
complete -c sva -n '__sva_on search' -l filter -x -d 'by a field of the content: Storyblok\'s filter_query'
complete -c sva -n '__sva_on search' -l uses -x -d 'stories that use this block'
complete -c sva -n '__sva_on search' -l references -x -d 'stories that refer to this story'
complete -c sva -n '__sva_on search' -l release -x -d 'stories that are part of this release'
complete -c sva -n '__sva_on search' -l draft -d 'drafts instead of published stories'
complete -c sva -n '__sva_on search' -l language -x -d 'language of the stories, by its code'
complete -c sva -n '__sva_on search' -l sort -x -d 'order by a field, such as updated_at:desc'
complete -c sva -n '__sva_on search' -l backend -x -a 'auto strata fulltext vsearches' -d 'auto, strata, fulltext or vsearches'
complete -c sva -n '__sva_on search' -l full -d 'whole stories'
complete -c sva -n '__sva_on search' -l format -x -a 'text json jsonl csv tsv slug url' -d 'text, json, jsonl, csv, tsv, slug or url'
complete -c sva -n '__sva_on search' -l raw-csv -d 'no protection against formulas in csv'
complete -c sva -n '__sva_on search' -l exit-status -d 'exit with 6 when nothing was found'
complete -c sva -n '__sva_on search' -l site-url -x -d 'address of the site, for links to stories'
complete -c sva -n '__sva_on search' -l space -x -d 'Storyblok space id'
complete -c sva -n '__sva_on search' -l storyblok-region -x -a 'eu us ca ap cn' -d 'region of the space: eu, us, ca, ap or cn'
complete -c sva -n '__sva_on search' -l api-base -x -d 'Storyblok base URL'
complete -c sva -n '__sva_on test-bedrock' -s m -l model -x -a '(__sva_names models)' -d 'model id, ARN, inference profile or near name'
complete -c sva -n '__sva_on test-bedrock' -l prompt -x -d 'what to say to the model'
complete -c sva -n '__sva_on test-bedrock' -l no-stream -d 'leave the streaming call out'
complete -c sva -n '__sva_on test-bedrock' -l no-identity -d 'leave the call to STS out'
complete -c sva -n '__sva_on test-bedrock' -l junit -r -F -d 'also write the stages as a JUnit report'
complete -c sva -n '__sva_on whoami' -l offline -d 'call nothing, resolve what needs no network'
complete -c sva -n '__sva_on whoami' -l explain -d 'show the credential chain and the settings'
complete -c sva -n '__sva_on whoami' -l service -x -a 'aws storyblok all' -d 'aws, storyblok or all'
complete -c sva -n '__sva_on whoami' -l export -x -a 'process env dotenv fish powershell' -d 'print the credentials: process, env, dotenv, fish or powershell'
complete -c sva -n '__sva_on whoami' -l space -x -d 'Storyblok space id'
complete -c sva -n '__sva_on whoami' -l storyblok-region -x -a 'eu us ca ap cn' -d 'region of the space: eu, us, ca, ap or cn'
complete -c sva -n '__sva_on whoami' -l api-base -x -d 'Storyblok base URL'
complete -c sva -n '__sva_on models' -l provider -x -d 'only models of this provider'
complete -c sva -n '__sva_on models' -l all -d 'legacy models too'
complete -c sva -n '__sva_on models' -l access -d 'check whether this account may use each model'
complete -c sva -n '__sva_on models' -l regions -x -a '(__sva_names regions)' -d 'look into these regions'
complete -c sva -n '__sva_on help' -a 'ask search test-bedrock whoami models help completions exit-codes environment credentials'
complete -c sva -n '__sva_on completions' -a 'bash zsh fish'
