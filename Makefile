# Standfirst from a terminal. `make` alone lists what there is.
# Variables of the site (PORT, HOST, DATABASE_URL, VAR_DIR, …: docs/operators.md) may stand behind: make run PORT=8001

PYTHON ?= python3
SOAK ?= 40
VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip install --quiet --require-hashes --no-deps --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.PHONY: help run test soak lint bench lock messages pictures clean

help:  ## List these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | awk -F'|' '{ printf "  %-11s %s\n", $$1, $$2 }'

run: $(VENV)/installed  ## Start the site: database, demo content, editor's login, server and worker
	@$(RUN) manage.py prepare --demo && exec $(RUN) manage.py serve

test: lint  ## Lint, then test on SQLite, on PostgreSQL and in a browser (make test ARGS="-k slug")
	@exec $(RUN) tests/run.py $(ARGS)

soak: $(VENV)/installed-dev  ## Look longer for leaks, lost updates and odd histories, on both databases (make soak SOAK=200)
	@exec env SOAK=$(SOAK) $(RUN) tests/run.py $$(grep -rl tests.articles.soak tests --include='test_*.py') $(ARGS)

lint: $(VENV)/installed-dev  ## Check form, imports, types, migrations, templates and scripts
	@exec $(RUN) tests/lint.py

bench: $(VENV)/installed-dev  ## Measure the writing page, feeds, and the search among 100,000 articles (make bench ARGS="--documents 5000 --database sqlite")
	@$(RUN) tests/bench/writing.py && $(RUN) tests/bench/feeds.py && exec $(RUN) tests/bench/search.py $(ARGS)

lock: $(VENV)/installed-dev  ## Pin the newest releases that requirements*.in allow
	@for group in requirements requirements-dev; do \
		$(VENV)/bin/pip-compile --quiet --upgrade --generate-hashes --strip-extras --no-header \
			--no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
			--output-file $$group.txt $$group.in || exit 1; \
	done

pictures: $(VENV)/installed-dev  ## Take the pictures of README and docs anew (make pictures ARGS="reader")
	@exec $(RUN) tests/pictures.py $(ARGS)

messages: $(VENV)/installed-dev  ## Bring the desk's translations up to date (needs gettext), then translate what is empty
	@for tool in xgettext msgmerge msgfmt; do command -v $$tool >/dev/null || { echo "$(NO_GETTEXT)" >&2; exit 1; }; done
	@for app in articles api; do ( cd $$app && for domain in django djangojs; do \
		../$(RUN) ../manage.py makemessages --all --domain $$domain --no-location --no-wrap --no-obsolete || exit 1; \
	done && ../$(RUN) ../manage.py compilemessages ) || exit 1; done

clean:  ## Remove what tools left; the site's data in var/ stays
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- Packages: installed when the pinned lists changed ----------------------------------------------------------------

define OLD
Standfirst needs Python 3.11 or newer, and $(PYTHON) is not: install one, then say which: make run PYTHON=python3.11
endef
define NO_GETTEXT
make messages needs the tools of gettext (on Debian and Ubuntu: apt install gettext)
endef
define NO_VENV
Could not make $(VENV) (on Debian and Ubuntu: apt install python3-venv). What happened: $(VENV)/venv.log
endef
define NO_INSTALL
Could not install the packages: is the network reachable, is there a C compiler? What happened: $(VENV)/install.log
endef

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "$(OLD)" >&2; exit 1; }
	@rm -rf $(VENV) && mkdir $(VENV)
	@$(PYTHON) -m venv $(VENV) >$(VENV)/venv.log 2>&1 || { rm -rf $(VENV)/bin; echo "$(NO_VENV)" >&2; exit 1; }

$(VENV)/installed: requirements.txt | $(VENV)/bin/python
	@echo "Installing packages into $(VENV) …"
	@$(RUN) -m pip --version >/dev/null 2>&1 || $(RUN) -m ensurepip >$(VENV)/venv.log 2>&1 || { echo "$(NO_VENV)" >&2; exit 1; }
	@$(PIP) -r requirements.txt >$(VENV)/install.log 2>&1 || { echo "$(NO_INSTALL)" >&2; exit 1; }
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	@echo "Installing the tools of tests and lint into $(VENV) …"
	@$(PIP) -r requirements-dev.txt >$(VENV)/install.log 2>&1 || { echo "$(NO_INSTALL)" >&2; exit 1; }
	@touch $@
