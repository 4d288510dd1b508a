# One runner for everything a person or a machine does here. `make help` lists the targets.
#
# The environment comes from the hashed locks alone. It is made anew where a lock or the metadata changed, which the
# stamp files in it remember, and left alone otherwise.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
AUDITORS := .cache/audit/node_modules
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL: # pytest's summary stays the last word
.PHONY: help site serve check test lint types pytest mutants audit pictures words format chromium lock clean distclean

# $(call install,PACKAGE,WHY): Debian's package as root, or a plain sentence where that cannot be.
define install
echo "$(2): installing $(1)" >&2; \
if ! command -v apt-get >/dev/null; then echo "Please install $(1): $(2)." >&2; exit 1; fi; \
if [ "$$(id -u)" -eq 0 ]; then as_root=''; \
elif sudo -n true 2>/dev/null; then as_root='sudo -n'; \
else echo "Please install $(1) (as root: apt-get install $(1)): $(2)." >&2; exit 1; fi; \
$$as_root apt-get update -q && \
$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $(1)
endef

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

site: $(VENV)/.site-ready ## build the dossier into site/, every warning an error
	$(BIN)/mkdocs build --strict

serve: $(VENV)/.site-ready ## show the dossier on this machine and follow what is edited
	$(BIN)/mkdocs serve

check: $(VENV)/.site-ready ## say what is to be mended in the dossier, without building it
	$(BIN)/dossier check

test: lint types pytest ## all that must pass: ruff, mypy, pytest with the browser tests

lint: $(VENV)/.test-ready ## ruff alone: its rules, and its layout (make format)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.test-ready ## mypy alone
	$(BIN)/mypy

pytest: chromium ## pytest alone; ARGS='-k word' passes on options
	$(BIN)/python -m pytest $(ARGS)

# Some ten minutes; ARGS='--sheet tests/other/sources/facts' measures another sheet, ARGS=--missed lists what was missed.
mutants: $(VENV)/.test-ready ## make the fact sheet wrong in thousands of small ways, and count what the checks catch
	$(BIN)/python tests/mutants.py $(ARGS)

# Some ten minutes; ARGS='systems/s-400/index.html' has Lighthouse look at that page alone.
audit: $(VENV)/.test-ready chromium $(AUDITORS) ## have the Nu HTML checker and Lighthouse look at the built pages
	$(BIN)/python tests/audit.py $(AUDITORS) $(ARGS)

# Both come from npm at these versions, without running what their packages would run at installation.
$(AUDITORS): Makefile
	@command -v java >/dev/null || { $(call install,default-jre-headless,the Nu HTML checker is a program for Java); }
	@command -v npm >/dev/null || { $(call install,nodejs npm,Lighthouse is a program for Node); }
	npm install --prefix $(dir $@) --no-save --no-package-lock --ignore-scripts --no-audit --no-fund --silent \
		lighthouse@12.8.2 vnu-jar@26.9.27
	touch $@

pictures: $(VENV)/.test-ready chromium site ## make the pictures of the README anew, from the built site
	$(BIN)/python tests/pictures.py site generator/handbook/pictures

# ARGS=fr begins a catalogue in French.
words: $(VENV)/.test-ready ## collect the words of the pages into the catalogues of generator/mkdocs_dossier/locale/
	$(BIN)/python tests/words.py $(ARGS)

format: $(VENV)/.test-ready ## let ruff lay out the Python files
	$(BIN)/ruff format

# Playwright's driver, which steers the browser, is a program that needs libatomic; that it starts is asked of itself.
chromium: $(VENV)/.test-ready ## install Debian's chromium, which the browser tests drive, where there is none
	@{ command -v chromium && $(BIN)/playwright --version; } >/dev/null 2>&1 || \
	{ $(call install,chromium libatomic1,the browser tests drive Debian's chromium); }

# `python -m venv` needs pip's own wheels, which Debian keeps in a package apart.
$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || { echo "Please install Python 3.11 or later, or name it: make PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "Python 3.11 or later is needed, and $(PYTHON) is $$($(PYTHON) --version 2>&1); name another: make PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { $(call install,python3-venv,Python cannot make environments without it); }
	$(PYTHON) -m venv $(VENV)
	touch $@

# pip installs nothing whose hash is not in the lock, and the build backend comes from the lock too: without build
# isolation pip does not go looking for another one. The project itself is installed in place, so what is edited runs.
define environment
$(BIN)/python -m pip install --quiet --require-hashes -r $(1)
$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
touch $@
endef

$(VENV)/.site-ready: requirements.lock pyproject.toml | $(VENV)/.made
	$(call environment,$<)

# The test lock holds all of the other one, in the same versions (tests/test_locks.py).
$(VENV)/.test-ready: requirements-test.lock pyproject.toml | $(VENV)/.made
	$(call environment,$<)
	touch $(VENV)/.site-ready

# Kept versions stay; LOCKFLAGS=--upgrade takes the newest. No address is written down: a lock holds names, versions, hashes.
UV := .cache/lock/bin/uv
LOCK = $(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --quiet $(LOCKFLAGS) pyproject.toml --group build

lock: $(UV) ## write both locks anew from pyproject.toml; LOCKFLAGS=--upgrade takes the newest versions
	$(LOCK) --output-file requirements.lock
	$(LOCK) --extra test --constraints requirements.lock --output-file requirements-test.lock

$(UV): | $(VENV)/.made
	$(PYTHON) -m venv .cache/lock
	.cache/lock/bin/python -m pip install --quiet uv
	touch $@

clean: ## remove the built site and what the tools keep
	[ ! -d site ] || find site -mindepth 1 ! -name .gitignore -delete
	rm -rf .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find generator tests -name __pycache__ -type d -exec rm -rf {} +

distclean: clean ## remove the environment as well
	rm -rf $(VENV)
