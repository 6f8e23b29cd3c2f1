"""A figure drawn while another thread imports pandas: in a process of its own, with a pandas that takes its time."""

import os
import subprocess
import sys
from pathlib import Path

SLOW = "import time\ntime.sleep(1.5)\nclass Series: ...\nclass DataFrame: ...\nclass Index: ...\nNaT = NA = None\n"
DRAW = """
import sys, threading, time
from embedlab.figures.kit import theme
threading.Thread(target=__import__, args=("pandas",), daemon=True).start()
while "pandas" not in sys.modules:
    time.sleep(0.001)
assert not hasattr(sys.modules["pandas"], "Series")
figure = theme.figure([{"type": "scatter", "x": [1], "y": [2]}], 100, "One dot.")
print("drawn", hasattr(sys.modules["pandas"], "Series"))
"""


def test_a_figure_waits_for_a_library_that_is_half_loaded(root: Path, tmp_path: Path) -> None:
    (tmp_path / "pandas.py").write_text(SLOW)
    ran = subprocess.run(
        [sys.executable, "-c", DRAW],
        env={"PYTHONPATH": os.pathsep.join([str(tmp_path), str(root)]), "PATH": ""},
        cwd=root,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.stdout.strip() == "drawn True", ran.stderr[-500:]
