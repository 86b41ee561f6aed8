#!/bin/sh
# Runs the five commands against the emulator and shows each command line and its output. Exits with 0 only if all five
# succeeded.
set -eu
sva=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
emulator=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
folder=$(mktemp -d)
hold=$folder/hold
mkfifo "$hold"
trap 'exec 9>&-; rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM

# The emulator ends when its standard input closes, so it ends with this script.
"$emulator" --until-eof --print-env --env-file "$folder/.env" <"$hold" >"$folder/env" &
exec 9>"$hold"
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  grep -q AWS_ENDPOINT_URL "$folder/env" 2>/dev/null && break
  sleep 0.1
done
. "$folder/env"

cat <<EOF
An emulator on this machine stands in for AWS and Storyblok: what follows are sva's real requests, over real sockets
and with real signatures, but the answers are made up here, and no account is needed or charged.
EOF

failed=0
show() {
  printf '\n$ sva'
  for word in "$@"; do
    case $word in *[!A-Za-z0-9_./=:@-]*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
  done
  printf '\n'
  # sva gets no home and no variables of the caller, only those of the emulator.
  (cd "$folder" && env -i HOME="$folder" PATH="$PATH" TERM="${TERM:-dumb}" AWS_ENDPOINT_URL="$AWS_ENDPOINT_URL" \
    STORYBLOK_API_BASE="$STORYBLOK_API_BASE" AWS_EC2_METADATA_DISABLED=true "$sva" "$@" </dev/null) || {
    echo "(exit status $?)"
    failed=$((failed + 1))
  }
}

show whoami
show models claude
show test-bedrock
show search --limit 3 what should I wear on my feet
show ask what should I wear on my feet

cat <<EOF

$((5 - failed)) of 5 commands succeeded.

The same commands against the real AWS and Storyblok: put your own .env where you stand, and nothing else.

  AWS_ACCESS_KEY_ID=...        or AWS_PROFILE=..., or leave out what the AWS CLI already knows
  AWS_SECRET_ACCESS_KEY=...
  AWS_REGION=us-east-1
  STORYBLOK_TOKEN=...
  STORYBLOK_SPACE_ID=...

  ${1#"$PWD"/} whoami
EOF
[ "$failed" -eq 0 ]
