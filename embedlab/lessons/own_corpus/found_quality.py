"""From what is chosen to what is measured: the evaluation that a visitor asks for, and the runs behind the findings."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from embedlab.errors import EmbedLabError
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.lessons.own_corpus.study_search import FOUND, Listed
from embedlab.models.local import find_card
from embedlab.models.runtime import shared_runtime
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.corpus_search import Hits
from embedlab.studies.corpus.evaluation_step import Evaluation
from embedlab.studies.corpus.findings_file import RUNS, load_runs
from embedlab.studies.corpus.hit_reasons import reasons
from embedlab.studies.corpus.kept_searches import Asked, kept_search
from embedlab.studies.corpus.open_corpus import OpenCorpus, Question
from embedlab.studies.corpus.page_judging import load_judging
from embedlab.studies.corpus.runs import Runs
from embedlab.studies.corpus.set_up_costs import models_of
from embedlab.studies.corpus.set_ups import DEFAULT_SET_UPS, RERANKERS, SetUp
from embedlab.studies.remembered import remembered
from embedlab.studies.shipped_store import load_shipped

SLUG: Final = "own_corpus"


def find_runs(chosen: Chosen) -> Runs | None:
    """The runs behind the findings of a collection, those that ship included; None where there are none that fit."""
    folder = shared_collections().folder(chosen.id)
    try:
        runs = _runs_at(str(folder), (folder / RUNS).stat().st_mtime_ns)
    except OSError:
        runs = load_shipped(SLUG, f"runs-{chosen.id}", Runs) if chosen.shipped else None
    if runs is None or chosen.findings is None:
        return None
    asked = tuple(query.id for query in chosen.findings.queries)
    return runs if runs.queries == asked else None


@remembered
def _runs_at(folder: str, _written: int) -> Runs | None:
    """The runs in a folder as they were written at that time."""
    return load_runs(Path(folder))


def taken_apart(corpus: OpenCorpus, set_up: str, question: Question) -> tuple[Listed, tuple[int, ...]]:
    """What a set-up puts first and, where it finds it, the first passage that answers, with why and their ranks.

    Raises:
        EmbedLabError: a model cannot answer, or has not read all texts.
    """
    hits = kept_search(corpus, Asked(set_up, question.text, FOUND))
    answers = [question.grades.get(int(corpus.document_of[row]), 0) > 0 for row in hits.rows]
    places = list(dict.fromkeys([0, answers.index(True)] if any(answers) else [0]))[: len(hits.rows)]
    few = Hits(hits.rows[places], hits.scores[places], sum(each < hits.reranked for each in places), hits.seconds)
    why = reasons(shared_runtime(), corpus, SetUp.parse(set_up), question.text, few, len(places))
    return Listed(set_up, few, reasons=why), tuple(each + 1 for each in places)


def offered(corpus: OpenCorpus) -> list[str]:
    """Set-ups that can be measured: the usual ones, what else has read the texts, and each ranked again."""
    read = [str(reading) for reading in corpus.index.readings()]
    again = [f"{first}>{model}" for first in ("bm25", "hybrid-rrf", *read) for model in RERANKERS]
    bare = [f"{each}+none" for each in DEFAULT_SET_UPS if _has_prompts(each)]
    return [each for each in dict.fromkeys([*DEFAULT_SET_UPS, *bare, *read, *again]) if _is_set_up(each)]


def _has_prompts(set_up: str) -> bool:
    prompts = find_card(set_up).prompts if ">" not in set_up else None
    return prompts is not None and bool(prompts.query or prompts.document)


def _is_set_up(text: str) -> bool:
    try:
        return bool(models_of(SetUp.parse(text)))
    except EmbedLabError:
        return False


def evaluation_of(chosen: Chosen, set_ups: Sequence[str]) -> Evaluation:
    """The order to measure these set-ups on the collection; it says where the judgements come from."""
    judging = None if chosen.shipped else load_judging(shared_collections().folder(chosen.id))
    if judging is not None and judging.judged:
        # Judgements of a file among them make nobody's results fairer: what was pooled is said all the same.
        return Evaluation(chosen.id, tuple(set_ups), "page", judging.set_ups)
    return Evaluation(chosen.id, tuple(set_ups), "shipped" if chosen.shipped else "file")
