#!/bin/sh
# Packs binary, man pages and completions in the layout of `make install`: dist/sva-VERSION-SYSTEM-MACHINE.tar.gz and
# its checksum, in the build folder.
set -eu
binary=$1
version=$("$binary" --version | cut -d ' ' -f 2)
name=sva-$version-$(uname -s | tr 'A-Z' 'a-z')-$(uname -m)
out=.build/dist
rm -rf "$out/$name"
mkdir -p "$out"
make --no-print-directory install DESTDIR="$PWD/$out/$name" PREFIX= >/dev/null
install -m 644 README.md "$out/$name/README.md"
tar -C "$out" --owner=0 --group=0 --numeric-owner --sort=name --mtime='@0' -czf "$out/$name.tar.gz" "$name" 2>/dev/null ||
  tar -C "$out" -czf "$out/$name.tar.gz" "$name"
rm -rf "${out:?}/$name"
(cd "$out" && { sha256sum "$name.tar.gz" 2>/dev/null || shasum -a 256 "$name.tar.gz"; } >"$name.tar.gz.sha256")
echo "$out/$name.tar.gz"
cat "$out/$name.tar.gz.sha256"
