#!/bin/sh
# Runs the tests with the command in the arguments. After a failure it repeats what failed: thousands of lines may stand
# between the failure and the end of the output.
set -eu
log=$(mktemp)
trap 'rm -f "$log" "$log.status"' EXIT
{
  status=0
  "$@" 2>&1 || status=$?
  echo "$status" >"$log.status"
} | tee "$log"
status=$(cat "$log.status")
if [ "$status" -ne 0 ]; then
  printf '\nWhat failed:\n'
  grep -E '^(✘|↳|error:)|: error: ' "$log" || echo "No test said so; the last lines above tell."
fi
exit "$status"
