# make html: build the example wiki;  make test: run all tests;  make matrix: run those that
# need neither TeX nor a browser on every supported version;  make fuzz: feed our parsers with
# what nobody would write (TARGETS="bibtex", SECONDS=300).  Everything goes into .venv.
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
SITE    = example-site/_build

.PHONY: html test matrix check docs latexpdf bench fuzz catalogs clean

html: $(VENV)/.installed
	$(BIN)/sphinx-build -q -b html -d $(SITE)/doctrees example-site $(SITE)/html
	@echo
	@echo "The wiki is built. Open it in a browser: file://$(CURDIR)/$(SITE)/html/index.html"

test: $(VENV)/.installed-dev
	sh tools/system-packages
	$(BIN)/python -m pip install --quiet --editable ".[icu]"
	$(MAKE) --no-print-directory check
	rm -f .coverage .coverage.*
	COVERAGE_PROCESS_START=$(CURDIR)/pyproject.toml \
	  $(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-report=term $(ARGS)

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

matrix: $(VENV)/.installed-dev
	$(BIN)/nox --envdir $(VENV)/matrix $(ARGS)

docs: $(VENV)/.installed-dev
	$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build/html
	@echo "file://$(CURDIR)/docs/_build/html/index.html"

latexpdf: $(VENV)/.installed
	$(BIN)/sphinx-build -M latexpdf example-site $(SITE)

bench: $(VENV)/.installed
	$(BIN)/python benchmarks/citations.py
	$(BIN)/python benchmarks/compare.py $(ARGS)

fuzz: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --editable ".[fuzz]"
	for target in $(or $(TARGETS),$(shell ls tests/fuzz/seeds)); do \
	  $(BIN)/python tests/fuzz/run.py $$target $(or $(SECONDS),300) || exit 1; done

catalogs: $(VENV)/.installed-dev
	$(BIN)/python tools/catalogs.py

$(VENV)/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable . furo
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	touch $@

clean:
	rm -rf $(VENV) $(SITE) docs/_build
