# EmbedLab's commands. The work is done by scripts/bootstrap.py; this file only finds a Python to run it.

PORT ?= 8501
ADDRESS ?= localhost
PYTHON ?=

.DEFAULT_GOAL := help
.PHONY: help run test lint bench

# Debian splits venv from Python, so an interpreter that can make environments is preferred to one that is only new.
BOOTSTRAP = for needs in "sys, ensurepip" sys; do \
	for python in $(or $(PYTHON),python3.13 python3.12 python3.11 python3); do \
		if "$$python" -c "import $$needs; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then \
			exec "$$python" -m scripts.bootstrap $@ --port "$(PORT)" --address "$(ADDRESS)" $(if $(PYTHON),--this-python); \
		fi; \
	done; \
done; \
echo "EmbedLab needs Python 3.11 or newer$(if $(PYTHON), and $(PYTHON) is not,; none was found): install it from python.org\
 or your package manager$(comma) or name one with PYTHON=/path/to/python3." >&2; exit 1
comma := ,

help: ## List these commands
	@echo "EmbedLab: see how text-embedding models differ."
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))
	@echo
	@echo "  PORT=8501 and ADDRESS=localhost say where make run serves; PYTHON= names the Python to use."

run: ## Set up, fetch the weights and serve the app at http://localhost:8501
	@$(BOOTSTRAP)

test: ## Set up and run every check: lint, types, tests on real weights, a real browser
	@$(BOOTSTRAP)

lint: ## Check style and types only
	@$(BOOTSTRAP)

bench: ## Measure speed and memory (benchmarks/)
	@$(BOOTSTRAP)
