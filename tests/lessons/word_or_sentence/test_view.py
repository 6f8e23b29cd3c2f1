"""The words and small numbers of lesson 2 that no figure shows: confusions, what is grey, what a run says."""

from embedlab.compute.agreement import Agreement
from embedlab.lessons.word_or_sentence.examples import load_pairs
from embedlab.lessons.word_or_sentence.shipped import load_bench
from embedlab.lessons.word_or_sentence.study_bench import Bench
from embedlab.lessons.word_or_sentence.study_cut import Cut
from embedlab.lessons.word_or_sentence.study_people import TF_IDF, LeeRun
from embedlab.lessons.word_or_sentence.study_setups import Setup
from embedlab.lessons.word_or_sentence.view_bench import best_sentence, confused, confusions_html
from embedlab.lessons.word_or_sentence.view_cut import cut_html, cut_sentence, limits_html
from embedlab.lessons.word_or_sentence.view_live import progress_sentence
from embedlab.models.catalog import card
from embedlab.models.runtime import shared_runtime
from embedlab.studies.lee_stories import load_lee

MINILM = card("all-minilm-l6-v2")
MEAN = Setup(MINILM.id, "mean")


def test_confusions_name_each_kind_of_other_meaning_once_the_nearest_first() -> None:
    bench = Bench(load_pairs(), load_bench())
    rows = confused(bench, MEAN)
    near, far = rows[:4], rows[4:]
    assert {bench.pairs[row].kind for row in near} == {"negation", "role_swap", "number", "unrelated"}
    cosines = bench.cosines[MEAN]
    assert cosines[near].tolist() == sorted(cosines[near].tolist(), reverse=True)
    for row in near:
        assert cosines[row] == max(cosines[i] for i, p in enumerate(bench.pairs) if p.kind == bench.pairs[row].kind)
    assert all(bench.pairs[row].same_meaning for row in far)
    assert cosines[far[0]] == min(c for c, p in zip(cosines, bench.pairs, strict=True) if p.same_meaning)
    assert bench.pairs[near[0]].left in confusions_html(bench, MEAN)


def test_what_is_not_read_is_struck_out_and_markup_is_shown() -> None:
    shown = cut_html("Snow <b> falls.", "Ice & rain.", Cut(128, 9, 5, 1.0))
    read, unread = shown.split("el-unread", 1)
    assert "Snow " in read
    assert "&lt;b&gt; falls." in unread
    assert "Ice &amp; rain." in unread
    assert "<b>" not in shown


def test_a_cut_within_the_addition_leaves_the_text_alone() -> None:
    shown = cut_html("Snow falls.", "Ice melts.", Cut(128, 9, len("Snow falls. Ice "), 0.9))
    read, unread = shown.split("el-unread", 1)
    assert "Snow falls." in read
    assert "Ice " in read
    assert "melts." in unread


def test_everything_read_means_nothing_struck_out() -> None:
    assert "el-unread" not in cut_html("Snow falls.", "Ice melts.", Cut(128, 9, None, 0.9))


def test_findings_of_a_cut_a_whole_and_a_table() -> None:
    lost = cut_sentence(MINILM, "x" * 100, Cut(128, 200, 60, 1.0))
    assert lost.startswith("all-MiniLM-L6-v2 read the first 128 of 200 tokens. 40\u00a0% of the text is lost.")
    assert lost.endswith("cosine of 1.0000 with itself: it was never read.")
    assert "all of which are read: the limit is 128" in cut_sentence(MINILM, "x", Cut(128, 3, None, 0.5))
    assert "has no limit" in cut_sentence(card("glove-6b-50d"), "x", Cut(None, 3, None, 0.5))


def test_the_table_of_limits_has_a_row_a_model() -> None:
    table = limits_html({MINILM.id: Cut(128, 200, 60, 1.0), "glove-6b-50d": Cut(None, 3, None, 0.5)}, "x" * 100)
    assert table.count('<th scope="row">') == 2
    assert "<td>40\u00a0%</td>" in table
    assert "<td>none</td>" in table


def test_a_run_says_what_it_does_and_what_it_found() -> None:
    run = LeeRun(shared_runtime(), load_lee(), [MINILM])
    assert progress_sentence(run) == "0 of 55 steps: all-MiniLM-L6-v2."
    run.agreements[TF_IDF] = Agreement(0.541, 0.5, 0.4, 0.6, 1_225, 1.0, 0.0)
    assert progress_sentence(run) == "1 of 55 steps: all-MiniLM-L6-v2. TF-IDF: r = 0.54."


def test_a_lead_on_few_pairs_is_told_with_its_interval_and_not_called_better() -> None:
    told = best_sentence(Bench(load_pairs(), load_bench()))
    assert "E5, [CLS] has the highest share" in told
    assert "these pairs leave it open" in told
    assert "best" not in told
    alone = {setup: cosines for setup, cosines in load_bench().items() if setup.key == "e5-small-v2/cls"}
    assert "interval" not in best_sentence(Bench(load_pairs(), alone))
