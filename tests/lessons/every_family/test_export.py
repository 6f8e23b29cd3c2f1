"""What can be taken away from lesson 7: tables with the ranks shown, and what the notebook needs of each ranker."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embedlab.compute.ranking import rank
from embedlab.errors import UnknownModelError
from embedlab.lessons.every_family.examples import RANKERS
from embedlab.lessons.every_family.export import notebook, ranker_row, tables, text_rows
from embedlab.lessons.every_family.found import OPTIONS
from embedlab.lessons.every_family.study import Families
from embedlab.models.catalog import all_cards
from embedlab.studies.public_models import TOWERS, public_name
from embedlab.studies.rank import RankerId, RankOptions
from embedlab.studies.searches import Document, Result, Search

TEXTS = ("A flat tire.", "Bread is baked dough.", "The tire is flat.")
MINILM = "sentence-transformers/all-MiniLM-L6-v2"
POOLED_MINILM = {"model": MINILM, "tokens": 256, "pooling": "mean", "prompts": ["", ""]}
BM25 = {"k1": 1.5, "b": 0.75}


def families(scores: dict[str, Sequence[float]], baseline: str, document: int = 0) -> Families:
    """A page on which each ranker gave the three texts these scores."""
    found = {name: np.array(values, dtype=np.float64) for name, values in scores.items()}
    results = {name: Result(name, values, rank(values), "") for name, values in found.items()}
    search = Search("Flat tire", "flat tire", tuple(Document(text, "other") for text in TEXTS), shipped=False)
    return Families(search, OPTIONS, tuple(scores), results, baseline, document)


def row(ranker: str, options: RankOptions = OPTIONS) -> dict[str, object]:
    return ranker_row(RankerId.parse(ranker), options)


@pytest.mark.parametrize(
    ("ranker", "said"),
    [
        ("tf-idf", {"kind": "tf-idf"}),
        ("bm25", {"kind": "bm25", **BM25}),
        (
            "e5-small-v2",
            {
                "kind": "texts", "model": "intfloat/e5-small-v2", "tokens": 512, "pooling": "mean",
                "prompts": ["query: ", "passage: "],
            },
        ),
        ("all-minilm-l6-v2", {"kind": "texts", **POOLED_MINILM}),
        ("all-minilm-l6-v2+cls", {"kind": "texts", **POOLED_MINILM, "pooling": "cls"}),
        (
            "mlm-embedlab+cls",
            {
                "kind": "texts", "model": "google-bert/bert-base-uncased", "tokens": 256, "pooling": "cls",
                "prompts": ["", ""],
            },
        ),
        ("two-tower-embedlab", {"kind": "towers", "models": list(TOWERS)}),
        ("bm42", {"kind": "bm42", "model": MINILM, "tokens": 256}),
        ("all-minilm-l6-v2+maxsim", {"kind": "lent tokens", "model": MINILM, "tokens": 256, "prompts": ["", ""]}),
        (
            "answerai-colbert-small-v1+masks",
            {
                "kind": "tokens", "model": "answerdotai/answerai-colbert-small-v1", "tokens": 300, "size": 384,
                "masks_seen": True,
            },
        ),
        ("hybrid-weighted", {"kind": "hybrid-weighted", **POOLED_MINILM, **BM25, "weight": 0.5}),
        ("hybrid-rrf", {"kind": "hybrid-rrf", **POOLED_MINILM, **BM25, "k": 60}),
    ],
)  # fmt: skip
def test_a_row_of_the_notebook_says_how_a_ranker_reads(ranker: str, said: dict[str, object]) -> None:
    assert row(ranker) == said


def test_every_ranker_that_ships_has_a_row_and_so_has_each_that_somebody_publishes() -> None:
    assert all(map(row, RANKERS))
    others = {card.id for card in all_cards().values() if card.ranker and not row(card.id)}
    for model in others:
        with pytest.raises(UnknownModelError):
            public_name(model)


def test_a_mixture_has_the_model_of_its_dense_side_and_its_settings() -> None:
    said = row("hybrid-weighted", RankOptions(dense="e5-small-v2", weight=0.25, k1=2.0))
    assert (said["model"], said["prompts"]) == ("intfloat/e5-small-v2", ["query: ", "passage: "])
    assert (said["weight"], said["k1"]) == (0.25, 2.0)


def test_the_settings_that_the_notebook_takes_for_granted_are_those_of_the_page() -> None:
    assert (OPTIONS.variant, OPTIONS.stop_words) == ("lucene", False)
    assert (OPTIONS.lexical, OPTIONS.normalisation) == ("bm25", "minmax")


def test_the_notebook_has_the_texts_the_followed_one_and_the_scores_in_the_order_of_the_page() -> None:
    said = notebook(families({"tf-idf": [1 / 3, 0, 2 / 3], "bm25": [1, 0, 1]}, "tf-idf", document=2))
    assert (said["query"], said["texts"], said["document"]) == ("flat tire", list(TEXTS), 2)
    assert list(as_table(said["page"]).items()) == [("TF-IDF", [0.3333, 0, 0.6667]), ("BM25", [1, 0, 1])]
    assert list(as_table(said["rankers"])) == ["TF-IDF", "BM25"]
    assert said["left_out"] == []


def test_a_ranker_that_nobody_publishes_anything_like_is_named_and_left_out() -> None:
    said = notebook(families({"bm25": [1, 0, 1], "light-e5-embedlab": [0.9, 0.8, 0.7]}, "bm25"))
    assert said["left_out"] == ["Light queries, E5 documents (trained here)"]
    assert list(as_table(said["rankers"])) == list(as_table(said["page"])) == ["BM25"]


def test_two_models_of_one_name_both_stand_in_the_notebook(tmp_path: Path) -> None:
    folders = [tmp_path / place / "mine" for place in ("one", "other")]
    for folder in folders:
        folder.mkdir(parents=True)
        config = {"model_type": "bert", "hidden_size": 8, "num_hidden_layers": 1, "vocab_size": 9}
        (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    said = notebook(families({str(folder): [1, 2, 3] for folder in folders}, str(folders[0])))
    assert list(as_table(said["page"])) == ["mine", f"mine ({folders[1]})"]
    assert [each["model"] for each in as_table(said["rankers"]).values()] == [str(folder) for folder in folders]


def test_the_rankings_carry_the_ranks_shown_and_tied_texts_share_the_better() -> None:
    rows = tables(families({"tf-idf": [0.5, 0, 0.5], "bm25": [1, 2, 3]}, "bm25"))["Rankings"]()
    assert [(each["model"], each["text"], each["rank"]) for each in rows] == [
        ("tf-idf", TEXTS[0], 1), ("tf-idf", TEXTS[1], 3), ("tf-idf", TEXTS[2], 1),
        ("bm25", TEXTS[0], 3), ("bm25", TEXTS[1], 2), ("bm25", TEXTS[2], 1),
    ]  # fmt: skip


def test_the_followed_text_is_a_row_for_each_ranker_with_its_distance_from_the_baseline() -> None:
    rows = text_rows(families({"tf-idf": [0.5, 0, 0.5], "bm25": [1, 2, 3]}, "bm25", document=0))
    assert [(each["ranker"], each["rank"], each["ranks_above_baseline"]) for each in rows] == [
        ("TF-IDF", 1, 2),
        ("BM25", 3, 0),
    ]
    assert {(each["text"], each["baseline"]) for each in rows} == {(1, "BM25")}


def as_table(value: object) -> dict[str, Any]:
    assert isinstance(value, dict)
    return value
