# Seedbed's tasks; `make` alone lists them.
#
# SCRATCH_PATH=DIR puts builds elsewhere than in .build; BUILD_FLAGS are handed to every
# `swift build` and `swift test`, such as BUILD_FLAGS='-j 1'.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

SCRATCH_PATH ?= .build
BUILD_FLAGS ?=
TORTURE ?= 60
BUILD := swift build --scratch-path $(SCRATCH_PATH) $(BUILD_FLAGS)
SEEDBED := $(SCRATCH_PATH)/release/seedbed
# What bench/ compares Seedbed with; a peer that cannot be had is left out of the table.
BENCH_PACKAGES := ruby ruby-activerecord ruby-faker ruby-sqlite3 ruby-pg python3-venv postgresql

SWIFT_SOURCES := Package.swift Sources steps Tests bench
SHELL_SCRIPTS := .ci/run $(wildcard scripts/*)

export SCRATCH_PATH BUILD_FLAGS

.PHONY: help demo test torture format lint docs bench bench-chunks bench-server clean packages

help: ## Lists the tasks
	@echo "Tasks:"
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1|\2/p' Makefile | \
	  while IFS='|' read -r task meaning; do printf '%-20s %s\n' "$$task" "$$meaning"; done

demo: packages ## Builds Seedbed and seeds seedbed.sqlite with the demo application
	@$(BUILD) -c release --product seedbed
	@$(SEEDBED) run --database-url sqlite:seedbed.sqlite
	@printf '%s\n' '' \
	  'The database is seedbed.sqlite. What to do next:' \
	  '  look into it          sqlite3 seedbed.sqlite' \
	  '  what is in it         $(SEEDBED) metrics' \
	  '  its hash              $(SEEDBED) digest' \
	  '  100,000 profiles      CREATE_BATCH_PROFILES=true $(SEEDBED)' \
	  '  the other commands    $(SEEDBED) --help'

test: packages ## Builds and runs all tests
	@scripts/run-tests

torture: packages ## Kills runs, saves, restores and the server at 60 random moments each; TORTURE=N for another number
	@SEEDBED_TORTURE=$(TORTURE) scripts/run-tests --filter TortureTests

format: packages ## Formats the Swift sources in place
	@swift format format --in-place --parallel --recursive $(SWIFT_SOURCES)

lint: packages ## Checks the sources' style, the reference data and the shell scripts
	@echo 'swift format lint'
	@swift format lint --strict --parallel --recursive $(SWIFT_SOURCES)
	@echo 'bash -n'
	@for script in $(SHELL_SCRIPTS); do bash -n "$$script"; done
	@if command -v python3 >/dev/null; then \
	  echo 'reference-data/rebuild.py --check'; \
	  python3 reference-data/rebuild.py --check; \
	else \
	  echo 'LINT IS INCOMPLETE: python3 is missing, so reference-data/ was not checked' >&2; \
	fi

docs: packages ## Builds the DocC archive of the libraries in .build/docs
	@scripts/build-docs

bench: ## Measures speed and memory and prints one table
	@scripts/system-packages $(BENCH_PACKAGES)
	@$(BUILD) -c release --product seedbed
	@$(BUILD) -c release --product generation-benchmark
	@python3 bench/bench.py --build $(SCRATCH_PATH)/release $(BENCH_FLAGS)

bench-chunks: packages ## Measures the batch step for several sizes of chunk
	@$(BUILD) -c release --product seedbed
	@python3 bench/bench.py --build $(SCRATCH_PATH)/release --parts chunks $(BENCH_FLAGS)

bench-server: packages ## Measures what settings of a PostgreSQL server are worth to a load
	@scripts/system-packages postgresql
	@$(BUILD) -c release --product seedbed
	@python3 bench/bench.py --build $(SCRATCH_PATH)/release --parts server $(BENCH_FLAGS)

clean: ## Removes what was built, and seedbed.sqlite
	@rm -rf .build seedbed.sqlite seedbed.sqlite-journal seedbed.sqlite-wal seedbed.sqlite-shm

packages: # What the build needs of the system is there, or is installed, or is named
	@scripts/system-packages
