# policyqa: the commands of the project. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# CORPUS=DIR adds real documents to tests and evaluation; there is no default.
export CORPUS

.DEFAULT_GOAL := help
.PHONY: help demo test check eval reader bench

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

demo: $(READY) ## build the index of the sample corpus and answer a few questions
	$(BIN)/policyqa demo

# Each worker holds some 2 GB; what remains of its part another one takes over.
test: $(READY) ## run the test suite
	$(BIN)/python -m pytest -m "not timed" -n auto --maxprocesses=2 --dist worksteal
	$(BIN)/python -m pytest -m timed

check: $(READY) ## format, lint, types, tests and the evaluation gate: what CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MAKE) --no-print-directory test
	$(BIN)/policyqa eval --gate

eval: $(READY) ## print the evaluation table and write the report
	$(BIN)/policyqa eval --report var/report.html

reader: $(READY) ## train the reader anew from the public sets in DATASETS; hours, resumable
	$(BIN)/python -m eval.reader.make

bench: ## set other libraries beside this one and measure growth; DATASETS=DIR, half an hour
	test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -c constraints-bench.txt -e '.[bench]'
	.venv-bench/bin/policyqa eval peers --datasets $(DATASETS) --out eval/bench/results/peers.json
	.venv-bench/bin/policyqa eval growth --datasets $(DATASETS) --out eval/bench/results/growth.json --plot docs/images/growth.svg
