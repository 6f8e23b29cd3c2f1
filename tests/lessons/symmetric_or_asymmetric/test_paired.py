"""Two models of lesson 6 on the same questions: counted by hand, tested, and told."""

import numpy as np
import pytest
from scipy.stats import binomtest

from embedlab.compute.paired import McNemar
from embedlab.lessons.symmetric_or_asymmetric.shipped import load_triple_scores
from embedlab.lessons.symmetric_or_asymmetric.study import ASKED
from embedlab.lessons.symmetric_or_asymmetric.study_paired import pairings
from embedlab.lessons.symmetric_or_asymmetric.view_paired import luck_sentence, pair_sentence, paired_rows
from tests.kit.pages.screen import alive, bodies, findings, lesson_page

SLUG = "symmetric_or_asymmetric"
MINILM, BARE = "all-minilm-l6-v2", "e5-small-v2 (none)"


def test_each_comparison_counts_the_questions_that_one_model_alone_got_right() -> None:
    scores = load_triple_scores()
    found = {each.asked.key: each for each in pairings(scores, MINILM)}
    assert set(found) == {asked.key for asked in ASKED} - {MINILM}
    other = scores[MINILM].answer > scores[MINILM].related
    for key, each in found.items():
        right = scores[key].answer > scores[key].related
        assert (each.test.first, each.test.second) == ((right & ~other).sum(), (other & ~right).sum())
        assert each.p >= each.test.p
        assert each.margin[1] < each.margin[0] < each.margin[2]


def test_minilm_is_better_than_e5_without_prefixes_although_the_intervals_overlap() -> None:
    scores = load_triple_scores()
    low, high = scores[MINILM].against_related.share_interval[0], scores[BARE].against_related.share_interval[1]
    assert low < high
    assert pair_sentence(scores, BARE, MINILM) == (
        "On the same 72 questions MiniLM alone was right 13 times, E5 (no prefix) alone once: unlikely to be luck "
        "(McNemar p = 0.002)."
    )
    assert binomtest(1, 14).pvalue == pytest.approx(0.0018, abs=5e-5)


@pytest.mark.parametrize(
    ("test", "told"),
    [
        (McNemar(72, 2, 9, 0.0654), "B alone was right 9 times, A alone twice: that can be luck (McNemar p = 0.065)."),
        (
            McNemar(72, 14, 0, 1e-4),
            "A alone was right 14 times, B alone never: unlikely to be luck (McNemar p < 0.001).",
        ),
        (McNemar(72, 0, 0, 1.0), "A and B were right on the same ones."),
    ],
)
def test_a_comparison_in_words(test: McNemar, told: str) -> None:
    assert luck_sentence("A", "B", test) == f"On the same 72 questions {told}"


def test_one_model_or_one_that_was_not_measured_is_not_compared() -> None:
    scores = load_triple_scores()
    assert pair_sentence(scores, MINILM, MINILM) == pair_sentence(scores, MINILM, "unknown") == ""


def test_a_model_that_won_all_questions_may_still_lose_one() -> None:
    won = [s.against_related for s in load_triple_scores().values() if s.against_related.share == 1]
    assert won
    assert all(np.round(each.share_interval, 2).tolist() == [0.95, 1.0] for each in won)


def test_the_sentence_follows_the_two_models_and_the_table_the_one_compared_with() -> None:
    app = lesson_page(SLUG, parts=("measurement",), first="MiniLM", second="E5")
    scores = load_triple_scores()
    assert findings(app)[1].endswith(pair_sentence(scores, MINILM, "e5-small-v2"))
    assert "that can be luck" in findings(app)[1]
    alive(app.selectbox(key=f"{SLUG}-second").set_value("ms-marco-minilm-l12-v2").run())
    assert findings(app)[1].endswith("MiniLM alone never: unlikely to be luck (McNemar p < 0.001).")
    assert "Each model against MiniLM" in bodies(app)
    alive(app.selectbox(key=f"{SLUG}-against").set_value(BARE).run())
    assert "Each model against E5, no prefix" in bodies(app)
    for row in paired_rows(scores, BARE):
        assert all(str(cell).replace("<", "&lt;") in bodies(app) for cell in row)
