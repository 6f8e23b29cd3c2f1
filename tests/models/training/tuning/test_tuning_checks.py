"""What is refused before a process starts, each in a sentence that says what to do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from embedlab import limits
from embedlab.errors import InputError, StoreError
from embedlab.models.training import TuningSpec
from embedlab.models.training.job_checks import check
from embedlab.models.training.specs import content_key, from_json, longest, to_json
from tests.models.kit.tuning import write_pairs, write_parquet

Spec = Callable[..., TuningSpec]


def test_what_can_be_tuned_is_let_through(spec: Spec) -> None:
    check(spec())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"learning_rate": 0.0}, "The learning rate is 0; choose one from 0.0000001 to 1,000."),
        ({"learning_rate": float("nan")}, "The learning rate is none"),
        ({"learning_rate": 1_001.0}, "The learning rate is 1,001;"),
        ({"temperature": 0.001}, "The temperature is 0.001; choose one from 0.005 to 1."),
        ({"rank": 0}, "The rank is 0; choose one from 1 to 64."),
        ({"rank": 65}, "The rank is 65;"),
        ({"most_tokens": 7}, "The number of tokens of a text is 7; choose one from 8 to 256."),
        ({"epochs": 0}, "The number of epochs is 0; choose one from 1 to 50."),
        ({"most_pairs": 1}, "The number of pairs is 1;"),
        ({"batch": 1}, "A batch needs at least 2 pairs"),
        ({"batch": 41}, "A batch of 41 is too large: there are 40 pairs; choose at most 40."),
        ({"batch": 17, "most_pairs": 16}, "A batch of 17 is too large: there are 16 pairs; choose at most 16."),
        ({"seconds": 121.0}, "A training may take 1 to 120 seconds; choose a number in between."),
        ({"seconds": 901.0, "depth": "whole"}, "A training may take 1 to 900 seconds"),
    ],
)
def test_an_option_out_of_its_range_is_refused(spec: Spec, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError) as caught:
        check(spec(**changes))
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "There are no pairs to learn from; bring two or more."),
        ([("q", "t", "n")], "There is one pair to learn from; bring two or more."),
        ([("q", "t", "n")] * 3, "All pairs have the same query or the same text, so there is nothing to tell apart."),
    ],
)
def test_pairs_that_teach_nothing_are_refused(spec: Spec, tmp_path: Path, rows: list[Any], words: str) -> None:
    columns = {name: [row[place] for row in rows] for place, name in enumerate(("query", "text", "negative"))}
    pairs = write_parquet(tmp_path / "few.parquet", **columns)
    if not rows:
        pairs = empty(tmp_path / "none.parquet")
    with pytest.raises(InputError) as caught:
        check(spec(pairs=pairs, batch=2))
    assert str(caught.value) == words


def empty(path: Path) -> Path:
    import pyarrow
    from pyarrow import parquet

    schema = pyarrow.schema([(name, pyarrow.string()) for name in ("query", "text", "negative")])
    parquet.write_table(schema.empty_table(), path)
    return path


def test_pairs_that_cannot_be_read_are_refused(spec: Spec, tmp_path: Path) -> None:
    (tmp_path / "odd.parquet").write_text("nothing", encoding="utf-8")
    with pytest.raises(InputError, match=r"The pairs in odd\.parquet cannot be read; choose them again\."):
        check(spec(pairs=tmp_path / "odd.parquet"))
    with pytest.raises(StoreError, match=r"gone\.parquet"):
        check(spec(pairs=tmp_path / "gone.parquet"))


def test_an_edited_file_is_counted_again(spec: Spec, tmp_path: Path) -> None:
    path = write_pairs(tmp_path / "edited.parquet", pairs=4)
    with pytest.raises(InputError, match="there are 4 pairs"):
        check(spec(pairs=path, batch=8))
    write_pairs(path, pairs=8)
    check(spec(pairs=path, batch=8))


def test_a_spec_is_the_same_after_a_journey_as_json(spec: Spec, tmp_path: Path) -> None:
    asked = spec(depth="adapter", frozen=tmp_path / "frozen.npz", seed=3)
    assert from_json(to_json(asked)) == asked
    assert from_json(to_json(spec())) == spec()


def test_the_key_tells_settings_and_files_apart(spec: Spec) -> None:
    first, same, other = spec(), spec(), spec(seed=2)
    assert content_key(first) == content_key(same) != content_key(other)
    write_pairs(first.pairs, pairs=41)
    assert content_key(spec()) != content_key(other)


def test_all_weights_may_take_longer(spec: Spec) -> None:
    check(spec(depth="whole", seconds=900.0))
    assert longest(spec(depth="whole", seconds=900.0)) == 900 + limits.TUNING_GRACE_SECONDS
    assert longest(spec(depth="lora", seconds=900.0)) == 120 + limits.TUNING_GRACE_SECONDS
