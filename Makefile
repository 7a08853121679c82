# ceasefire: `make help` lists what there is. Everything happens in .venv; nothing needs root or Node.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BIN := .venv/bin
OUT ?= demo
FUZZ_SECONDS ?= 600

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s%s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/.ready-run ## run the worked cases and say where the reports lie
	$(BIN)/ceasefire demo --out $(OUT)

test: .venv/.ready-dev ## run the tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

crash: .venv/.ready-dev ## kill a writer in the middle of its writes a hundred times; nothing confirmed may be lost
	CEASEFIRE_CRASHES=100 $(BIN)/python -m pytest -n 0 tests/store/test_crash.py

lint: .venv/.ready-dev ## style, types, walls between the rooms, licences
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python tools/licences.py

bench: .venv/.ready-dev ## measure the bulk kernel beside the tools one would otherwise take
	$(BIN)/python benchmarks/match.py

bench-desk: .venv/.ready-dev ## measure the store of a desk with a million reports, beside Datasette (minutes)
	$(BIN)/python benchmarks/desk.py

bench-assessment: .venv/.ready-dev ## measure how often an assessment errs, on simulated counts (an hour)
	OPENBLAS_NUM_THREADS=1 $(BIN)/python benchmarks/placebo.py

bench-opinions: .venv/.ready-dev ## measure how often second opinions err, on simulated counts (half an hour)
	OPENBLAS_NUM_THREADS=1 $(BIN)/python benchmarks/opinions.py

bench-real: .venv/.ready-dev ## measure it on real records without a ceasefire (half an hour): make bench-real DATA=FOLDER
	OPENBLAS_NUM_THREADS=1 $(BIN)/python benchmarks/placebo_real.py $(DATA)

bench-fires: .venv/.ready-dev ## measure how often heat is called an anomaly, on simulated detections (minutes)
	OPENBLAS_NUM_THREADS=1 $(BIN)/python benchmarks/fires.py

bench-ledger: .venv/.ready-dev ## measure how long a log takes to write, prove and verify (half a minute)
	$(BIN)/python benchmarks/ledger.py

docs: .venv/.ready-dev ## build the documentation into docs/_build/html
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs docs/_build/html
	@echo "the documentation lies in docs/_build/html/index.html"

fuzz: .venv/.ready-dev ## throw broken input at readers and terms for ten minutes
	$(BIN)/python tools/fuzz.py --seconds $(FUZZ_SECONDS)

lock: .venv/.ready-dev ## choose and lock newer versions of the parts
	command -v uv >/dev/null || $(BIN)/python -m pip install --quiet uv
	PATH="$(CURDIR)/$(BIN):$$PATH" requirements/lock.sh

clean: ## remove what the commands made, and .venv
	rm -rf .venv build dist demo docs/_build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests tools docs benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# The development environment holds the run-time one, so it serves `make demo` too.
.venv/.ready-dev: requirements/dev.txt pyproject.toml tools/environment.sh
	@tools/environment.sh dev
	@touch .venv/.ready-dev .venv/.ready-run

.venv/.ready-run: requirements/run.txt pyproject.toml tools/environment.sh
	@tools/environment.sh run
	@touch .venv/.ready-run

.PHONY: help demo test crash lint bench bench-desk bench-assessment bench-opinions bench-real bench-fires bench-ledger docs fuzz lock clean
