"""Files of the store that are cut short under a running server: it goes on with what it has read."""

import shutil
import subprocess
import sys
from pathlib import Path

from embedlab.models.cards import ModelCard
from tests.models.kit.process import ROOT

CUT = """
import os, sys
from pathlib import Path
import numpy as np
from embedlab.models.cards import ModelCard
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime
from embedlab.models.settings import Settings

home = Path(sys.argv[1])
words, encoder = (ModelCard.model_validate_json(Path(name).read_text(encoding="utf-8")) for name in sys.argv[2:])
asked = [
    (Runtime(Settings(home=home, engine=engine, device="cpu", cache_bytes=1)), card)
    for engine, card in (("onnx", words), ("onnx", encoder), ("torch", encoder))
]
before = [text_vectors(runtime, card, ["king bank"]).vectors for runtime, card in asked]
for path in home.rglob("*"):
    if path.is_file():
        os.truncate(path, 0)
after = [text_vectors(runtime, card, ["king bank"]).vectors for runtime, card in asked]
print([bool(np.array_equal(*both)) for both in zip(before, after)])
"""


def test_a_server_survives_whatever_becomes_of_the_files_it_has_read(
    tiny_home: Path, tiny_table: ModelCard, tiny_encoder: ModelCard, tmp_path: Path
) -> None:
    """A file that is mapped into memory and cut short ends the process that looks at it (SIGBUS)."""
    home = shutil.copytree(tiny_home, tmp_path / "home")
    cards = [tmp_path / f"{card.id}.json" for card in (tiny_table, tiny_encoder)]
    for path, card in zip(cards, (tiny_table, tiny_encoder), strict=True):
        path.write_text(card.model_dump_json(), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", CUT, str(home), *map(str, cards)],
        cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.strip()) == (0, "[True, True, True]"), done.stderr
