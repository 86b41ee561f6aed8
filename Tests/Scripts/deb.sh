#!/bin/sh
# Makes a Debian package of the files of `make install`: sva_VERSION_ARCH.deb, in the build folder.
set -eu
binary=$1
command -v dpkg-deb >/dev/null 2>&1 || { echo "deb: dpkg-deb is missing; run this on Debian or Ubuntu" >&2; exit 1; }
version=$("$binary" --version | cut -d ' ' -f 2)
arch=$(dpkg --print-architecture)
root=.build/deb/root
rm -rf .build/deb
mkdir -p "$root/DEBIAN" "$root/usr/share/doc/sva"
make --no-print-directory install DESTDIR="$PWD/$root" PREFIX=/usr >/dev/null
# Debian has a separate folder for zsh completions of packages.
mkdir -p "$root/usr/share/zsh/vendor-completions"
mv "$root/usr/share/zsh/site-functions/_sva" "$root/usr/share/zsh/vendor-completions/_sva"
rmdir "$root/usr/share/zsh/site-functions"
# The build adds a library search path beside the binary, which a package does not need.
if command -v chrpath >/dev/null 2>&1; then chrpath -d "$root/usr/bin/sva" >/dev/null; fi
gzip -9n "$root"/usr/share/man/man1/*.1
date=$(date -u -R)
cat >"$root/usr/share/doc/sva/copyright" <<EOF
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: sva

Files: *
Copyright: $(date -u +%Y) the sva authors
License: all-rights-reserved
 The authors have not chosen a licence yet.
EOF
gzip -9nc >"$root/usr/share/doc/sva/changelog.gz" <<EOF
sva ($version) unstable; urgency=medium

  * Release $version; see README.md.

 -- The sva authors <sva@example.org>  $date
EOF
# The C++ runtime is linked statically, or is a library of the system.
depends="libc6, libcurl4 | libcurl4t64"
if objdump -p "$root/usr/bin/sva" | grep -q 'NEEDED.*libstdc++'; then depends="$depends, libgcc-s1, libstdc++6"; fi
size=$(du -k -s "$root/usr" | cut -f 1)
cat >"$root/DEBIAN/control" <<EOF
Package: sva
Version: $version
Section: utils
Priority: optional
Architecture: $arch
Installed-Size: $size
Depends: $depends
Recommends: libsqlite3-0
Maintainer: The sva authors <sva@example.org>
Description: ask, search and check a Storyblok space with Claude on Amazon Bedrock
 sva answers questions about the stories of a Storyblok space with sources,
 finds stories by meaning or by text, and tells why access to Amazon Bedrock
 does or does not work: which credentials win, which models can be invoked,
 what to do next. Each run does one thing and exits, for shell scripts and CI.
EOF
find "$root" -type d -exec chmod 755 {} +
dpkg-deb --root-owner-group --build "$root" ".build/deb/sva_${version}_$arch.deb" >/dev/null
rm -rf "$root"
echo ".build/deb/sva_${version}_$arch.deb"
