"""A list of passages as HTML of the product's own: whatever stands in a text, an id or a query is escaped."""

from collections.abc import Sequence
from html import escape
from typing import Final

import numpy as np

from embedlab.lessons.own_corpus.study_search import UNFOLDED, Listed, family_of, snippet, time_sentence
from embedlab.numbers_text import counted, signed, whole
from embedlab.studies.corpus.hit_reasons import Reasons
from embedlab.studies.corpus.set_ups import SetUp
from embedlab.studies.marked_words import digits_of, signs_html, words_html
from embedlab.ui.panels.why import parts_html

_KINDS: Final = {
    "terms": "Each part is a word of the query that stands in the text.",
    "learnt": "Each part is a term that the model gives both texts: its weight in the one times that in the other.",
    "words": "Each part is a word of the text: its share of the cosine.",
    "tokens": "Each part is a token of the query and the token of the text that is most like it: their cosine. A short "
    "query is filled up with [MASK], and these look for tokens too.",
    "sides": "Each part is one of the two mixed lists. Marked are the words that BM25 counts.",
}  # fmt: skip
"""What the parts are, by the kind of the reasons."""
WHOLE: Final = "One number for query and text read together: it does not split into parts."
ONE_VECTOR: Final = "This model keeps one vector a text that is no mean of its words: the score does not split."


def head_html(set_up: str, listed: Listed | None = None, relevant: str = "") -> str:
    """Return the head of a list: name and colour, how long each stage took, and where the first answer stands."""
    parsed = SetUp.parse(set_up)
    family = family_of(set_up)
    chip = f'<span class="el-family el-f-{family}" aria-hidden="true"></span>' if family else ""
    lines = [f"<p>{chip}<b>{escape(parsed.name)}</b></p>"]
    if listed is not None and (told := time_sentence(listed.hits.seconds)):
        lines.append(f'<p class="el-own">{told}</p>')
    if listed is not None and listed.note:
        lines.append(f'<p class="el-own">{escape(listed.note)}</p>')
    if relevant:
        found = "el-hit-none" if relevant.startswith("none") else "el-hit-right"
        sign = "✗" if relevant.startswith("none") else "✓"
        lines.append(f'<p class="el-own {found}">{sign} {escape(relevant)}</p>')
    return f'<div class="el-hits-head">{"".join(lines)}</div>'


def list_html(
    listed: Listed,
    texts: Sequence[str],
    names: Sequence[str],
    grades: Sequence[int | None],
    ranks: Sequence[int] = (),
) -> str:
    """Return one list: a passage each of ``texts``, called by ``names``, with its grade if it has one.

    ``ranks`` are those of the passages where some between them are left out; without it they count from 1.
    """
    told = [*listed.reasons, *[None] * len(texts)]
    digits = digits_of(float(np.max(np.abs(listed.hits.scores), initial=0.0)))
    items = []
    for place, (text, name, grade) in enumerate(zip(texts, names, grades, strict=False)):
        score = signed(listed.hits.scores[place], digits + 1)
        rank = ranks[place] if ranks else place + 1
        items.append(_hit_html(rank, listed.set_up, score, text, name, grade, told[place]))
    found_by = escape(SetUp.parse(listed.set_up).name)
    return f'<ol class="el-hits" aria-label="Passages found by {found_by}">{"".join(items)}</ol>'


def _hit_html(
    rank: int, set_up: str, score: str, text: str, name: str, grade: int | None, reasons: Reasons | None
) -> str:
    right = grade is not None and grade > 0
    return (
        f'<li class="el-hit{" el-hit-answers" if right else ""}"><p class="el-hit-head"><b>{whole(rank)}</b>'
        f'<span class="el-hit-id">{escape(name)}</span>{_grade_html(grade)}'
        f'<span class="el-hit-score">{score}</span></p>'
        f"{_text_html(text, reasons)}{_why_html(set_up, rank, score, reasons)}</li>"
    )


def _grade_html(grade: int | None) -> str:
    if grade is None:
        return ""
    if grade <= 0:
        return '<span class="el-hit-none">✗ judged: no answer</span>'
    return f'<span class="el-hit-right">✓ answers{f", grade {whole(grade)}" if grade > 1 else ""}</span>'


def _text_html(text: str, reasons: Reasons | None) -> str:
    start, end = snippet(text, reasons)
    shown = f"{'… ' if start else ''}{_marked(text, reasons, start, end)}{' …' if end < len(text) else ''}"
    first = f'<p class="el-document">{shown}</p>'
    if (start, end) == (0, len(text)):
        return first
    last = min(len(text), UNFOLDED)
    more = f"<small> … and {counted(len(text) - last, 'character')} more</small>" if last < len(text) else ""
    return (
        f"{first}<details><summary>The whole text, {counted(len(text), 'character')}</summary>"
        f'<p class="el-document">{_marked(text, reasons, 0, last)}{more}</p></details>'
    )


def _marked(text: str, reasons: Reasons | None, start: int, end: int) -> str:
    if reasons is None:
        return words_html(text, (), np.zeros(0), start, end)
    return words_html(text, reasons.words, reasons.values, start, end)


def _why_html(set_up: str, rank: int, score: str, reasons: Reasons | None) -> str:
    if reasons is None:
        return ""
    if reasons.kind == "whole":
        again = SetUp.parse(set_up).rerank is not None
        return f'<p class="el-own">{WHOLE if again else ONE_VECTOR}</p>'
    names, values = [part.name for part in reasons.parts], [part.value for part in reasons.parts]
    table = parts_html(names, values, reasons.score, f"score at rank {whole(rank)}")
    return (
        f'<details><summary>What makes {score}</summary>{table}<p class="el-own">{_KINDS[reasons.kind]}</p></details>'
    )


def legend_html(*, judged: bool) -> str:
    """Return what the marks in the lists mean."""
    known = ' <span class="el-hit-right">✓ answers</span>: its authors or you have judged it so.' if judged else ""
    return (
        f'<p class="el-own">A marked word {signs_html()} the score of its text; the deeper, the more. The three '
        f"strongest that are shown have their number.{known}</p>"
    )
