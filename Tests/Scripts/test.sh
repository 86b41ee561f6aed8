#!/bin/sh
# Runs the tests with the command in the arguments. After a failure it repeats what failed: thousands of lines may stand
# between the failure and the end of the output.
#
# With SVA_TEST_AGAIN=1, at most ten tests that failed are run once more, without the others. Tests with real sockets,
# signals and time limits may fail where the machine is busy. Those that pass are listed as unsteady.
set -eu
log=$(mktemp)
trap 'rm -f "$log" "$log.status" "$log.names"' EXIT

# Runs a command, copies its output to the log, returns its status.
logged() {
  {
    status=0
    "$@" 2>&1 || status=$?
    echo "$status" >"$log.status"
  } | tee "$log"
  return "$(cat "$log.status")"
}

if logged "$@"; then exit 0; else status=$?; fi
printf '\nWhat failed:\n'
grep -E '^(✘|↳)|: error: ' "$log" | grep -Ev '^↳ (Testing Library|Target Platform)' || echo "No test said so; the last lines above tell."
[ "${SVA_TEST_AGAIN:-}" = 1 ] || exit "$status"

# The names of the tests, without their parameters.
sed -n -E 's/^✘ Test ([A-Za-z0-9_]+)\(.*\) (with [0-9]+ test cases )?failed after .*/\1/p' "$log" | sort -u >"$log.names"
count=$(wc -l <"$log.names")
if [ "$count" -eq 0 ] || [ "$count" -gt 10 ]; then exit "$status"; fi
printf '\nOnce more, alone:\n'
if logged "$@" --skip-build --filter "($(paste -sd '|' "$log.names"))\("; then
  # A filter that finds no test passes too.
  grep -Eq '^✔ Test run with [1-9][0-9]* tests?' "$log" || exit "$status"
  printf '\nUnsteady, failed among the others and passed alone:\n'
  cat "$log.names"
  exit 0
fi
printf '\nWhat failed again:\n'
grep -E '^✘' "$log" || true
exit "$status"
