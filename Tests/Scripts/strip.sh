#!/bin/sh
# Writes a binary's debug information to BINARY.debug and strips the binary. Does nothing if that is done.
set -eu
binary=$1
command -v objcopy >/dev/null 2>&1 || { strip -x "$binary" 2>/dev/null || true; exit 0; }
[ "$binary.debug" -nt "$binary" ] && exit 0
objcopy --only-keep-debug "$binary" "$binary.debug"
objcopy --strip-all --add-gnu-debuglink="$binary.debug" "$binary"
touch "$binary.debug"
