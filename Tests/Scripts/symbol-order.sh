#!/bin/sh
# Runs each command under callgrind against the emulator and writes which functions were executed, for the linker.
# Arguments: the program, with its symbols beside it in PROGRAM.debug, the emulator, the file to write.
set -eu
command -v valgrind >/dev/null 2>&1 || { echo "make order needs valgrind" >&2; exit 1; }
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
"$2" --no-log >"$folder/url" &
emulator=$!
trap 'kill $emulator; rm -rf "$folder"' EXIT
while [ ! -s "$folder/url" ]; do sleep 0.1; done
url=$(cat "$folder/url")
# Without the debug information, which callgrind would read.
cp "$1" "$folder/sva"

run() {
  number=$((number + 1))
  env -i HOME="$folder" PATH="$PATH" AWS_EC2_METADATA_DISABLED=true AWS_REGION=us-east-1 AWS_ENDPOINT_URL="$url" \
    AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY \
    STORYBLOK_API_BASE="$url" STORYBLOK_TOKEN=ExamplePreviewToken00ptt STORYBLOK_SPACE_ID=1023456 \
    valgrind --tool=callgrind --dump-instr=yes --callgrind-out-file="$folder/run$number" "$folder/sva" "$@" \
    >"$folder/out" 2>&1 || { cat "$folder/out" >&2; exit 1; }
}

number=0
run --version
run whoami
run search hut
run models
run test-bedrock
run ask "Which huts are open in winter?"
python3 "$here/symbol_order.py" sva "$1.debug" "$3" "$folder"/run*
