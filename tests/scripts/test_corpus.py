"""The training corpus: what is read out of a source, and what is kept away from every training."""

from pathlib import Path

import pytest

from scripts.training import corpus, readers
from scripts.training.dictionary import held_out_pairs, training_pairs
from scripts.training.sources import unpack

NOUNS = """  1 This software and database is being provided to you, the LICENSEE
02121620 05 n 02 cat 0 true_cat 0 001 @ 02120997 n 0000 | feline mammal usually having thick soft fur; "the cat purred"
09411430 17 n 01 river 0 001 @ 09448361 n 0000 | a large natural stream of water; "a navigable river"; "a wide river"
"""


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "trees" / "wordnet-base" / "usr" / "share" / "wordnet"
    folder.mkdir(parents=True)
    for part in readers.PARTS_OF_SPEECH:
        (folder / f"data.{part}").write_text(NOUNS if part == "noun" else "", encoding="latin-1")
    return tmp_path


def test_a_wordnet_line_gives_its_words_its_definition_its_examples_and_what_is_broader(work: Path) -> None:
    cat, river = readers.wordnet(work)
    assert cat == readers.Synset(
        "noun:02121620", ("cat", "true cat"), "feline mammal usually having thick soft fur", ("the cat purred",),
        ("noun:02120997",),
    )  # fmt: skip
    assert river.definition == "a large natural stream of water"
    assert river.examples == ("a navigable river", "a wide river")


def test_a_held_out_entry_and_its_examples_stay_out_of_the_corpus(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "held_out", lambda key: key == "noun:09411430")
    read = []
    for source, text in corpus.paragraphs(work):
        if source != "wordnet-base":
            break
        read.append(text)
        if len(read) == 2:
            break
    assert read == ["cat, true cat: feline mammal usually having thick soft fur", "the cat purred"]


def test_one_entry_in_forty_is_held_out_and_always_the_same_one() -> None:
    keys = [f"noun:{number:08d}" for number in range(20_000)]
    held = [key for key in keys if corpus.held_out(key)]
    assert len(held) / len(keys) == pytest.approx(1 / 40, rel=0.1)
    assert held[:2] == [key for key in keys if corpus.held_out(key)][:2]


def test_words_are_lower_case_runs_of_letters_with_their_apostrophes() -> None:
    assert corpus.words("The dog's 2 BONES, re-used; naïve x1") == ["the", "dog's", "bones", "re", "used", "naïve", "x"]


def test_a_package_that_is_not_the_pinned_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "archives").mkdir()
    (tmp_path / "archives" / "jargon-text_4.4.7-4.1_all.deb").write_bytes(b"something else")
    with pytest.raises(SystemExit, match="not the pinned package"):
        unpack("jargon-text", tmp_path)


def test_the_shipped_pairs_hold_2000_unique_terms_apart() -> None:
    train, held = training_pairs(), held_out_pairs()
    assert (len(train), len(held)) == (60_000, 2_000)
    assert len({pair.term.lower() for pair in held}) == 2_000
    assert not set(held) & set(train)
    assert not {pair.definition for pair in held} & {pair.definition for pair in train}
