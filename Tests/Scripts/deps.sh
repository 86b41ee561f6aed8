#!/bin/sh
# Installs what the build needs if it is missing: the headers of libcurl and SQLite, and pkg-config. With --tests, also what
# some tests are skipped without: shells, mandoc, openssl, espeak-ng and sox (recordings), strace (costs of a run), sqlite3
# (its shell, for make bench), and the Python modules h2 (a server for HTTP/2) and amazon-transcribe (AWS's own client). If
# it cannot install, prints what to install.
set -eu

have_curl() { command -v pkg-config >/dev/null 2>&1 && pkg-config --exists libcurl; }
have_sqlite() { [ -f /usr/include/sqlite3.h ] || { command -v pkg-config >/dev/null 2>&1 && pkg-config --exists sqlite3; }; }

if ! command -v swift >/dev/null 2>&1; then
  echo "deps: no Swift toolchain found; install Swift 6.2 or newer from https://www.swift.org/install" >&2
  exit 1
fi

tools=
if [ "${1:-}" = --tests ]; then
  for tool in bash zsh fish mandoc openssl espeak-ng sox strace sqlite3; do
    command -v $tool >/dev/null 2>&1 || tools="$tools $tool"
  done
  # pip installs actionlint, which checks the workflows.
  command -v actionlint >/dev/null 2>&1 || python3 -m pip --version >/dev/null 2>&1 || tools="$tools python3-pip"
fi

# Python modules are installed for the python3 that the tests find. A distribution's own may refuse without the flag.
modules() {
  [ "${1:-}" = --tests ] && command -v python3 >/dev/null 2>&1 || return 0
  for module in h2 amazon_transcribe; do
    python3 -c "import $module" 2>/dev/null && continue
    name=$(echo $module | tr _ -)
    echo "deps: installing the Python module $name" >&2
    python3 -m pip install -q "$name" >/dev/null 2>&1 ||
      python3 -m pip install -q --break-system-packages "$name" >/dev/null 2>&1 ||
      echo "deps: some tests will be left out without it: python3 -m pip install $name" >&2
  done
}

if [ "$(uname -s)" = Darwin ]; then
  # macOS has mandoc, zsh and openssl; Apple's SDK has libcurl's headers.
  if [ -n "$tools" ] && command -v brew >/dev/null 2>&1; then brew install $tools; fi
  modules "$@"
  xcrun --show-sdk-path >/dev/null 2>&1 && exit 0
  if command -v brew >/dev/null 2>&1; then exec brew install curl pkg-config; fi
  echo "deps: run 'xcode-select --install', or install Homebrew and run 'brew install curl pkg-config'" >&2
  exit 1
fi

missing=$tools
have_sqlite || missing="libsqlite3-dev$missing"
have_curl || missing="libcurl4-openssl-dev pkg-config $missing"
if [ -z "$missing" ]; then
  modules "$@"
  exit 0
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
  as_root=sudo
  command -v sudo >/dev/null 2>&1 || as_root=none
fi

if command -v apt-get >/dev/null 2>&1 && [ "$as_root" != none ]; then
  echo "deps: installing" $missing >&2
  $as_root env DEBIAN_FRONTEND=noninteractive sh -c \
    'apt-get install -qq -y "$@" >/dev/null 2>&1 ||
     { apt-get update -qq && apt-get install -qq -y "$@" >/dev/null; }' deps $missing
  modules "$@"
  have_curl && have_sqlite && exit 0
fi

if [ -n "$tools" ]; then echo "deps: some tests will be left out without$tools" >&2; fi
have_curl && have_sqlite && exit 0
echo "deps: install the headers of libcurl and SQLite and pkg-config, then run make again:" >&2
echo "  Debian, Ubuntu:  apt-get install libcurl4-openssl-dev libsqlite3-dev pkg-config   (as root)" >&2
echo "  Fedora, RHEL:    dnf install libcurl-devel sqlite-devel pkgconf-pkg-config        (as root)" >&2
echo "  Alpine:          apk add curl-dev sqlite-dev pkgconf                              (as root)" >&2
exit 1
