"""A contrastive training in this process: the same for a seed, fair to both objectives, and better at the end."""

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embedlab.errors import InputError, StoreError
from embedlab.models.training.finished import read_result
from embedlab.models.training.pair_training.pair_rows import load_data
from embedlab.models.training.pair_training.pair_run import batches, looks_at, train
from embedlab.models.training.specs import ContrastiveSpec
from tests.models.kit.training import WORDS, short

ROOT = Path(__file__).resolve().parents[4]


def run(spec: ContrastiveSpec, folder: Path) -> list[dict[str, Any]]:
    """Train; the records, as they cross the border between processes, without their seconds."""
    folder.mkdir(exist_ok=True)
    said: list[dict[str, Any]] = []
    train(spec, folder, lambda what, value: said.append(json.loads(json.dumps(value))) if what == "step" else None)
    return [{"step": record["step"], "objectives": record["objectives"]} for record in said]


def test_the_first_look_is_before_training_and_the_same_for_both(table: Path, pairs: Path, tmp_path: Path) -> None:
    first = run(short(table, pairs), tmp_path)[0]
    supervised, simcse = ({**first["objectives"][name], "loss": 0} for name in ("supervised", "simcse"))
    assert first["step"] == 0
    assert supervised == simcse


def test_a_seed_decides_everything(table: Path, pairs: Path, tmp_path: Path) -> None:
    once, again, other = (run(short(table, pairs, seed=seed), tmp_path / str(seed)) for seed in (1, 1, 2))
    assert once == again
    assert once != other


def test_an_objective_learns_the_same_alone_as_beside_the_other(table: Path, pairs: Path, tmp_path: Path) -> None:
    both = run(short(table, pairs), tmp_path)
    for name in ("supervised", "simcse"):
        alone = run(short(table, pairs, objectives=(name,)), tmp_path / name)
        assert [record["objectives"][name] for record in alone] == [record["objectives"][name] for record in both]


def test_what_is_written_is_what_was_measured(table: Path, pairs: Path, tmp_path: Path) -> None:
    last = run(short(table, pairs), tmp_path)[-1]["objectives"]["supervised"]
    result = read_result("contrastive", tmp_path)
    terms, definitions = (
        side["supervised"].astype(np.float32) for side in (result.term_vectors, result.definition_vectors)
    )
    assert ((terms - definitions) ** 2).sum(axis=1).mean() == pytest.approx(last["alignment"], abs=2e-3)
    assert list(result.term_vectors) == ["before", "supervised", "simcse"]
    assert not result.term_vectors["before"].flags.writeable
    assert (len(result.terms), result.train_pairs) == (20, 150)
    assert result.terms[0] == WORDS[150]


def test_every_pair_is_read_once_before_any_is_read_again(table: Path, pairs: Path) -> None:
    data = load_data(table, pairs)
    stream = batches(short(table, pairs, batch=50), data)
    rows = [np.concatenate([next(stream)[0].rows for _ in range(3)]) for _ in range(2)]
    assert sorted(rows[0]) == sorted(rows[1]) == sorted(data.train_terms.rows)
    assert rows[0].tolist() != rows[1].tolist()


@pytest.mark.parametrize("steps", [1, 7, 100, 5_000])
def test_looks_begin_before_training_and_end_with_it(steps: int) -> None:
    looks = sorted(looks_at(steps))
    assert (looks[0], looks[-1]) == (0, steps)
    assert len(looks) <= 75


def test_time_that_is_up_ends_a_training_and_says_so(table: Path, pairs: Path, tmp_path: Path) -> None:
    said: list[tuple[str, Any]] = []
    train(short(table, pairs, steps=5_000, seconds=0.2), tmp_path, lambda *what: said.append(what))
    steps = [value["step"] for what, value in said if what == "step"]
    assert steps[-1] < 5_000
    assert ("message", f"Time was up after {steps[-1]:,} of 5,000 steps.") in said


def test_the_share_counts_steps_whatever_time_they_take(table: Path, pairs: Path, tmp_path: Path) -> None:
    said: list[tuple[str, Any]] = []
    train(short(table, pairs, steps=4), tmp_path, lambda *what: said.append(what))
    assert [value for what, value in said if what == "share"] == [0.25, 0.5, 0.75, 1]


def test_pairs_with_a_side_that_the_table_lacks_are_left_out_of_training_and_of_recall(
    table: Path, tmp_path: Path
) -> None:
    """The last word of the language is in no table; it is defined once to train on and once to be found."""
    rows = ["split\tterm\tdefinition"]
    for split in ("train", "held-out"):
        rows += [f"{split}\t{term}\tbal ban {WORDS[-1]}" for term in ("bar", WORDS[-1], f"bas {WORDS[-1]}")]
        rows.append(f"{split}\tbel\t{WORDS[-1]}")
    (tmp_path / "pairs.tsv.gz").write_bytes(gzip.compress("\n".join(rows).encode()))
    data = load_data(table, tmp_path / "pairs.tsv.gz")
    assert [term for term, _ in data.held_pairs] == ["bar", f"bas {WORDS[-1]}"]
    assert data.train_terms.lengths.tolist() == data.held_terms.lengths.tolist() == [1, 1]
    assert data.train_definitions.lengths.tolist() == data.held_definitions.lengths.tolist() == [2, 2]


def test_a_table_that_knows_none_of_the_pairs_is_refused(tmp_path: Path, pairs: Path) -> None:
    np.save(tmp_path / "vectors.npy", np.ones((1, 4), np.float32))
    (tmp_path / "vocab.txt").write_text("elsewhere", encoding="utf-8")
    with pytest.raises(InputError, match="knows too few of these pairs"):
        load_data(tmp_path, pairs)


def test_a_broken_table_is_said_by_its_name(tmp_path: Path, pairs: Path) -> None:
    folder = tmp_path / "broken-table"
    folder.mkdir()
    (folder / "vectors.npy").write_bytes(b"no numbers")
    with pytest.raises(StoreError, match="broken-table cannot be read"):
        load_data(folder, pairs)


def test_seventy_five_steps_lift_recall_of_unseen_definitions_above_a_third(tmp_path: Path) -> None:
    """On the shipped words and the shipped dictionary, as the page does it; SimCSE from the same start is behind."""
    assets = ROOT / "assets"
    spec = ContrastiveSpec(
        table=assets / "models" / "word2vec-embedlab", pairs=assets / "dictionary" / "pairs.tsv.gz", steps=75
    )
    first, *_, last = run(spec, tmp_path)
    recall = {name: last["objectives"][name]["recall_10"] for name in spec.objectives}
    assert 0.18 <= first["objectives"]["supervised"]["recall_10"] <= 0.25
    assert recall["supervised"] >= 0.35
    assert recall["supervised"] > recall["simcse"]
