#!/bin/sh
# Prints for each source file the share of covered lines and the lines that are not covered, least covered file first.
# Counts the tests and each run of the program that they started. The argument is the build folder of the tests.
set -eu
built=$(dirname "$(swift test --scratch-path "$1" --show-codecov-path)")
runs=$built/../sva-runs
all=$(mktemp)
trap 'rm -rf "$all" "$all.data" "$all.info" "$runs"' EXIT
llvm() { tool=llvm-$1; shift; if command -v "$tool" >/dev/null 2>&1; then "$tool" "$@"; else xcrun "$tool" "$@"; fi; }

find "$runs" -name '*.profraw' -size +0 >"$all"
echo "$(wc -l <"$all") runs of the program besides the tests"
echo "$built/default.profdata" >>"$all"
# A run that was killed while it wrote its profile has left an incomplete one.
llvm profdata merge -sparse -failure-mode=all -f "$all" -o "$all.data" 2>/dev/null
llvm cov export -format=lcov -instr-profile "$all.data" "$built"/../*.xctest >"$all.info"
python3 - "$all.info" "$PWD/Sources/" <<'EOF'
import sys
info, root = sys.argv[1:]
lines, name = {}, ""
for entry in open(info):
    if entry.startswith("SF:"): name = entry[3:].strip()
    elif entry.startswith("DA:") and name.startswith(root):
        number, count = entry[3:].split(",")[:2]
        file = lines.setdefault(name[len(root):], {})
        file[int(number)] = max(file.get(int(number), 0), int(count))
def ranges(numbers):
    out = []
    for n in numbers:
        if out and n == out[-1][1] + 1: out[-1][1] = n
        else: out.append([n, n])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in out)
missed = {f: [n for n in sorted(l) if l[n] == 0] for f, l in lines.items()}
for file in sorted(lines, key=lambda f: (-len(missed[f]) / len(lines[f]), f)):
    share = 100 * (1 - len(missed[file]) / len(lines[file]))
    print(f"{share:6.1f} %  {file}" + (f": {ranges(missed[file])}" if missed[file] else ""))
total = sum(map(len, lines.values()))
print(f"{100 * (1 - sum(map(len, missed.values())) / max(total, 1)):6.1f} %  of {total} lines")
EOF
