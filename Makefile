# Yangpu Atlas: the commands of README.md and CONTRIBUTING.md.
#
#   make run       set up what is missing, then start the atlas (ARGS="open file.geojson")
#   make test      set up what is missing, then format check, lint, types, contracts, tests
#   make venv      only set up: .venv/bin/yangpu-atlas works then
#   make fix       format and mend what can be mended by itself
#   make messages  compile assets/i18n/*/*.po after an edit
#   make pictures  draw the README's pictures again
#   make bench     measure, beside QGIS where it is installed; medians go to out/bench*.json
#   make test-exchange   what needs QGIS
#   make lock      resolve requirements.lock anew (PACKAGE=name: only that one; UPGRADE=1: all)
#   make clean     remove what these commands made

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# Made-up data at the size of a city: made where it is missing, two minutes and 1.3 GB.
BENCH_DATA ?= out/bench-data

# The first interpreter that is new enough; another can be named: make venv PYTHON=python3.12
ifndef PYTHON
PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
endif
export PYTHON

.PHONY: run test venv fix messages pictures bench test-exchange lock clean
.SUFFIXES:

run: venv
	@exec $(BIN)/yangpu-atlas $(ARGS)

test: $(STAMP)
	@.ci/debian test
	@$(BIN)/ruff format --quiet --check . || { $(BIN)/ruff format --check .; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@said=$$($(BIN)/lint-imports --no-logo 2>&1) || { echo "$$said"; exit 1; }
	@QT_QPA_PLATFORM=offscreen $(BIN)/pytest

# Compiled here and not at the first start, which some systems do not let Python keep.
venv: $(STAMP)
	@$(BIN)/python -m compileall -qq desktop geo layers

# Installing hangs on the lock and on pyproject.toml alone, so an unchanged one costs nothing.
$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更高版本 / Python 3.11 or newer is needed" >&2; exit 2; }
	@.ci/debian run
	@echo "正在安装到 $(VENV)，初次约需几分钟 / Installing into $(VENV); the first time takes a few minutes" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --requirement requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
# PySide6 compiles its own support files at every start, unless they lie unpacked: 15 ms.
	@SBK_EMBED=no $(BIN)/python -c "import shiboken6"
	@$(BIN)/python -m compileall -qq $(VENV)/lib/python*/site-packages/shiboken6/files.dir
	@touch $@

fix: $(STAMP)
	@$(BIN)/ruff check --quiet --fix . || true
	@$(BIN)/ruff format --quiet .
	@$(BIN)/python -m layers.compile_messages

messages: $(STAMP)
	@$(BIN)/python -m layers.compile_messages

bench: $(STAMP)
	@mkdir -p out
	@QT_QPA_PLATFORM=offscreen $(BIN)/python tests/benchmarks/run.py out/bench.json
	@$(BIN)/python tests/benchmarks/city/run.py $(BENCH_DATA) out/bench-city.json
	@QT_QPA_PLATFORM=offscreen $(BIN)/python tests/benchmarks/canvas_city.py $(BENCH_DATA) out/bench-canvas.json
	@$(BIN)/python tests/benchmarks/open_large.py $(BENCH_DATA) out/bench-open.json

test-exchange: $(STAMP)
	@.ci/debian exchange
	@QT_QPA_PLATFORM=offscreen $(BIN)/pytest -m exchange

# Comments in the lock name the package that asks for each line, and no more.
lock: $(STAMP)
	@command -v $(BIN)/uv >/dev/null || $(BIN)/python -m pip install -qq --disable-pip-version-check uv
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal --all-extras --python-version 3.11 \
		$(if $(UPGRADE),--upgrade) $(if $(PACKAGE),--upgrade-package $(PACKAGE)) pyproject.toml --output-file requirements.lock

# Small enough for a page that people read over a slow line: under 400 kB each.
PICTURES := assets/readme
SHOT := $(BIN)/yangpu-atlas render
pictures: $(STAMP)
	@mkdir -p $(PICTURES)
	@$(SHOT) $(PICTURES)/window.png --window --size 1200x760 --zone yangpu_kechuangdai --lang zh
	@$(SHOT) $(PICTURES)/window-dark-en.png --window --size 1200x760 --zone huantongji --lang en --theme dark
	@$(SHOT) $(PICTURES)/map.png --size 1200x800 --lang zh
	@for theme in light dark print; do \
		$(SHOT) $(PICTURES)/district-$$theme.png --size 720x500 --theme $$theme --lang zh && \
		$(SHOT) $(PICTURES)/belt-$$theme.png --size 720x500 --theme $$theme --lang zh --zone binjiang_south && \
		$(SHOT) $(PICTURES)/valley-$$theme.png --size 720x500 --theme $$theme --lang zh --zone dachuanggu || exit 1; \
	done
	@for picture in $(PICTURES)/*.png; do \
		test "$$(wc -c <"$$picture")" -lt 400000 || { echo "$$picture: over 400 kB" >&2; exit 1; }; done

clean:
	@rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
