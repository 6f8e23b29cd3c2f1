"""Archives that would do harm: each is refused in a sentence, before or while it is unpacked."""

import io
import stat
import zipfile
import zlib

import pytest

from embedlab.content.corpus_files.archive import unpack
from embedlab.content.corpus_files.first_look import look
from embedlab.errors import InputError
from embedlab.limits import CORPUS_FILES
from tests.content.corpus_files.made import json_rows, zipped

TEXT = json_rows({"text": "a"})


def with_member(name: str, *, link: bool = False) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as written:
        written.writestr("corpus.jsonl", TEXT)
        info = zipfile.ZipInfo(name)
        info.external_attr = ((stat.S_IFLNK if link else stat.S_IFREG) | 0o644) << 16
        written.writestr(info, "/etc/passwd")
    return held.getvalue()


def lying(content: bytes, declared: int) -> bytes:
    """An archive whose one file is said to be of another size, in both places where a ZIP says it."""
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        (info,) = held.infolist()
    real, said = (number.to_bytes(4, "little") for number in (info.file_size, declared))
    assert content.count(real) == 2
    return content.replace(real, said)


def locked() -> bytes:
    content = bytearray(zipped({"corpus.jsonl": TEXT}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (with_member("../outside.txt"), "a.zip holds ../outside.txt, a name that leads out of its folder;"),
        (with_member("x/../../y.txt"), "a.zip holds x/../../y.txt, a name that leads out of its folder;"),
        (with_member("/etc/x.txt"), "a.zip holds /etc/x.txt, a name that leads out of its folder;"),
        (with_member("..\\x.txt"), "a.zip holds ..\\x.txt, a name that leads out of its folder;"),
        (with_member("C:\\x.txt"), "a.zip holds C:\\x.txt, a name that leads out of its folder;"),
        (with_member("x.txt", link=True), "a.zip holds x.txt, a link to another file;"),
        (zipped({"corpus.jsonl": bytes(2_000_000)}), "a.zip holds corpus.jsonl, which unpacks to 2\u00a0MB from"),
        (lying(zipped({"corpus.jsonl": TEXT * 500}), 2_000_000_000), "a.zip unpacks to 2\u00a0GB; at most 100 MB"),
        (zipped({f"{n}.txt": "a" for n in range(CORPUS_FILES + 1)}), "a.zip holds 1,001 files; at most 1,000"),
        (zipped({"a.txt": TEXT}, zipfile.ZIP_LZMA), "a.zip holds a.txt in an unusual compression;"),
        (zipped({"run.exe": "MZ"}), "a.zip holds no file that can be read: CSV,"),
        (zipped({}), "a.zip holds no file that can be read: CSV,"),
        (locked(), "a.zip is locked with a password;"),
        (zipped({"corpus.jsonl": TEXT})[:-30], "a.zip is a broken ZIP; pack it again."),
        (lying(zipped({"corpus.jsonl": TEXT * 50_000}), 1_000), "a.zip is a broken ZIP; pack it again."),
    ],
    ids=["up", "up from below", "absolute", "up in Windows", "drive", "link", "bomb", "large", "many", "method",
         "nothing", "empty", "locked", "broken", "lying"],
)  # fmt: skip
def test_an_archive_that_would_do_harm_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(InputError) as refused:
        unpack(content, "a.zip")
    assert str(refused.value).startswith(said)


def test_no_archive_within_an_archive_is_opened() -> None:
    inner = zipped({"corpus.jsonl": TEXT})
    with pytest.raises(InputError, match=r"^inner\.txt is a ZIP within a ZIP; unpack it first\."):
        look(zipped({"inner.txt": inner}), "a.zip")


def test_what_systems_add_is_not_read() -> None:
    files = {"x/corpus.jsonl": TEXT, "__MACOSX/x/._corpus.jsonl": "\x00", "x/.DS_Store": "\x00", "x/LICENSE": "free"}
    members, said = unpack(zipped(files), "a.zip")
    assert [name for name, _ in members] == ["x/corpus.jsonl"]
    assert said == ["1 file of a.zip left out: no texts."]


def test_a_damaged_file_in_an_archive_is_said() -> None:
    content = bytearray(zipped({"corpus.jsonl": TEXT * 99}, zipfile.ZIP_STORED))
    content[60] ^= 0xFF
    assert zlib.crc32(content)  # still an archive, but for one letter
    with pytest.raises(InputError, match=r"^a\.zip is a broken ZIP"):
        unpack(bytes(content), "a.zip")
