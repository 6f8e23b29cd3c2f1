"""What every page gives away: notebooks that run, and tables that come back from their CSV as they were."""

import csv
import io
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import nbformat
import pytest

from embedlab.models.catalog import catalog
from embedlab.studies.rows import csv_bytes
from tests.every_page import READY
from tests.kit.pages.exported import exported, run_alone

every_page = pytest.mark.parametrize("slug", READY)


@dataclass(frozen=True)
class Screen:
    """A screen as its address says it, and lines that its notebook must then begin with."""

    address: Mapping[str, str | list[str]]
    said: tuple[str, ...]


PARAPHRASE, E5 = "sentence-transformers/paraphrase-MiniLM-L3-v2", "intfloat/e5-small-v2"
OTHER_RANKERS = [
    "TF-IDF", "GloVe 6B 50d", "Word2Vec (trained here)", "FastText (trained here)", "Masked LM (trained here), [CLS]",
    "all-MiniLM-L6-v2, [CLS]", "paraphrase-MiniLM-L3-v2", "One shared tower (trained here)",
    "Two towers (trained here)", "Light queries, E5 documents (trained here)", "BM42",
    "all-MiniLM-L6-v2 as late interaction", "Hybrid, weighted sum",
]  # fmt: skip
CHANGED: Mapping[str, Screen] = {
    "home": Screen(
        {"model": "GloVe 6B 50d", "a": "The bank lends Anna money.", "c": "She sat on the river bank."},
        ("texts = ['The bank lends Anna money.',", "model = 'https://github.com/RaRe-Technologies/"),
    ),
    "static_or_contextual": Screen(
        {
            "word": "bank", "model": "paraphrase-MiniLM-L3-v2", "layer3": "2",
            "sentences_bank": "money: The bank lends money.\nmoney: She owes the bank.\nland: Reeds grow on the bank.",
        },
        (f"model = '{PARAPHRASE}'", "layer = 2", "    ('land', 'Reeds grow on the bank.', 18, 22),"),
    ),
    "word_or_sentence": Screen(
        {"model": "E5 small v2", "pooling": "max", "text_b6": "It's a wet, windy day."},
        (f"model = '{E5}'", "prompt = 'query: '", "pooling = 'max'", 'text_b = "It\'s a wet, windy day."'),
    ),
    "unsupervised_or_supervised": Screen(
        {"batch_pairs": "A hard negative", "batch_encoder": "GloVe, averaged", "open_batch": "true"},
        ("model = 'https://github.com/RaRe-Technologies/", "    ('cello', 'a large wooden instrument"),
    ),
    "dense_or_sparse": Screen(
        {
            "dense_model": "E5 small v2", "bm25_variant": "bm25+", "bm25_b": "0.4", "mix": "0.3", "word_side": "SPLADE",
            "scale": "z-scores", "rrf": "20", "rerank": "2", "stop_words": "true", "query_0": "a flat tire, it's flat",
        },
        (
            f"dense = '{E5}'", "variant = 'bm25+'", "constants = {'k1': 1.5, 'b': 0.4, 'delta': 1.0}", "weight = 0.3",
            "word_side = 'SPLADE'", "scale = 'zscore'", "rrf_k = 20", "depth = 2", "stop_words = True",
        ),
    ),
    "single_or_late": Screen(
        {
            "query_0": "Who mended the bell, and when?", "model": "E5 small v2", "matrix_of": "ColBERT (backbone)",
            "masks": "true",
            "documents_0": "Anna's clock, a bell; and oil!\nThe bell was mended by Anna in 1712.",
        },
        (f"dense = '{E5}'", "shown = 'masks seen'", "document = 1"),
    ),
    "every_family": Screen(
        {
            "query_0": "Don't open the new shop: who isn't there?", "rankers": OTHER_RANKERS,
            "documents_0": "question: Who hasn't opened the shop yet?\nThe U.S. shop is well-known and open.\n"
            "answer: She opens it at nine; it's new, isn't it?\nNobody knows who is there.",
        },
        (
            "document = 2", "    'TF-IDF': {'kind': 'tf-idf'},", "    'BM42': {'kind': 'bm42', 'model': ",
            "    'all-MiniLM-L6-v2, [CLS]': {'kind': 'texts', ", "    'all-MiniLM-L6-v2 as late interaction': {",
            "left_out = ['Light queries, E5 documents (trained here)']",
        ),
    ),
    "models": Screen({"tokens": "12"}, ("tokens = 12",)),
    "own_corpus": Screen(
        {"corpus": "dictionary"}, ("    'A pipe, canal, channel, or passage for conveying water or fluid.',",)
    ),
    "uses": Screen(
        {"models": ["E5 small v2"], "size": "4", "seed": "3"}, (f"model = '{E5}'", "prefix = 'query: '", "learn = 32")
    ),
    "fine_tuning": Screen(
        {"temperature": "0.1", "hard": "false", "seed": "7"}, ("temperature = 0.1", "hard = False", "seed = 7")
    ),
    "symmetric_or_asymmetric": Screen(
        {
            "query_0": "How do bees make honey?", "prefix": "swapped", "open_prefixes": "true",
            "documents_0": "question: How is honey made?\nanswer: Bees dry nectar in the comb.\nThe hive is empty.",
        },
        ("prefixes = 'swapped'", "kinds = ['question', 'answer', 'other']"),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A notebook and what it came to."""

    notebook: bytes
    came_to: dict[str, Any]


Notebooks = Mapping[str, list[Made]]


@pytest.fixture(scope="module")
def notebooks(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Notebooks:
    """Those of every page that is tested now: of its first screen, then of another one.

    All are run together, as most of the time goes into importing what they use.
    """
    asked = [item.callspec.params.get("slug") for item in request.session.items if hasattr(item, "callspec")]
    made = []
    for slug in (slug for slug in READY if slug in asked):
        for address in ({}, *(screen.address for name, screen in CHANGED.items() if name == slug)):
            with pytest.MonkeyPatch.context() as patch:
                made.append((slug, exported(slug, patch, parts="", **address).notebook))
    found = run_alone([notebook for _, notebook in made], tmp_path_factory.mktemp("notebooks"))
    by_page: dict[str, list[Made]] = {}
    for (slug, notebook), came_to in zip(made, found, strict=True):
        by_page.setdefault(slug, []).append(Made(notebook, came_to))
    return by_page


def test_another_screen_of_every_page_is_looked_at() -> None:
    assert set(CHANGED) == set(READY)


@every_page
def test_the_notebook_runs_with_public_libraries_alone_and_comes_to_what_the_page_shows(
    slug: str, notebooks: Notebooks
) -> None:
    for found in (made.came_to for made in notebooks[slug]):
        assert not found["error"], found["error"]
        assert found["page"], "the notebook says nothing of the numbers on the page"
        assert close(found["result"], found["page"]), (found["result"], found["page"])
        assert "(the page: " in found["printed"]
        assert found["marks"], "there is no figure"
        assert found["title"]


@pytest.mark.parametrize("slug", CHANGED)
def test_the_notebook_begins_with_what_is_on_the_screen(slug: str, notebooks: Notebooks) -> None:
    first, changed = (f"\n{cells_of(made.notebook, 'code')[0]}\n" for made in notebooks[slug])
    assert not [line for line in CHANGED[slug].said if f"\n{line}" not in changed], changed
    assert not all(f"\n{line}" in first for line in CHANGED[slug].said)


@every_page
def test_the_notebook_has_prose_and_names_only_public_models(slug: str, notebooks: Notebooks) -> None:
    for notebook in (made.notebook for made in notebooks[slug]):
        nbformat.validate(nbformat.reads(notebook.decode(), as_version=4))
        prose, code = (cells_of(notebook, kind) for kind in ("markdown", "code"))
        assert "    pip install " in prose[0]
        assert len(prose) >= len(code) - 1 >= 3
        assert all(len(cell.splitlines()) <= 45 for cell in code[1:]), "a cell is too long to be read"
        joined = "\n".join(code)
        assert not re.search(r"(import|from) embedlab|pickle|trust_remote_code", joined)
        ours = [entry.id for entry in catalog().values() if entry.has_weights]
        assert not [name for name in ours if f"'{name}'" in joined]


def cells_of(notebook: bytes, kind: str) -> list[str]:
    """The source of each cell of a kind."""
    return ["".join(cell["source"]) for cell in json.loads(notebook)["cells"] if cell["cell_type"] == kind]


def close(result: Any, page: Any) -> bool:
    """Whether a notebook came to what the page shows, number by number, within a hundredth."""
    if isinstance(page, Mapping):
        return page.keys() == result.keys() and all(close(result[name], value) for name, value in page.items())
    if isinstance(page, list):
        return len(page) == len(result) and all(map(close, result, page))
    return math.isclose(result, page, rel_tol=0.01, abs_tol=0.01)


@every_page
def test_every_table_comes_back_from_its_csv(slug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = exported(slug, monkeypatch, parts="").tables
    assert tables
    for name, make in tables.items():
        rows = make()
        assert rows, name
        assert all(list(row) == list(rows[0]) for row in rows), name
        read = list(csv.reader(io.StringIO(csv_bytes(rows).decode("utf-8-sig"))))
        assert read[0] == list(rows[0]), name
        assert len(read) == len(rows) + 1, name
        for line, row in zip(read[1:], rows, strict=True):
            for cell, value in zip(line, row.values(), strict=True):
                assert same(cell, value), (name, cell, value)


def same(cell: str, value: object) -> bool:
    """Whether a cell of a CSV holds a value: numbers to the last digit, texts but for the guard against formulas."""
    if isinstance(value, float):
        return float(cell) == value or math.isnan(value)
    return cell.removeprefix("'") == ("" if value is None else str(value)).removeprefix("'")
