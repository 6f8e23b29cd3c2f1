"""Every file that ships is read by its lesson; one that is damaged is as good as none, and the server says so once."""

import io
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from embedlab.studies import shipped_store
from embedlab.studies.shipped_store import KEPT, load_shipped, shipped_file, shipped_files
from tests.kit.browser.server import ROOT

SLUGS = [path.parent.name for path in sorted((ROOT / "embedlab" / "lessons").glob("*/shipped.py"))]
KINDS = {
    (slug, name): kind
    for slug in SLUGS
    for name, kind in import_module(f"embedlab.lessons.{slug}.shipped").shipped_kinds().items()
}
MEGABYTES = 5.0


def archive_of(arrays: dict[str, np.ndarray]) -> bytes:
    written = io.BytesIO()
    np.savez(written, **arrays)
    return written.getvalue()


def damaged(whole: bytes) -> list[bytes]:
    """A file as a full disk, an interrupted copy or an older version leaves it."""
    with np.load(io.BytesIO(whole), allow_pickle=False) as archive:
        arrays = {name: archive[name] for name in archive.files}
    lacking = [archive_of({name: array for name, array in arrays.items() if name != key}) for key in arrays]
    shorter = [archive_of(arrays | {key: array[:-1]}) for key, array in arrays.items()]
    renamed = arrays["record"].tobytes().replace(b'{"', b'{"_', 1)
    return [
        whole[: len(whole) // 2], b"", b"PK\x03\x04 no archive", *lacking, *shorter,
        archive_of(arrays | {"record": np.frombuffer(renamed, np.uint8)}),
    ]  # fmt: skip


def test_every_file_that_ships_is_read_and_every_one_that_is_read_ships() -> None:
    assert {path.parent.parent.name for path in (ROOT / "assets" / "lessons").glob("*/shipped/*")} <= set(SLUGS)
    assert {(slug, name) for slug in SLUGS for name in shipped_files(slug)} == set(KINDS)


def test_what_ships_is_small_enough_to_be_kept_in_memory() -> None:
    assert len(KINDS) <= KEPT
    assert sum(shipped_file(*file).stat().st_size for file in KINDS) < MEGABYTES * 1e6


@pytest.mark.parametrize(("slug", "name"), KINDS, ids=map("/".join, KINDS))
def test_a_damaged_file_is_as_good_as_none_and_said_once(
    slug: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    kind, whole = KINDS[slug, name], shipped_file(slug, name).read_bytes()
    assert isinstance(load_shipped(slug, name, kind), kind)
    for number, content in enumerate(damaged(whole)):
        monkeypatch.setattr(shipped_store, "_lessons", tmp_path / str(number))
        path = shipped_file(slug, name)
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        assert [load_shipped(slug, name, kind) for _ in range(2)] == [None, None], number
        (said,) = [record.getMessage() for record in caplog.records if record.name == shipped_store.__name__]
        assert str(path) in said
        assert f"--only {slug}" in said
        caplog.clear()
