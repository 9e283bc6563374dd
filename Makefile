# Two commands are enough on a bare Debian: `make issue` builds the sample issue, `make test` runs the tests.
# Whatever they set up lies in .venv and build/; pip follows your own settings. `make clean` takes it all away.

PYTHON ?= python3
VENV = .venv
RUN = $(VENV)/bin
PYTEST = $(RUN)/python -m pytest --quiet --numprocesses auto --dist worksteal

.DEFAULT_GOAL = help
.DELETE_ON_ERROR:
.PHONY: help issue test test-all test-outside lint layouts tools clean

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

issue: $(VENV)/.runs ## set up, build the sample issue, say where it lies
	@echo "Building the sample issue"
	@$(RUN)/printkit build articles/sample -o build
	@test -f build/sample.pdf
	@echo "The issue lies in $(CURDIR)/build/sample.pdf"

test: $(VENV)/.tests ## set up, run the tests on every core, name what was left out for want of a tool
	@echo "Running the tests"
	@$(PYTEST)

test-all: lint tools ## install the outside tools too and leave nothing out
	@echo "Running the tests, nothing left out"
	@$(PYTEST) --nothing-left-out

test-outside: tools ## install the outside tools, run the tests that ask them
	@echo "Running the tests that ask outside tools"
	@$(PYTEST) -m external --nothing-left-out

lint: $(VENV)/.tests ## style, formatting and types
	@echo "Checking style, formatting and types"
	@$(RUN)/ruff check --quiet .
	@$(RUN)/ruff format --quiet --check .
	@$(RUN)/mypy

layouts: $(VENV)/.runs ## make the page images of layouts/README.md
	@$(RUN)/python articles/sample/pages/show.py

tools: $(VENV)/.tests
	@$(PYTHON) .ci/system.py tools
	@$(RUN)/python -m tests.external.verapdf --install

clean: ## take away all that make has made
	@rm -rf $(VENV) .make build dist .pytest_cache .mypy_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# pip talks much on the way; its words are kept, and shown where it fails.
define pip
@mkdir -p .make && $(RUN)/python -m pip install $(1) >.make/pip.log 2>&1 </dev/null || { cat .make/pip.log >&2; exit 1; }
endef

# What the commands stand on, done once and again when pyproject.toml changes.
$(VENV)/.runs: pyproject.toml .ci/system.py
	@$(PYTHON) .ci/system.py engine
	@$(RUN)/python -c 'import pip' 2>/dev/null || { echo "Making $(VENV)"; $(PYTHON) -m venv --clear $(VENV); }
	@echo "Installing printkit"
	$(call pip,--upgrade 'pip>=25.1')
	$(call pip,--editable .)
	@touch $@

$(VENV)/.tests: $(VENV)/.runs
	@echo "Installing what the tests need"
	$(call pip,--group dev)
	@touch $@
