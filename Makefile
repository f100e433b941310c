# Everything a person needs: `make run`, `make test`, `make check`.
PYTHON ?= python3
PORT   ?= 8000
VENV   := .venv
BIN    := $(VENV)/bin
PIP     = $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
	  || { echo "TippMixMentor needs Python 3.11, 3.12 or 3.13: make run PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# A full install takes a minute or two; the stamp says which lock it was made from.
$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.run
	$(PIP) --require-hashes --requirement requirements-test.lock
	@touch $@

# the library that prices and speed are measured beside: heavy, and needed for that alone
$(VENV)/.yardstick: requirements-yardstick.lock $(VENV)/.test
	$(PIP) --require-hashes --requirement requirements-yardstick.lock
	@touch $@

.PHONY: help run test test-all check format lock

help:        ## these lines
	@grep -hE '^[a-z-]+: .*##|^[a-z-]+:  *##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

run: $(VENV)/.run        ## install what is missing, then serve on http://127.0.0.1:8000 (PORT=… for another)
	$(BIN)/tippmix serve --port $(PORT)

test: $(VENV)/.test      ## every test but the slow ones
	$(BIN)/pytest -n auto --dist worksteal -m "not slow"

test-all: $(VENV)/.yardstick  ## the slow ones too, and those beside penaltyblog
	$(BIN)/pytest -n auto --dist worksteal

check: $(VENV)/.test     ## formatting, lint, types, import layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy

format: $(VENV)/.test    ## put the code in order
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(BIN)/python      ## write the lock files again from pyproject.toml
	$(PIP) uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --extra test --constraint requirements.lock pyproject.toml --output-file requirements-test.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --extra test --extra yardstick --constraint requirements-test.lock pyproject.toml \
	  --output-file requirements-yardstick.lock
