# Two commands do all set-up: `make demo` shows the thing, `make test` proves it.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
KG     := $(BIN)/kg

.PHONY: demo test check bench score inventory clean

demo: $(VENV)/.demo
	@echo; echo '$$ kg ask "how long did the fourth round last"'
	@$(KG) ask "how long did the fourth round last"
	@echo; echo '$$ kg verify --data examples --sources examples/texts'
	@$(KG) verify --data examples --sources examples/texts
	@echo; echo '$$ kg ask --data examples --sources examples/texts "how long did the second round last"'
	@$(KG) ask --data examples --sources examples/texts "how long did the second round last"
	@echo; echo '$$ kg view'
	@$(KG) view -o kg.html --force

test: $(VENV)/.test check
	$(BIN)/python -m pytest

check: $(VENV)/.test
	$(BIN)/ruff format --check kg tests benchmarks
	$(BIN)/ruff check kg tests benchmarks
	$(BIN)/mypy

# Ratios of one run. Virtuoso takes part where it is installed; a million receipts take a quarter of an hour:
# python -m benchmarks.stores 1000000 --virtuoso
bench: $(VENV)/.test
	$(BIN)/python -m benchmarks.startup
	@echo; $(BIN)/python -m benchmarks.stores 10000 100000 --virtuoso --rdflib

# Questions with gold answers; the third set aside is asked for by name: python -m benchmarks.score FILE
score: $(VENV)/.test
	$(BIN)/python -m benchmarks.score
	@echo; $(BIN)/python -m benchmarks.robustness
	@echo; $(BIN)/python -m benchmarks.deletion

# Count facts and list spans anew after a deliberate change of the data; review the diff.
inventory: $(VENV)/.test
	$(BIN)/python -m tests.inventory

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("kg needs Python 3.11 or later" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.test: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@touch $@ $(VENV)/.demo

clean:
	rm -rf $(VENV) kg.html dist build
