# sva: build, test, demo, install. `make help` lists the targets.

PREFIX  ?= /usr/local
DESTDIR ?=
BINDIR   = $(DESTDIR)$(PREFIX)/bin
MANDIR   = $(DESTDIR)$(PREFIX)/share/man/man1
BASHDIR  = $(DESTDIR)$(PREFIX)/share/bash-completion/completions
ZSHDIR   = $(DESTDIR)$(PREFIX)/share/zsh/site-functions
FISHDIR  = $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d

SWIFT ?= swift
BIN    = .build/release/sva
UNAME := $(shell uname -s)

ARCHIVE =
# macOS has no static Swift runtime; the system contains it.
RELEASE = -c release
ifeq ($(UNAME),Linux)
# For each symbol of libcurl's thirty libraries, the dynamic linker searches the program's exports first. Therefore the
# program exports nothing and links the C++ runtime statically if the compiler has the archive. The archive is linked
# into a folder of its own, which is searched first.
RELEASE += --static-swift-stdlib --disable-local-rpath -Xlinker --no-export-dynamic
# The toolchain's lld unites identical functions and leaves out those that nothing calls. Those that a run needs are
# placed side by side (make order). Where the C library knows packed relocations (glibc 2.36), these take 1 %
# of their usual size, which is 1.3 MB.
RELEASE += -Xswiftc -use-ld=lld -Xlinker --icf=all -Xswiftc -Xfrontend -Xswiftc -function-sections
RELEASE += -Xlinker "--symbol-ordering-file=$(CURDIR)/Sources/sva/Link/symbol-order.txt" -Xlinker --no-warn-symbol-ordering
RELEASE += -Xlinker -T -Xlinker "$(CURDIR)/Sources/sva/Link/sections.ld" -Xlinker --no-eh-frame-hdr
GLIBC := $(shell getconf GNU_LIBC_VERSION 2>/dev/null | sed -n 's/^glibc 2\.//p')
ifeq ($(shell [ "$(GLIBC)" -ge 36 ] 2>/dev/null && echo yes),yes)
RELEASE += -Xlinker -z -Xlinker pack-relative-relocs
endif
CXX_RUNTIME := $(firstword $(foreach cc,clang cc,$(wildcard $(shell $(cc) -print-file-name=libstdc++.a 2>/dev/null))))
ifneq ($(CXX_RUNTIME),)
ARCHIVE  = .build/static/libstdc++.a
RELEASE += -Xlinker "-L$(CURDIR)/$(dir $(ARCHIVE))" -Xswiftc -Xclang-linker -Xswiftc -static-libgcc
endif
endif

.PHONY: help deps test-tools build demo test lint format bench fuzz order man install uninstall dist deb coverage clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  %-10s %s\n", $$1, $$2}' Makefile

deps: ## install what is missing (libcurl's headers, pkg-config)
	@sh Tests/Scripts/deps.sh

test-tools: ## install what some tests run and are left out without (shells, mandoc, openssl, sqlite3)
	@sh Tests/Scripts/deps.sh --tests

build: deps $(ARCHIVE) ## .build/release/sva: static Swift runtime, stripped, debug information beside it
	$(SWIFT) build $(RELEASE) --product sva
	@sh Tests/Scripts/strip.sh $(BIN)

ifneq ($(ARCHIVE),)
$(ARCHIVE):
	@mkdir -p $(@D) && ln -sf $(CXX_RUNTIME) $@
endif

demo: build ## run the five commands against an emulator of AWS and Storyblok
	$(SWIFT) build $(RELEASE) --product sva-emulator
	@sh Tests/Scripts/demo.sh $(BIN) .build/release/sva-emulator

# Limits the parallel tests. If all run at once, tests with time limits fail while others wait for processes.
TESTING = --parallel --experimental-maximum-parallelization-width 4

test: deps ## every test, the end-to-end ones against the real binary
	@sh Tests/Scripts/test.sh $(SWIFT) test $(TESTING)

lint: ## formatting and style, and the workflows
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests
	@sh Tests/Scripts/lint-workflows.sh

format: ## put the formatting right
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

bench: build ## ratios against curl, jq, sqlite3 and the AWS CLI, run side by side; SETS=DIR measures the quality of search
	$(SWIFT) build $(RELEASE) --product sva-emulator
	$(SWIFT) build $(RELEASE) --product sva-bench
	@SETS="$(SETS)" sh Tests/Scripts/bench.sh $(BIN) .build/release/sva-emulator .build/release/sva-bench

# SECONDS for each target; TARGET selects one.
SECONDS ?= 60
TARGET  ?= all

fuzz: ## generated inputs against every reader of foreign bytes (SECONDS=60 each, TARGET=all)
	$(SWIFT) build -c release --scratch-path .build/fuzz --product sva-fuzz -Xswiftc -enable-testing -Xswiftc -DFUZZING
	.build/fuzz/release/sva-fuzz $(TARGET) $(SECONDS)

order: build ## write the order of functions for the linker from runs of each command (needs valgrind)
	$(SWIFT) build $(RELEASE) --product sva-emulator
	@sh Tests/Scripts/symbol-order.sh $(BIN) .build/release/sva-emulator Sources/sva/Link/symbol-order.txt

man: ## write man/*.1 from the command table
	$(SWIFT) build --product sva
	@for page in $$(.build/debug/sva help --man-pages); do \
	  .build/debug/sva help --man $$page > man/$$page.1 || exit 1; done

install: build ## into PREFIX (default /usr/local), below DESTDIR
	install -d $(BINDIR) $(MANDIR) $(BASHDIR) $(ZSHDIR) $(FISHDIR)
	install -m 755 $(BIN) $(BINDIR)/sva
	install -m 644 man/*.1 $(MANDIR)/
	$(BIN) completions bash > $(BASHDIR)/sva
	$(BIN) completions zsh > $(ZSHDIR)/_sva
	$(BIN) completions fish > $(FISHDIR)/sva.fish

uninstall: ## take away what install put there
	rm -f $(BINDIR)/sva $(BASHDIR)/sva $(ZSHDIR)/_sva $(FISHDIR)/sva.fish
	for page in man/*.1; do rm -f $(MANDIR)/$$(basename $$page); done

dist: build ## a tarball of what install installs, with its checksum
	@sh Tests/Scripts/dist.sh $(BIN)

deb: build ## a Debian package
	@sh Tests/Scripts/deb.sh $(BIN)

coverage: deps ## lines covered by the tests, file by file
	@rm -rf .build/coverage/*/debug/sva-runs
	$(SWIFT) test $(TESTING) --scratch-path .build/coverage --enable-code-coverage -Xswiftc -DCOVERAGE
	@PATH="$$(dirname "$$(command -v $(SWIFT))"):$$PATH" sh Tests/Scripts/coverage.sh .build/coverage

clean: ## forget everything built
	rm -rf .build Package.resolved
