# `make help` says what there is. Every target installs what is missing first (tools/setup).

PYTHON ?= python3
ARGS ?=
python := .venv/bin/python

# Some machines forbid Python to keep bytecode; without it every start compiles all modules anew.
unexport PYTHONDONTWRITEBYTECODE
# pyright's version is pinned by requirements-dev.lock: it need not look for a newer one.
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1
export PYTHON

.PHONY: help setup video voices test test-faults lint types pytest format references bench panel manim-suite docs pictures lock clean
.NOTPARALLEL:

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

setup: .venv/ready ## install what rendering needs and is missing (all targets install what they need)
	@:

.venv/ready: requirements.lock requirements-build.lock pyproject.toml tools/setup
	@tools/setup

.venv/ready-docs: .venv/ready requirements-docs.lock
	@tools/setup --docs

.venv/ready-dev: .venv/ready requirements-cluster.lock requirements-docs.lock requirements-dev.lock tests/node/package-lock.json
	@tools/setup --dev

video: .venv/ready ## render the whole lecture into media/lectures
	@$(python) render.py lecture lectures/partial-derivatives.toml --quality medium --lang en --jobs 2

voices: .venv/ready ## install two synthesisers for --voice, espeak-ng and flite
	@tools/setup espeak-ng flite

test: lint types pytest ## every check

lint: .venv/ready-dev ## ruff: rules and format
	@$(python) -m ruff check $(ARGS)
	@$(python) -m ruff format --check

types: .venv/ready-dev ## pyright on the whole tree
	@$(python) -m pyright

pytest: .venv/ready-dev ## the tests; make pytest ARGS="tests/calclib -k slices"
	@tools/setup chromium || echo "the preview's tests in a browser are left out"
	@LC_ALL=C.UTF-8 $(python) -m pytest -n logical --maxprocesses 4 --dist loadgroup $(ARGS)

test-faults: .venv/ready-dev ## the tests that inject faults (docs/faults.md), the slow ones too (15 minutes)
	@LC_ALL=C.UTF-8 $(python) -m pytest -m "faults or not faults" $(ARGS) \
		$$(grep -o 'tests/[a-z_/]*\.py::test_[a-z0-9_]*' docs/faults.md | sort -u)

format: .venv/ready-dev ## let ruff mend and format the code
	@$(python) -m ruff check --fix
	@$(python) -m ruff format

references: .venv/ready-dev ## draw the reference pictures of the tests anew, and show what changed
	@$(python) -m tests.references.renew

bench: .venv/ready-dev ## measure against plain Manim, and the preview (25 minutes); make bench ARGS="--only arrows"
	@tools/setup xvfb xauth
	@$(python) -m bench.run $(ARGS)
	@tools/setup chromium && $(python) -m bench.preview

gallery: .venv/ready-dev ## 120 functions that nobody tuned for in all scenes they fit: contact sheets and faults (30 minutes)
	@$(python) -m bench.gallery $(ARGS)

panel: .venv/ready-dev ## six moments beside plain Manim's, shuffled, for a judge: media/panel (1 minute)
	@$(python) -m bench.panel $(ARGS)

manim-suite: .venv/ready-dev ## manim's tests and examples by Cairo and the engine; make manim-suite ARGS=FOLDER, a checkout of manim (15 minutes)
	@$(python) -m bench.suite.run $(ARGS)

docs: .venv/ready-docs ## build the site in build/docs: the guides, a gallery, the references (3 minutes)
	@NO_MKDOCS_2_WARNING=1 $(python) -m mkdocs build $(ARGS)
	@echo build/docs/index.html

pictures: .venv/ready ## make the README's picture anew
	@$(python) render.py still slicing --beat cut --quality medium -o docs/slicing.png

lock: ## make the locks anew; make lock ARGS=--upgrade takes newer versions
	@tools/lock $(ARGS)

clean: ## remove .venv and all caches; rendered clips stay
	@rm -rf .venv build ./*.egg-info .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
