#!/bin/sh
# Runs sva, curl, jq and the AWS CLI with the same work against the same server, and prints the ratios of their costs:
# medians of alternating runs. Programs that are not installed are skipped with a message.
set -eu
# Before the working directory changes.
sets=${SETS:+$(cd "$SETS" && pwd)}
sva=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
emulator=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
bench=$(cd "$(dirname "$3")" && pwd)/$(basename "$3")
here=$(cd "$(dirname "$0")" && pwd)
tls=$here/../EndToEndTests/Fixtures/tls
runs=${RUNS:-30}
status=0
folder=$(mktemp -d)
children=
trap 'for child in $children; do kill "$child" 2>/dev/null || true; done; rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM

has() { command -v "$1" >/dev/null 2>&1; }
wait_for() { for _ in $(seq 600); do [ -s "$1" ] && return 0; sleep 0.05; done; echo "bench: no server" >&2; exit 1; }
start() { # NAME ARGUMENTS…: an emulator whose URL is in $url
  name=$1; shift
  "$emulator" --no-log "$@" >"$folder/$name.url" 2>/dev/null &
  children="$children $!"
  wait_for "$folder/$name.url"
  url=$(head -n 1 "$folder/$name.url")
}
pair() { "$bench" pair "$@" || : >"$folder/missed"; } # also in a pipeline, whose variables are lost

export HOME="$folder" AWS_EC2_METADATA_DISABLED=true AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
unset AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SESSION_TOKEN AWS_BEARER_TOKEN_BEDROCK STORYBLOK_TOKEN || true
cd "$folder"

echo "sva against others, side by side ($runs runs each, medians; below 1 sva is cheaper)"
echo
pair "sva --version / curl --version" "$runs" --goal 0.25 "$sva" --version --vs curl --version
pair "sva whoami --offline / curl --version" "$runs" "$sva" whoami --offline --vs curl --version

start plain
export AWS_ENDPOINT_URL="$url"
body='Action=GetCallerIdentity&Version=2011-06-15'
signed_post() { # URL MORE…: what the caller identity costs with curl
  printf '%s\n' curl -sSf --aws-sigv4 aws:amz:us-east-1:sts --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" \
    -H 'Content-Type: application/x-www-form-urlencoded; charset=utf-8' -d "$body" "$@"
}
in_words() { # runs "$@" with the lines of standard input as words at its end
  while IFS= read -r word; do set -- "$@" "$word"; done
  "$@"
}
signed_post "$url/" | in_words pair "sva whoami / curl --aws-sigv4 (http)" "$runs" "$sva" whoami --service aws --vs
if has python3; then
  python3 "$here/tls-front.py" "${url##*:}" "$tls/good.pem" "$tls/good.key" >"$folder/tls" &
  children="$children $!"
  wait_for "$folder/tls"
  secure=https://localhost:$(sed 's/PORT //' "$folder/tls")
  export AWS_CA_BUNDLE="$tls/ca.pem"
  plain=$AWS_ENDPOINT_URL
  AWS_ENDPOINT_URL=$secure
  signed_post --cacert "$tls/ca.pem" "$secure/" |
    in_words pair "sva whoami / curl --aws-sigv4 (TLS, own authority)" "$runs" --goal 1.05 \
      "$sva" whoami --service aws --vs
  unset AWS_CA_BUNDLE
  # The system's certificates with the bench's authority among them, in a copy that only these runs see.
  certificates=/etc/ssl/certs
  if has openssl && [ -f $certificates/ca-certificates.crt ] && unshare -rm true 2>/dev/null; then
    cp -a $certificates "$folder/certs"
    cat "$tls/ca.pem" >>"$folder/certs/ca-certificates.crt"
    cp "$tls/ca.pem" "$folder/certs/$(openssl x509 -hash -noout -in "$tls/ca.pem").0"
    signed_post "$secure/" | in_words unshare -rm sh -c '
      mount --bind "$1" "$2" && shift 2 && exec "$@"' sh "$folder/certs" $certificates "$bench" pair \
      "sva whoami / curl --aws-sigv4 (TLS, system's trust)" "$runs" --goal 0.45 \
      "$sva" whoami --service aws --vs || : >"$folder/missed"
  else
    echo "(no openssl, bundle of certificates or user namespaces: the system's trust is left out)"
  fi
  AWS_ENDPOINT_URL=$plain
  "$bench" round-trips "$sva" "$here/tls-front.py" "$tls/good.pem" "$tls/good.key" "$tls/ca.pem" || status=1
else
  echo "(no python3: the TLS comparison is left out)"
fi
if has aws; then
  pair "sva whoami / aws sts get-caller-identity" 5 "$sva" whoami --service aws --vs aws sts get-caller-identity
else
  echo "(no AWS CLI: its comparison is left out)"
fi

echo
model=us.anthropic.claude-sonnet-4-5-20250929-v1:0
"$bench" delays "$sva" ask --no-search -q -m "$model" --endpoint-url '{url}' hello \
  --vs curl -sSfN -d '{}' "{url}/model/$model/converse-stream"
start huge --huge-answer 50
pair "sva ask: a 50 MB answer / a short one" 3 "$sva" ask --no-search -q -m "$model" --endpoint-url "$url" hello \
  --vs "$sva" ask --no-search -q -m "$model" --endpoint-url "$AWS_ENDPOINT_URL" hello

echo
"$bench" rates
echo
if has jq; then
  start stories --latency 50 --stories 5000 --story-bytes 10000
  export STORYBLOK_TOKEN=ExamplePreviewToken00ptt STORYBLOK_API_BASE="$url"
  cat >"$folder/loop.sh" <<EOF
page=1
while :; do
  curl -sSf '$url/v2/cdn/stories?token=$STORYBLOK_TOKEN&version=draft&starts_with=archive/&per_page=25&page='\$page >page.json
  jq -c '.stories[]' page.json >lines
  [ -s lines ] || break
  cat lines
  page=\$((page + 1))
done
EOF
  pair "search --all --full jsonl, 5,000 stories / curl|jq loop" 3 \
    "$sva" search --all --draft --starts-with archive/ --full --format jsonl -q --vs sh "$folder/loop.sh"
  unset STORYBLOK_TOKEN STORYBLOK_API_BASE
else
  echo "(no jq: the comparison with a loop of curl and jq is left out)"
fi

start space --stories 100000 --story-bytes 10000
export STORYBLOK_TOKEN=ExamplePreviewToken00ptt STORYBLOK_API_BASE="$url"
page="$url/v2/cdn/stories?token=$STORYBLOK_TOKEN&version=draft&starts_with=archive/&per_page=25&page="
seq 4000 | while read -r number; do printf 'url = "%s%s"\noutput = "/dev/null"\n' "$page" "$number"; done >pages
for format in jsonl csv; do
  pair "search --all --full $format, 100,000 stories / curl, thrown away" 1 \
    "$sva" search --all --draft --starts-with archive/ --full --format $format -q \
    --vs curl -sf --parallel --parallel-max 20 -K pages
done
for format in jsonl csv text json; do
  "$bench" peak "search --all --full $format: 100,000 stories / 25" 40 \
    "$sva" search --all --draft --starts-with archive/ --full --format $format -q \
    --vs "$sva" search --draft --starts-with archive/ --limit 25 --full --format $format -q || : >"$folder/missed"
done
unset STORYBLOK_TOKEN STORYBLOK_API_BASE

echo
"$bench" first-word "$sva" || status=1
"$bench" tokens "$sva" || status=1
echo
"$bench" retrieval "$sets" || status=1

echo
echo "the local index"
echo
"$bench" index "$sva" "$emulator" || status=1
if has sqlite3; then
  "$bench" index-search "$sva" || status=1
else
  echo "(no sqlite3: the comparison of searches with it is left out)"
fi
"$bench" scan || status=1
echo
serve() { # KIND: a server of large, small or signed responses, whose URL is in $url
  "$bench" serve "$1" >"$folder/$1.url" &
  children="$children $!"
  wait_for "$folder/$1.url"
  url=$(head -n 1 "$folder/$1.url")
}
serve large; large=$url
serve small; small=$url
serve signed; signed=$url
unset AWS_ENDPOINT_URL
export STORYBLOK_TOKEN=ExamplePreviewToken00ptt
{ echo '[DEFAULT]'; seq -f 'key%.0f = v' 100000; seq -f '[profile p%.0f]' 90000; } >defaults
peak() { # LABEL LIMIT WORST… --vs SHORT…
  "$bench" peak "$@" || status=1
}
peak "ask --json: an answer of 100 MB / a short one" 16 \
  "$sva" ask --no-search -q -m "$model" --json --endpoint-url "$large" hello \
  --vs "$sva" ask --no-search -q -m "$model" --json --endpoint-url "$small" hello
peak "ask: 300,000 signature deltas / none" 4 \
  "$sva" ask --no-search -q -m "$model" --endpoint-url "$signed" hello \
  --vs "$sva" ask --no-search -q -m "$model" --endpoint-url "$small" hello
peak "search --all: a small page, then 30 MB each / one page" 16 \
  "$sva" search -q --draft --slug '*' --all --full --format jsonl --api-base "$large" \
  --vs "$sva" search -q --draft --slug '*' --all --full --format jsonl --api-base "$small"
peak "search: 100,000 passages of one story / one" 8 \
  "$sva" search -q --draft --json --api-base "$large" hut --vs "$sva" search -q --draft --json --api-base "$small" hut
peak "whoami: 190,000 lines of [DEFAULT] and sections / none" 16 \
  env AWS_CONFIG_FILE=defaults "$sva" whoami --offline --service aws --vs "$sva" whoami --offline --service aws

echo
echo "voice"
echo
"$bench" first-sound "$sva" || status=1
# The clock of this one is a value, so that the hour does not last an hour.
growth() { # LABEL MIB WORST… --vs SHORT…
  "$bench" growth "$@" || status=1
}
growth "listening: an hour of sound, than ten seconds" 4 "$bench" listen 3600 heard --vs "$bench" listen 10 heard
growth "listening: an hour without a word, of which 16 MiB are held" 20 "$bench" listen 3600 --vs "$bench" listen 10
if has python3 && python3 -c 'import h2' 2>/dev/null; then
  python3 "$here/bench_listen.py" "$sva" "$tls" || status=1
else
  echo "(no python3 with h2: the delay of recognised words and the pace of sound are left out)"
fi
if has valgrind && has objcopy && has nm && has python3 && [ -s "$sva.debug" ]; then
  unset STORYBLOK_TOKEN
  start touched
  python3 "$here/bench_touched.py" "$sva" "voice's code in sva --version" 0 --version \
    -- "voice's code in sva ask" 100 ask -q --no-save --no-search -m "$model" --endpoint-url "$url" hello || status=1
else
  echo "(no valgrind, objcopy, nm or python3: the share of voice in runs without it is left out)"
fi
[ ! -e "$folder/missed" ] || status=1
exit $status
