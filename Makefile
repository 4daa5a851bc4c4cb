# Every target works by itself from a fresh clone.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check
SHARED ?= ../shared
# Neighbouring tests share what a module builds: work is stolen in stretches, not dealt out one by one.
PYTEST_ARGS ?= -n auto --dist worksteal

# pip compiles what it copies, not an editable install; uncompiled, every start takes 0.15 s longer.
COMPILE = $(BIN)/python -m compileall -q factcheck

RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed
LOCK := pyproject.toml constraints.txt

.DEFAULT_GOAL := help
.PHONY: help venv install demo test lint eval bench stress clean
.DELETE_ON_ERROR:

help:
	@echo "make demo     check examples/draft.md"
	@echo "make test     run the tests"
	@echo "make lint     check style, types and layers"
	@echo "make eval     score the labelled claims in $(SHARED)"
	@echo "make bench    measure time and memory"
	@echo "make stress   run against large and broken input, and every case in other words"
	@echo "make install  install the tool and what its developers need into $(VENV)"
	@echo "make clean    remove everything that can be made again"

# The quickest Python 3.11 at hand, else a newer one, or the one that PYTHON=... names.
$(BIN)/python:
	@python=$$(sh scripts/quickest_python.sh $(if $(PYTHON),"$(PYTHON)")) || { \
	  echo "factcheck needs Python 3.11 or newer with its venv module, and none was found:" \
	    "install it (Debian and Ubuntu: python3 and python3-venv), or name it with make PYTHON=/path/to/python3" >&2; \
	  exit 1; \
	}; \
	echo "making $(VENV) with $$python"; \
	"$$python" -m venv $(VENV)

# What builds is installed first, at its locked version, so that pip fetches no other.
$(RUNTIME): $(LOCK) | $(BIN)/python
	@echo "installing factcheck"
	@$(PIP) install --constraint constraints.txt hatchling editables
	@$(PIP) install --constraint constraints.txt --no-build-isolation --editable .
	@$(COMPILE)
	@touch $@

$(DEV): $(RUNTIME)
	@echo "installing what the tests and checks need"
	@$(PIP) install --constraint constraints.txt --no-build-isolation --editable '.[dev]'
	@touch $@

venv: $(BIN)/python

install: $(DEV)

# The draft holds wrong statements, so status 1 is what a working tool ends with.
demo: $(RUNTIME)
	@$(BIN)/factcheck check examples/draft.md; status=$$?; \
	if [ $$status -ne 1 ]; then \
	  echo "demo: expected exit status 1 (wrong statements found), got $$status" >&2; exit 1; \
	fi

test: $(DEV)
	@$(COMPILE)
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(RUNTIME)
	@$(COMPILE)
	$(BIN)/python scripts/evaluate.py --shared $(SHARED)
	$(BIN)/python scripts/law_statements.py --shared $(SHARED)

bench: $(RUNTIME)
	@$(COMPILE)
	$(BIN)/python scripts/bench.py
	$(BIN)/python scripts/bench_registry.py

stress: $(RUNTIME)
	$(BIN)/python scripts/stress.py
	$(BIN)/python scripts/framed_cases.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
