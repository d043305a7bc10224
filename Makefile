# qingwen: `make run` cleans raw/ into output/, `make test` passes the tests.
# Both make their own virtual environment; they need Python 3.11+ and make, nothing else.

PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
BENCH  ?= .venv-bench
DATA   ?= ../shared/data
FUZZ_SECONDS ?= 3600

# modules that are compiled where a C compiler is, each with its .pxd
TYPED  := $(shell find pipeline -name '*.pxd')

.PHONY: help run test test-all lint bench fuzz clean

help: ## say what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/.base: pyproject.toml hatch_build.py $(TYPED) $(TYPED:.pxd=.py)
	@echo "qingwen: making a virtual environment in $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "qingwen needs Python 3.11 or later; name one: make PYTHON=python3.12 ..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@$(BIN)/python -m compileall -q pipeline || true # as pip does for what it copies: where no bytecode may be written, each start would compile anew
	@touch $@

$(VENV)/.test: $(VENV)/.base
	@echo "qingwen: installing what the tests and checks need"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,lint,report,warc,parquet,zstd]'
	@touch $@

$(VENV)/.heavy: $(VENV)/.test
	@echo "qingwen: installing Ray, datatrove, Scrapy and other hosts of the adapters (about 1 GB)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[heavy]'
	@touch $@

run: $(VENV)/.base ## clean every page of raw/ into output/
	$(BIN)/qingwen clean raw -o output

test: $(VENV)/.test ## run the tests (needs Python and make only)
	$(BIN)/python -m pytest -n auto -m 'not heavy'

test-all: $(VENV)/.heavy ## after test: the tests with Ray, datatrove, Scrapy, a browser and many kills
	$(BIN)/python -m pytest -m heavy

$(BENCH)/.peers: benchmarks/requirements-peers.txt pyproject.toml hatch_build.py $(TYPED) $(TYPED:.pxd=.py)
	@echo "qingwen: making an environment for the peers in $(BENCH)"
	@test -x $(BENCH)/bin/python || $(PYTHON) -m venv $(BENCH)
	@$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=24'
	@$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check -e . -r benchmarks/requirements-peers.txt
	@touch $@

bench: $(BENCH)/.peers ## quality and speed against the peers, in their own environment, into docs/
	$(BENCH)/bin/python benchmarks/run.py --data $(DATA) --tools $(DATA)/../tools -o docs

$(VENV)/.fuzz: $(VENV)/.test
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[fuzz]'
	@touch $@

fuzz: $(VENV)/.fuzz ## look for inputs that break something, for FUZZ_SECONDS; failures go to build/fuzz
	@failed=0; for check in decode repair idempotent split page; do \
	  $(BIN)/python tests/fuzz/storm.py $$check --seconds $$(($(FUZZ_SECONDS) / 10)) || failed=1; \
	  $(BIN)/python tests/fuzz/harness.py $$check -max_total_time=$$(($(FUZZ_SECONDS) / 10)) -max_len=400 || failed=1; \
	done; exit $$failed

lint: $(VENV)/.test ## format, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

clean: ## remove what the other targets made, but not output/
	rm -rf $(VENV) $(BENCH) .pytest_cache .mypy_cache .ruff_cache build dist
	find pipeline -name '*.so' -delete
