"""What can be taken away from lesson 2."""

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from embedlab.compute.agreement import pairs_above_diagonal
from embedlab.compute.pooling import Pooling
from embedlab.errors import EmbedLabError
from embedlab.lessons.word_or_sentence.shipped import example_pairs
from embedlab.lessons.word_or_sentence.study import Comparison, Tables
from embedlab.lessons.word_or_sentence.study_people import LeeResults
from embedlab.lessons.word_or_sentence.study_setups import Setup
from embedlab.studies.lee_stories import load_lee
from embedlab.studies.public_models import public_name
from embedlab.studies.rows import Rows


def tables(found: Comparison) -> Mapping[str, Callable[[], Rows]]:
    """Return the tables that can be exported, each made only when it is asked for."""
    offered: dict[str, Callable[[], Rows]] = {"Pairs": partial(pair_rows, found)}
    if found.people.agreements:
        offered["Agreement with people"] = partial(people_rows, found.people)
    if found.tables is not None:
        offered["Tokens"] = partial(token_rows, found.tables, found.choice.pooling)
    return offered


def pair_rows(found: Comparison) -> Rows:
    """Every cosine of every pair by every setup; the visitor's own pair first."""
    rows: list[dict[str, object]] = []
    if found.choice.texts is not None and found.choice.pair is None:
        texts = found.choice.texts
        rows += [_row("own", "", *texts, setup, value) for setup, value in found.own.items() if np.isfinite(value)]
    return rows + [
        _row(pair.kind, pair.same_meaning, pair.left, pair.right, setup, float(values[number]))
        for setup, values in found.bench.cosines.items()
        for number, pair in enumerate(found.bench.pairs)
    ]


def _row(kind: str, same: object, left: str, right: str, setup: Setup, cosine: float) -> dict[str, object]:
    return {
        "kind": kind, "same_meaning": same, "text_a": left, "text_b": right, "model": setup.model,
        "pooling": setup.pooling, "cosine": round(cosine, 6),
    }  # fmt: skip


def people_rows(found: LeeResults) -> Rows:
    """People's rating and every cosine of each pair of stories."""
    try:
        people_say = pairs_above_diagonal(load_lee().similarity)
    except EmbedLabError:
        return []
    one, other = np.triu_indices(len(load_lee().texts), 1)
    columns = {key: pairs_above_diagonal(matrix) for key, matrix in found.similarities.items()}
    return [
        {"story_a": int(one[i]) + 1, "story_b": int(other[i]) + 1, "people": round(float(people_say[i]), 4)}
        | {key: round(float(values[i]), 6) for key, values in columns.items()}
        for i in range(len(people_say))
    ]


def token_rows(tables: Tables, pooling: Pooling) -> Rows:
    """Each token of both texts, its mask, its share by a pooling, and its vector, one number a column."""
    shares = {table: table.shares(pooling).tolist() for table in tables.pair}
    return [
        {"text": name, "position": place + 1, "token": table.tokens[place], "mask": int(table.mask[place])}
        | {"share": shares[table][place]}
        | {f"number_{i + 1}": float(value) for i, value in enumerate(table.vectors[place])}
        for name, table in zip(("A", "B"), tables.pair, strict=True)
        for place in range(len(table))
    ]


def notebook(found: Comparison) -> Mapping[str, object]:
    """Return the values of the notebook's parameters: texts, model and pooling, and the cosines on the page."""
    choice, model = found.choice, found.choice.card
    shipped = example_pairs()[0]
    first, second = choice.texts or (shipped.left, shipped.right)
    # Texts that cannot be used have no cosine: then an example stands in the notebook, with its own.
    own = found.own if choice.texts else {setup: values[0] for setup, values in found.bench.cosines.items()}
    return {
        "text_a": first,
        "text_b": second,
        "model": public_name(model.id),
        "prompt": model.prompts.query,
        "max_tokens": model.max_tokens,
        "pooling": choice.pooling,
        "page": {
            setup.pooling: round(float(value), 4)
            for setup, value in own.items()
            if setup.model == model.id and np.isfinite(value)
        },
    }
