# The whole work: make site, make test, make lint, make bench, make golden, make lock, make clean.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: site test lint bench golden lock browser clean
.DELETE_ON_ERROR:

site: .venv/.runtime
	$(BIN)/chronicle import
	$(BIN)/chronicle build

test: lint tools/node_modules/.package-lock.json browser
	$(BIN)/python -m pytest -n 2 --dist worksteal

lint: .venv/.dev
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check
	$(BIN)/python -m mypy

SIZES ?= 100 1000

bench: .venv/.dev
	$(BIN)/python bench/import/speed.py 250 500
	$(BIN)/python bench/build/run.py $(SIZES)
	$(BIN)/python bench/build/warm.py $(lastword $(SIZES))

golden: .venv/.dev
	$(BIN)/python tools/golden.py
	$(BIN)/python tools/theme_reference.py

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv" >&2; exit 1; }
	$(LOCK) --group build --output-file requirements/runtime.txt
	$(LOCK) --group build --group dev --extra dask --output-file requirements/dev.txt
	$(LOCK) --group audit --output-file requirements/audit.txt

LOCK = uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml

browser: .venv/.dev
	@tools/browser.sh

.venv/.runtime: requirements/runtime.txt pyproject.toml tools/environment.sh
	PYTHON="$(PYTHON)" tools/environment.sh runtime
	@touch $@

.venv/.dev: requirements/dev.txt pyproject.toml tools/environment.sh
	PYTHON="$(PYTHON)" tools/environment.sh dev
	@touch $@ .venv/.runtime

tools/node_modules/.package-lock.json: tools/package-lock.json | .venv/.dev
	$(BIN)/python tools/npm.py ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

clean:
	find site -mindepth 1 ! -name .gitignore -delete
	rm -rf .venv .chronicle .mypy_cache .pytest_cache .ruff_cache .hypothesis tools/node_modules build dist
