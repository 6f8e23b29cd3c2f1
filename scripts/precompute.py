"""Compute what ships under ``assets/lessons/*/shipped``: run it after changing a preset, a model or a computation.

.venv/bin/python -m scripts.precompute                            everything
.venv/bin/python -m scripts.precompute --only single_or_late      one lesson, or some
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from embedlab.models.runtime import shared_runtime
from embedlab.studies.shipped_store import shipped_files

LESSONS = [path.parent.name for path in sorted(Path("embedlab/lessons").glob("*/shipped.py"))]
"""A lesson that ships anything has a module with ``ship(runtime)``, which writes it."""


def main(only: Sequence[str]) -> None:
    """Write what every lesson ships, or the named ones, and remove what none of them reads any more."""
    for slug in only or LESSONS:
        module = import_module(f"embedlab.lessons.{slug}.shipped")
        module.ship(shared_runtime())
        for name in shipped_files(slug).keys() - module.shipped_kinds().keys():
            shipped_files(slug)[name].unlink()
        print(slug, file=sys.stderr)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", default=[], choices=LESSONS, metavar="LESSON", help=", ".join(LESSONS))
    main(parser.parse_args().only)
