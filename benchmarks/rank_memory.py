"""What ``rank`` holds in memory over a large collection: the peak of a process of its own, for each kind of ranker.

``python -m benchmarks.rank_memory [DOCUMENTS]``; the usual 200 take minutes, 2,000 an hour on one core.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks._report import Line, held_to, print_table

RANKERS = ("bm42", "splade-tiny", "answerai-colbert-small-v1", "ms-marco-minilm-l12-v2")
WORDS = 300
VOCABULARY = ("river", "bank", "money", "fish", "boat", "law", "trade", "nurse", "story", "winter", "water", "light")
LIMIT_MB = 1_000

_RUN = """
import json, resource, sys
from embedlab.cli.commands import app
sys.argv = ["embedlab", "rank", "river bank money", "--docs", sys.argv[1], "--models", sys.argv[2], "--explain"]
try:
    app()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def main(documents: int = 200) -> None:
    """Measure, and print the table."""
    rng = random.Random(0)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "documents.txt"
        texts = (f"{number} {' '.join(rng.choices(VOCABULARY, k=WORDS))}" for number in range(documents))
        file.write_text("\n".join(texts), encoding="utf-8")
        rows = [_row(ranker, peak_mb(ranker, file)) for ranker in RANKERS]
    print_table(f"Peak memory of rank over {documents} documents of {WORDS} words, in MB", "", rows)


def peak_mb(ranker: str, file: Path) -> float:
    """Rank in a process of its own and return the most memory that it held, resident, in MB."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(file), ranker], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert json.loads(done.stdout)["rankings"][ranker]
    return int(done.stderr.split()[-1]) / 1e3  # Linux tells kilobytes


def _row(ranker: str, megabytes: float) -> Line:
    return held_to(ranker, megabytes, "<=", LIMIT_MB, shown=f"{megabytes:.0f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
