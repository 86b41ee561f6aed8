#!/bin/sh
# Prints the share of covered lines for each source file, least covered first, and the whole. The argument is the folder
# the tests were built in.
set -eu
report=$(swift test --scratch-path "$1" --show-codecov-path)
python3 - "$report" "$PWD/Sources/" <<'EOF'
import json, sys
report, root = sys.argv[1:]
rows = []
for entry in json.load(open(report))["data"][0]["files"]:
    if entry["filename"].startswith(root):
        lines = entry["summary"]["lines"]
        rows.append((lines["percent"], lines["count"] - lines["covered"], lines["count"], entry["filename"][len(root):]))
for percent, missed, count, name in sorted(rows):
    print(f"{percent:6.1f} %  {missed:4} of {count:4} lines not covered  {name}")
total = sum(r[2] for r in rows)
print(f"{100 * (1 - sum(r[1] for r in rows) / max(total, 1)):6.1f} %  of {total} lines")
EOF
