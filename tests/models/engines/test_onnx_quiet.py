"""onnxruntime reports to its maker unless it is told not to before its first import."""

import os
import subprocess
import sys
from pathlib import Path

ENGINE = """
import os
from pathlib import Path
from embedlab.errors import StoreError
from embedlab.models.engines.onnx import OnnxEngine
try:
    OnnxEngine(Path("no such folder"), 1)
except StoreError:
    print(os.environ["ORT_DISABLE_TELEMETRY"])
"""


def test_the_engine_switches_telemetry_off_before_the_import() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    done = subprocess.run(
        [sys.executable, "-c", ENGINE],
        env=environment,
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "1"
