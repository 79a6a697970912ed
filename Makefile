# make run shows the application working; make test passes its tests. Both fetch what they need.

SHELL := /bin/bash
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: run test test-unit test-thorough test-browser test-postgres lint check coverage mutants hazards
.PHONY: hazards-check ordeals ordeals-short reading figures bench lighthouse screenshots lock deps FORCE

export PYTHON ?= python3
# Compiled once, not by each process of each run of the tests.
export PYTHONDONTWRITEBYTECODE :=
PORT := 8000
PY := .venv/bin/python
PYTEST := $(PY) -m pytest
DEMO := DEBUG=1 DEMO=1
DEPS := .venv/.installed node_modules/.installed
# What became of each test, for the hazard table.
RESULTS := var/tests

run: $(DEPS) var/.prepared
	@$(PY) -c "import socket; socket.create_server(('127.0.0.1', $(PORT))).close()" 2>/dev/null || \
	  { echo "Port $(PORT) is taken by another program. Stop it, or: make run PORT=8001"; exit 1; }
	@echo
	@echo "BackCare: http://127.0.0.1:$(PORT)/ (Control-C stops it)"
	@echo "Try it with the demo accounts that the sign-in page lists."
	@echo
	@$(DEMO) $(PY) manage.py runserver 127.0.0.1:$(PORT)

test: test-unit test-thorough test-browser

# Tables as the models say, which takes less time; lint and all other tests see to the migrations.
test-unit: $(DEPS)
	$(PYTEST) -n auto -m "not browser and not thorough" --nomigrations --junitxml $(RESULTS)/unit.xml

test-thorough: $(DEPS)
	$(PYTEST) -n auto -m thorough --junitxml $(RESULTS)/thorough.xml

test-browser: $(DEPS)
	@.ci/need chromium
	$(PYTEST) -n 2 -m browser --junitxml $(RESULTS)/browser.xml

test-postgres: $(DEPS)
	@if compgen -G '/usr/lib/postgresql/*/bin/initdb' > /dev/null; then \
	  echo '.ci/with-postgres $(PYTEST) -n auto -m "not browser"'; \
	  .ci/with-postgres $(PYTEST) -n auto -m "not browser" --junitxml $(RESULTS)/postgres.xml; \
	else \
	  echo "SKIPPED: the tests on PostgreSQL. This machine has no PostgreSQL server."; \
	fi

# No database is opened: these checks look at the code.
lint: export DATABASE_URL = sqlite://:memory:
lint: $(DEPS)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djlint --lint --quiet templates
	DEBUG=1 $(PY) manage.py check
	DEBUG=1 $(PY) manage.py makemigrations --check --dry-run
	env -u DEBUG -u DEMO ALLOWED_HOSTS=backcare.example EMAIL_HOST=mail.example \
	  SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(60))')" \
	  $(PY) manage.py check --deploy --fail-level WARNING
	.ci/check-files

check: lint test test-postgres coverage hazards-check ordeals-short

# The evidence for the screening gate (docs/screening/README.md).

COVERING := a_rule_asks_again answering asked_again begun_before damaged_questionnaire gate \
  kept_in_the_browser needing_help_now publishing_a_questionnaire questionnaire quick_check \
  quick_check_one_by_one rules seeing_the_result signs_in_a_quick_check source_items standing stops \
  strong_pain taking_answers_over what_cannot_be_judged where_the_gate_leads \
  where_the_quick_check_leads
coverage: $(DEPS)
	$(PYTEST) -n auto $(COVERING:%=tests/screening/test_%.py) --cov

mutants: $(DEPS)
	$(PY) -m tests.evidence.mutants

hazards: $(DEPS)
	$(PY) -m tests.evidence.hazards

reading: $(DEPS)
	$(PY) -m tests.reading

hazards-check: $(DEPS)
	$(PY) -m tests.evidence.hazards --check

# What an acknowledged session survives (docs/sync.md): a killed server, many phones at once.
ordeals: $(DEPS)
	$(PY) -m tests.ordeals 200 30
	.ci/with-postgres $(PY) -m tests.ordeals 200 30

ordeals-short: $(DEPS)
	$(PY) -m tests.ordeals 8 5
	@if compgen -G '/usr/lib/postgresql/*/bin/initdb' > /dev/null; then \
	  .ci/with-postgres $(PY) -m tests.ordeals 8 5; fi

figures: $(DEPS)
	@.ci/need chromium
	$(PY) -m tests.contact_sheet

bench: $(DEPS)
	$(PY) -m tests.bench

# Its 201 packages are its own, and not part of what runs or tests the application.
lighthouse: $(DEPS) tests/lighthouse/node_modules/.installed
	@.ci/need chromium
	$(PY) -m tests.lighthouse

screenshots: $(DEPS)
	@.ci/need chromium
	$(PY) -m tests.screenshots
	$(PY) -m tests.film_strip

lock: .venv/.installed
	.ci/lock

# The stamps: each is made anew only when what it stands for has changed.

deps: $(DEPS)

.venv/bin/python:
	@.ci/need python npm
	$(PYTHON) -m venv .venv

.venv/.installed: requirements.txt | .venv/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

node_modules/.installed: package-lock.json .npmrc
	@.ci/need npm
	npm ci --no-audit --no-fund
	@touch $@

tests/lighthouse/node_modules/.installed: tests/lighthouse/package-lock.json
	cd tests/lighthouse && npm ci --no-audit --no-fund
	@touch $@

DATA := $(wildcard */migrations/*.py exercises/data/* exercises/management/commands/*.py)

# A database that was deleted is made again.
var/.prepared: $(DATA) $(if $(wildcard var/backcare.sqlite3),,FORCE) | $(DEPS)
	@mkdir -p var
	$(DEMO) $(PY) manage.py migrate --verbosity 0
	$(DEMO) $(PY) manage.py load_exercises
	$(DEMO) $(PY) manage.py seed_demo
	@touch $@

FORCE:
