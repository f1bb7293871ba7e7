# Two commands: `make run` and `make test`; `make bench` measures. All set up `.venv` first, from pinned versions.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
HOME_FOLDER ?= data
PORT ?= 4200
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links

.PHONY: run serve test soak lint format bench bench-views docs lock clean
.DEFAULT_GOAL := run

## run: the repo's own sample minutes, from the drop folder to a table
run: $(RUN_STAMP)
	@mkdir -p "$(HOME_FOLDER)/inbox"
	@tar -cf - --exclude='*.json' -C samples/minutes . | tar -xf - -C "$(HOME_FOLDER)/inbox"
	@$(BIN)/referat --home "$(HOME_FOLDER)" ingest || test $$? -eq 1
	@$(BIN)/referat --home "$(HOME_FOLDER)" status --tables
	@echo
	@echo "Next, try:"
	@echo "  $(BIN)/referat sql 'SELECT meeting_date, body, title, outcome FROM v_agenda'"
	@echo "  $(BIN)/referat status"

## serve: a Prefect server, and watcher and deployments beside it; one Ctrl-C ends both (PORT=4200)
serve: $(RUN_STAMP)
	@mkdir -p "$(HOME_FOLDER)"
	@export PREFECT_API_URL="http://127.0.0.1:$(PORT)/api" PREFECT_SERVER_ANALYTICS_ENABLED=false DO_NOT_TRACK=1; \
	trap : INT TERM; \
	$(BIN)/prefect server start --host 127.0.0.1 --port $(PORT) > "$(HOME_FOLDER)/prefect-server.log" 2>&1 & \
	server=$$!; $(BIN)/referat --home "$(HOME_FOLDER)" serve; status=$$?; \
	kill $$server; wait $$server; exit $$status

## test: lint, format, strict types, tests; in two processes, which keeps two cores busy while one test waits
test: lint
	$(BIN)/python -m pytest -n 2

## soak: kill runs before everything that they do to a file and at random moments; takes a quarter of an hour
soak: $(DEV_STAMP)
	$(BIN)/python -m pytest -m soak

## lint: what test runs before the tests
lint: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

## format: mend what lint would point out, where a program can
format: $(DEV_STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

## bench: how fast it is, in the tables of docs/performance.md; takes some minutes
bench: $(DEV_STAMP)
	$(BIN)/python -m benchmarks

## bench-views: what questions to the views and search() cost over a million items; takes some minutes more
bench-views: $(DEV_STAMP)
	$(BIN)/python -m benchmarks.views

## fidelity: read invented minutes of every layout, and count what is right, field by field; 1 below what is promised
fidelity: $(DEV_STAMP)
	$(BIN)/python -m corpus.fidelity

## docs: what is made of other sources: docs/warehouse.md, and the answers in docs/cookbook.md
docs: $(DEV_STAMP)
	$(BIN)/python -m warehouse.describe
	$(BIN)/python -m corpus.cookbook

## lock: pin the newest versions that pyproject.toml allows (needs uv and a package index)
lock:
	echo 'setuptools>=80' | $(COMPILE) --upgrade -o requirements.lock pyproject.toml - > /dev/null
	$(COMPILE) --upgrade -c requirements.lock --group dev -o requirements-dev.lock pyproject.toml > /dev/null

## clean: what these commands made, the data folder excepted
clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' || { \
		echo "referat needs Python 3.11, 3.12 or 3.13, and $(PYTHON) is another or is missing." >&2; \
		echo "Name one that is installed: make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# `--no-deps`: the locks are complete, and pip before 24 overlooks a pin where an extra is asked for.
# The stamps are younger than the locks they were installed from, so nothing is installed twice.
$(RUN_STAMP): requirements.lock pyproject.toml | $(BIN)/python
	@echo 'Installing pinned packages into $(VENV), a minute or two …'
	@$(PIP) install --no-deps --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(DEV_STAMP): requirements-dev.lock pyproject.toml | $(BIN)/python
	@echo 'Installing pinned packages into $(VENV), a minute or two …'
	@$(PIP) install --no-deps --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@ $(RUN_STAMP)
