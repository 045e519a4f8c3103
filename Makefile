# make chat      set up, and open the chat on http://127.0.0.1:7860 (PORT= for another port)
# make ask Q="…" set up, and answer one question
# make test      set up, lint, check types, run every test and the quality gate
# make hostile   hostile documents, questions, uploads and replies against the real server
# make gate      are the answers still as good as benchmarks/results/baseline.json says?
# make baseline  write that file anew, after a change that is meant to change the answers
# make bench DATA=folder  kill writers, let processes meet, grow to 199,000 paragraphs (an hour)
# make comparison DATA=folder  Alinéa beside the recipe of LangChain's tutorials and BM25
# make screenshots  take the pictures in docs/ anew
# make lock      choose the exact versions in constraints.txt anew

PYTHON ?= python3
PORT ?= 7860
Q ?= Combien de personnes la Chine formera-t-elle ?

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
BASE := $(VENV)/.installed
TEST := $(VENV)/.installed-test

.PHONY: chat ask test lint unit gate e2e hostile bench comparison baseline screenshots lock clean
.DEFAULT_GOAL := chat

chat: $(BASE)
	@ALINEA_PORT=$(PORT) $(BIN)/alinea chat

ask: $(BASE)
	@$(BIN)/alinea ask "$(Q)"

test: lint unit gate e2e

lint: $(TEST)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/biome ci

unit: $(TEST)
	$(BIN)/pytest -m "not e2e"

gate: $(BASE)
	$(BIN)/python -m benchmarks.gate

baseline: $(BASE)
	$(BIN)/python -m benchmarks.gate --renew

e2e: $(TEST)
	@sh tests/e2e/install-browser.sh
	$(BIN)/pytest -m e2e

hostile: $(TEST)
	@sh tests/e2e/install-browser.sh
	$(BIN)/pytest -m e2e tests/e2e/test_hostile.py -s

bench: $(TEST)
	@test -d "$(DATA)" || { echo "Which data? make bench DATA=folder (law/ and eval/ in it)"; exit 1; }
	$(BIN)/python -m benchmarks.kills
	$(BIN)/python -m benchmarks.processes
	$(BIN)/python -m benchmarks.growth $(DATA)

comparison: $(TEST)
	@test -d "$(DATA)" || { echo "Which data? make comparison DATA=folder (eval/ in it)"; exit 1; }
	@$(PIP) install --constraint constraints.txt --editable ".[bench]"
	$(BIN)/python -m benchmarks.comparison $(DATA)

screenshots: $(TEST)
	@sh tests/e2e/install-browser.sh
	ALINEA_HOME=build/home ALINEA_PASSAGES=2 $(BIN)/alinea evaluate --json build/two-passages.json
	-ALINEA_HOME=build/home $(BIN)/alinea evaluate --baseline build/two-passages.json \
		--html build/evaluation.html
	$(BIN)/python -m docs.report_screenshot build/evaluation.html docs/images
	$(BIN)/python -m docs.chat_screenshots docs/images

lock: $(TEST)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --all-extras --quiet \
		--custom-compile-command "make lock" --upgrade pyproject.toml -o constraints.txt

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo "Alinéa needs Python 3.11, 3.12 or 3.13; '$(PYTHON)' is not. Try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "No virtual environment could be made; on Debian: apt install python3-venv"; exit 1; }

$(BASE): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Alinéa into $(VENV) (once; takes a few minutes)…"
	@$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(TEST): $(BASE)
	@$(PIP) install --constraint constraints.txt --editable ".[test]"
	@touch $@
