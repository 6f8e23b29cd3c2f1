"""Files of classes and texts: read as they are, or refused in a sentence."""

import pytest

from embedlab.content.labelled_texts import gather_labelled
from embedlab.errors import InputError

HEADING = "Category\tText\nd\tstring\nclass\t\n\n"


def test_each_line_is_a_text_with_its_class_and_the_file_that_it_stands_in() -> None:
    files = {
        "train": f"{HEADING}ship\tone \x85 text\nearn\tanother\tone\n".encode(),
        "test": f"{HEADING}ship\tlast".encode(),
    }
    found = gather_labelled("News", "topic", files)
    assert found.documents.to_pylist() == [
        {"_id": "train-1", "_text": "one \x85 text", "topic": "ship", "part": "train"},
        {"_id": "train-2", "_text": "another\tone", "topic": "earn", "part": "train"},
        {"_id": "test-1", "_text": "last", "topic": "ship", "part": "test"},
    ]
    assert found.queries is None
    assert found.said == ()


def test_a_text_without_a_word_is_left_out_and_said() -> None:
    found = gather_labelled("News", "topic", {"train": f"{HEADING}ship\t \nearn\tword\n".encode()})
    assert found.documents["_id"].to_pylist() == ["train-2"]
    assert found.said == ("Left out: 1 text without a word.",)


@pytest.mark.parametrize("content", [b"", b"a,b\nc,d\n", HEADING.encode() + b"no tab\n", b"\xff\xfe\x00"])
def test_another_file_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(InputError, match=r"^The file train of News is no .*; fetch it again\.$"):
        gather_labelled("News", "topic", {"train": content})
