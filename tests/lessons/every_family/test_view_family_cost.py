"""The part that tells costs: its words from numbers set by the test, and the page with the models."""

from dataclasses import replace

from embedlab.lessons.every_family.study_family_cost import FamilyCost
from embedlab.lessons.every_family.view_family_cost import cost_rows, cost_sentence, how_sentence, table_row
from tests.kit.pages.screen import alternatives, bodies, findings, lesson_page, notes

SLUG = "every_family"
FAST = FamilyCost("bm25", 500, 0.02, 0.03, 500, 0.1, 500, 80.0, 500, 0)
DENSE = FamilyCost("all-minilm-l6-v2", 500, 4.0, 0.1, 500, 5.0, 16, 1_536.0, 500, 10_996_608)
TOKENS = FamilyCost("answerai-colbert-small-v1", 500, 9.0, 11.0, 500, 9.0, 16, 15_360.0, 500, 21_644_160)
PAIRS = FamilyCost("ms-marco-minilm-l12-v2", 500, None, 5_500.0, 16, None, 0, 0.0, 500, None)


def test_the_sentence_tells_the_ends_and_what_tokens_store_against_one_vector() -> None:
    told = cost_sentence([FAST, DENSE, TOKENS, PAIRS]).replace("\u00a0", " ")
    assert told == (
        "Of 4 rankers BM25 answers fastest, in 50 µs; the cross-encoder takes 5.5 s, 110,000 times as long. "
        "For a text ColBERT stores 10 times the bytes of the one vector of MiniLM."
    )


def test_without_one_vector_or_with_nothing_larger_no_bytes_are_compared() -> None:
    assert "bytes" not in cost_sentence([FAST, TOKENS])
    assert "bytes" not in cost_sentence([FAST, DENSE])
    assert "bytes" not in cost_sentence([replace(DENSE, ranker="all-minilm-l6-v2+maxsim"), TOKENS])


def test_one_ranker_alone_is_compared_with_none() -> None:
    assert cost_sentence([DENSE]).startswith("MiniLM answers in 4.1\u00a0ms.")


def test_a_time_from_a_sample_says_about_and_the_caption_of_how_many_texts() -> None:
    assert table_row(PAIRS)[2:4] == ("about\u00a05.5\u00a0s",) * 2
    assert table_row(DENSE)[2] == "100\u00a0µs"
    assert "Cross-enc. was timed on 16 texts" in how_sentence([DENSE, PAIRS], "CPU")
    assert "was timed on" not in how_sentence([DENSE], "CPU")


def test_what_is_not_read_not_stored_or_not_known_is_no_number() -> None:
    cells = table_row(PAIRS)
    assert (cells[1], cells[4], cells[5], cells[6]) == ("–", "–", "nothing", "–")
    assert table_row(FAST)[6] == "none"


def test_the_rows_name_the_machine_and_hold_every_number() -> None:
    (row,) = cost_rows([TOKENS], "CPU, 2 threads, onnx")
    assert (row["machine"], row["total_ms"], row["stored"]) == ("CPU, 2 threads, onnx", 20.0, 15_360.0)


def test_opened_it_is_measured_at_once_and_another_query_waits_for_the_button() -> None:
    app = lesson_page(SLUG, parts=["cost"])
    key = f"{SLUG}-cost-map"
    assert "Measured on this server" in "".join(caption.value for caption in app.caption)
    assert any("answers fastest" in told for told in findings(app))
    before = alternatives(app)[key]
    assert before.count(";") == 8
    app.text_input[0].set_value("bread and butter").run()
    assert any("Press the button" in told for told in notes(app))
    assert alternatives(app)[key] == before
    app.button(key=f"{SLUG}-measure").click().run()
    assert not any("Press the button" in told for told in notes(app))
    assert alternatives(app)[key] != before
    assert "What a query costs by each ranker" in bodies(app)
