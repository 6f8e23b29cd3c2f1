"""A store that cannot be written: one sentence that says why and what to do."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from embedlab.errors import StoreError
from embedlab.models.cards import ModelCard
from embedlab.models.store import Store
from embedlab.models.store.faults import explain, explained
from tests.models.kit.process import ROOT, fetch


def test_a_full_disk_says_how_much_to_free(tmp_path: Path) -> None:
    """/dev/full answers every write as a full disk does."""
    with (
        pytest.raises(StoreError, match=r"the disk is full; free about 1\.5 GB or set EMBEDLAB_HOME to a folder"),
        explained(tmp_path),
        Path("/dev/full").open("wb", buffering=0) as full,
    ):
        full.write(b"weights")


@pytest.mark.parametrize("number", [errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EFBIG, errno.ENOSPC])
def test_every_refusal_names_the_setting_that_moves_the_store(number: int) -> None:
    message = str(explain(OSError(number, os.strerror(number)), Path("/some/store")))
    assert message.startswith("The store /some/store cannot be written: ")
    assert "EMBEDLAB_HOME" in message


def test_an_unknown_refusal_is_passed_on_in_the_words_of_the_system() -> None:
    message = str(explain(OSError(errno.EIO, "Input/output error"), Path("/some/store")))
    assert message == "The store /some/store cannot be written: the system says: Input/output error."


def test_a_file_in_the_way_is_one_sentence(tiny_table: ModelCard, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreError, match="a file is in the way of the folder; set EMBEDLAB_HOME"):
        Store(tmp_path / "file" / "store").ensure(tiny_table)


LIMITED = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))"


@pytest.mark.parametrize("bytes_allowed", [100, 60_000], ids=["while downloading", "while converting"])
def test_files_that_may_not_grow_are_one_sentence(
    bytes_allowed: int, tiny_encoder: ModelCard, offline_pip: dict[str, str], tmp_path: Path
) -> None:
    status, out, errors = fetch(tmp_path / "home", tiny_encoder, offline_pip, LIMITED.format(bytes_allowed))
    assert status == 1
    assert out.splitlines()[-1].startswith("refused: The s")
    assert "limits the size of files" in out
    assert "Traceback" not in errors
    assert not Store(tmp_path / "home").folder(tiny_encoder).exists()


AS_NOBODY = """
import os, sys
from pathlib import Path
import filelock, pydantic
from embedlab.errors import StoreError
from embedlab.models.cards import ModelCard
from embedlab.models.store import Store

card = ModelCard.model_validate_json(Path(sys.argv[2]).read_text(encoding="utf-8"))
if os.geteuid() == 0:
    os.setuid(65534)
store = Store(Path(sys.argv[1]))
print(store.is_ready(card))
try:
    store.ensure(card)
except StoreError as error:
    print(error)
"""


@pytest.mark.parametrize("mode", [0o000, 0o555], ids=["closed", "read-only"])
def test_a_folder_of_somebody_else_is_one_sentence(mode: int, tiny_table: ModelCard, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    card_file = tmp_path / "card.json"
    card_file.write_text(tiny_table.model_dump_json(), encoding="utf-8")
    for folder in [tmp_path, *tmp_path.parents[:3]]:
        if folder.owner() == Path.home().owner() and "pytest" in str(folder):
            folder.chmod(0o755)
    home.chmod(mode)
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(home), str(card_file)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    home.chmod(0o755)
    ready, message = done.stdout.splitlines()
    assert ready == "False"
    assert (
        message
        == f"The store {home} cannot be written: it may not be written; set EMBEDLAB_HOME to a folder you may write."
    )
