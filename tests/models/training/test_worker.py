"""The process that trains stays light: it starts in a moment and holds little memory beside the server's."""

import subprocess
import sys
from pathlib import Path

CODE = """
import sys
import embedlab.models.training.worker
import embedlab.models.training.pair_training.pair_run
import embedlab.models.training.word_training.word_run
print(*{name.partition(".")[0] for name in sys.modules} - set(sys.stdlib_module_names) - {"__main__"})
"""


def test_the_worker_imports_numpy_and_nothing_else_from_outside(root: Path) -> None:
    run = subprocess.run([sys.executable, "-c", CODE], cwd=root, capture_output=True, text=True, check=True)
    assert {name for name in run.stdout.split() if name != "cython_runtime" and not name.startswith("_")} == {
        "embedlab",
        "numpy",
    }
