"""Lists as HTML: whatever stands in a text, an id or a query is shown and never read as markup."""

from html.parser import HTMLParser

import numpy as np

from embedlab.compute.parts import Part
from embedlab.lessons.own_corpus.study_prompt import make_prompt
from embedlab.lessons.own_corpus.study_search import UNFOLDED, Listed
from embedlab.lessons.own_corpus.view_hits import head_html, legend_html, list_html
from embedlab.lessons.own_corpus.view_prompt import passages_html, prompts_html
from embedlab.studies.corpus.corpus_search import Hits
from embedlab.studies.corpus.hit_reasons import Kind, Reasons
from embedlab.words import words_in
from tests.kit.any_text import any_texts

EVIL = "<script>alert(1)</script><img src=x onerror=y> & \"quoted\" 'text' $x$ **b**"
OWN = {
    "ol", "li", "p", "b", "span", "mark", "sub", "details", "summary", "div", "table", "thead", "tbody", "tfoot", "tr",
    "th", "td", "small", "i",
}  # fmt: skip
"""Tags of the product's own."""


class Reader(HTMLParser):
    """The tags of a piece of HTML, and its words."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def listed(text: str, kind: Kind = "terms") -> Listed:
    words = tuple(words_in(text))
    values = np.linspace(1.0, -0.5, len(words)) if words else np.zeros(0)
    parts = (Part(EVIL, 1.5),) if kind != "whole" else ()
    reasons = Reasons(kind, 1.5, parts, words if kind != "whole" else (), values if kind != "whole" else np.zeros(0))
    return Listed("bm25", Hits(np.array([0]), np.array([1.5]), 0, {"first": 0.001}), EVIL, (reasons,))


def test_no_text_is_markup() -> None:
    for text in (EVIL, EVIL * 40, *any_texts(100, 8)):
        for kind in ("terms", "tokens", "whole"):
            found = Reader(list_html(listed(text, kind), [text], [EVIL], [1]) + head_html("bm25", listed(text), EVIL))
            assert found.tags <= OWN
            assert EVIL in found.text


def test_a_hit_tells_rank_name_score_and_whether_it_answers() -> None:
    found = Reader(list_html(listed("a cat sleeps"), ["a cat sleeps"], ["d7"], [2])).text
    assert found.startswith("1d7✓ answers, grade 21.500")
    assert "What makes 1.500" in found
    assert "the parts add up: 1.500 = 1.500" in found
    assert "judged: no answer" in Reader(list_html(listed("a"), ["a"], ["d"], [0])).text
    assert "answer" not in Reader(list_html(listed("a"), ["a"], ["d"], [None])).text.replace("answers:", "")


def test_a_list_without_reasons_is_a_list() -> None:
    bare = Listed("bm25", Hits(np.array([0]), np.array([1.5]), 0, {}))
    found = Reader(list_html(bare, ["a cat"], ["d"], [None]))
    assert "mark" not in found.tags
    assert found.text == "1d1.500a cat"


def test_a_score_that_does_not_split_says_so() -> None:
    assert "does not split" in list_html(listed("a cat", "whole"), ["a cat"], ["d"], [None])


def test_a_very_long_text_is_not_sent_whole() -> None:
    text = "word " * 40_000
    assert len(list_html(listed("word"), [text], ["d"], [None])) < 4 * UNFOLDED
    assert "characters more" in list_html(listed("word"), [text], ["d"], [None])


def test_prompts_are_shown_and_not_read() -> None:
    made = make_prompt(
        EVIL, [EVIL, "b"], [EVIL, EVIL], [True, False], None, 500, lambda t: [9] * len(t), skip_repeats=False
    )
    for markup in (prompts_html({"bm25": made}, 500, known=True), passages_html(made, known=True)):
        assert Reader(markup).tags <= OWN
    assert "= same as rank 1" in passages_html(made, known=True)
    assert "✓ passage 1 answers" in prompts_html({"bm25": made}, 500, known=True)


def test_the_legend_tells_what_an_answer_is_only_where_one_is_known() -> None:
    assert "answers" in legend_html(judged=True)
    assert "answers" not in legend_html(judged=False)
