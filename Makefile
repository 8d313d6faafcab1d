# `make run` serves the site with a demonstration; `make test` proves it.
# A machine needs Python 3.11 or newer and make; everything else is fetched here.

PORT ?= 8000
JOBS ?= 2
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)

VENV := .venv
BIN := $(VENV)/bin
WETHAQ := $(BIN)/python -m wethaq.platform.command_line
PYTEST := $(BIN)/python -m pytest

# Each product carries a stamp: a second run finds it newer than its sources and does nothing.
# The templates are sources of the front-end files, since the icons in use make one sprite.
RUNTIME := $(VENV)/.runtime-installed
TOOLS := $(VENV)/.tools-installed
FRONT_END := node_modules/.installed
STATIC := static/.built
ATTACK := .tools/attack/.installed
STATIC_SOURCES := $(shell find templates -type f 2>/dev/null) $(wildcard platform/web/*.py)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup setup-tools libical run test test-sqlite test-postgres test-browser check format proof attack bench \
	screenshots wheel lock clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

setup: $(RUNTIME) $(STATIC) ## Get ready to serve: environment, dependencies, front-end files
setup-tools: $(TOOLS) $(STATIC)

run: setup ## Serve the site with its demonstration on PORT (default 8000)
	@$(WETHAQ) demo --serve --port $(PORT)

test: setup-tools ## Run every test: on SQLite, on PostgreSQL, in Chromium
	@$(MAKE) --no-print-directory test-sqlite
	@$(MAKE) --no-print-directory test-postgres
	@$(MAKE) --no-print-directory test-browser

# Only a person's machine may go on without libical; CI=true makes it a failure.
libical: setup-tools
	@$(BIN)/python -m tests.platform.invitations.libical >/dev/null || [ "$$CI" != true ]

test-sqlite: libical ## Run the tests on the embedded database
	WETHAQ_TEST_ENGINE=sqlite $(PYTEST) -q -n $(JOBS) --dist worksteal

test-postgres: libical ## Run what depends on the engine on a PostgreSQL that is started for it
	WETHAQ_TEST_ENGINE=postgres $(BIN)/python -m tests.postgresql $(PYTEST) -q -n $(JOBS) --dist worksteal \
		-m 'not browser and not proof and not engine_free'

# Only a person's machine may go on without a browser; CI=true makes it a failure.
test-browser: setup-tools ## Run the tests that drive Chromium
	@if chromium="$$($(BIN)/python -m tests.browser.chromium)"; then \
		CHROMIUM="$$chromium" $(PYTEST) -q -n $(JOBS) --dist loadgroup -m 'browser and not proof' tests/browser; \
	elif [ "$$CI" = true ]; then exit 1; \
	else echo 'The browser tests were left out.'; fi

check: setup-tools ## Check format, lint, types, templates, translations, architecture
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet templates
	$(PYTEST) -q tests/architecture tests/platform/localisation

format: setup-tools ## Write the code in the house's format, and the list of packages
	$(BIN)/python -m tests.architecture.package_list
	$(BIN)/ruff check --fix --select I .
	$(BIN)/ruff format .

proof: setup-tools ## Run the long proofs, then the attack
	WETHAQ_TEST_ENGINE=sqlite $(PYTEST) -q -n $(JOBS) --dist worksteal -m 'proof and not browser'
	WETHAQ_TEST_ENGINE=postgres $(BIN)/python -m tests.postgresql $(PYTEST) -q -n $(JOBS) --dist worksteal \
		-m 'proof and not browser and not engine_free'
	CHROMIUM="$$($(BIN)/python -m tests.browser.chromium)" $(PYTEST) -q -m 'browser and proof' tests/browser
	@$(MAKE) --no-print-directory attack

attack: setup-tools $(ATTACK) ## Let schemathesis, sqlmap and wapiti loose on a running demonstration
	$(BIN)/python -m tests.attack

bench: setup-tools ## Measure against the peers
	@$(BIN)/python -m benchmarks

screenshots: setup-tools ## Draw the main pages, both languages, phone and desktop, into screenshots/
	CHROMIUM="$$($(BIN)/python -m tests.browser.chromium)" $(BIN)/python -m tests.browser.screenshots

wheel: setup-tools ## Build the wheel, front-end files, templates and catalogues inside, into dist/
	$(BIN)/python -m tests.wheel dist

$(BIN)/python:
	@[ -n "$(PYTHON)" ] || { echo 'Python 3.11 or newer is needed; name one: make PYTHON=/path/to/python'; exit 1; }
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); \
		echo 'This Python makes no environments (Debian: apt-get install python3-venv).'; exit 1; }

# The repository's root is the package `wethaq`: a link of that name is put on the environment's path.
$(RUNTIME): requirements.lock | $(BIN)/python
	@echo 'Installing the dependencies …'
	@mkdir -p .links && ln -sfn .. .links/wethaq
	@$(BIN)/python -c 'import pathlib, sysconfig; \
		pathlib.Path(sysconfig.get_path("purelib"), "wethaq-development.pth").write_text("$(CURDIR)/.links\n")'
	@$(BIN)/python -m pip install -qq --no-deps --require-hashes -r requirements.lock
	@touch $@

$(TOOLS): requirements-dev.lock $(RUNTIME)
	@echo 'Installing the tools of tests and checks …'
	@$(BIN)/python -m pip install -qq --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

# They want other versions of what we use, so they live apart.
$(ATTACK): requirements-attack.lock
	@echo 'Installing the tools of the attack …'
	@"$(PYTHON)" -m venv .tools/attack
	@.tools/attack/bin/python -m pip install -qq --no-deps --require-hashes -r requirements-attack.lock
	@touch $@

# Without npm on the machine, the one inside a wheel does.
$(FRONT_END): package.json package-lock.json .npmrc requirements-node.lock | $(RUNTIME)
	@echo 'Fetching the front-end files …'
	@command -v npm >/dev/null 2>&1 || $(BIN)/python -m pip install -qq --no-deps --require-hashes -r requirements-node.lock
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --silent
	@touch $@

$(STATIC): $(FRONT_END) $(STATIC_SOURCES) | $(RUNTIME)
	@$(BIN)/python -m wethaq.platform.web.build_assets
	@mkdir -p static && touch $@

# The locks pin versions and hashes and name no host; uv writes them from an environment of its own.
lock: ## Pin the newest allowed dependencies again
	@[ -x .tools/lock/bin/uv ] || { "$(PYTHON)" -m venv .tools/lock && .tools/lock/bin/pip install --quiet uv; }
	@set -e; compile() { .tools/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-annotate --no-header "$$@"; }; \
	compile pyproject.toml --group assets -o requirements.lock; \
	compile pyproject.toml --constraint requirements.lock --group assets --group test --group check -o requirements-dev.lock; \
	compile --group node -o requirements-node.lock; \
	compile --group attack -o requirements-attack.lock; \
	for peer in benchmarks/peers/*.in; do compile "$$peer" -o "$${peer%.in}.lock"; done
	npm update --package-lock-only

clean: ## Remove everything that was made here, but not data/
	rm -rf $(VENV) .links .tools node_modules static screenshots build dist *.egg-info \
		.pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
