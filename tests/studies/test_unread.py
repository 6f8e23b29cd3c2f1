"""Where models stop reading: the place that their own tokenizers cut at, and that nothing behind it changes a score."""

import pytest

from embedlab.models.catalog import bundled_cards, card
from embedlab.models.runtime import Runtime
from embedlab.models.text.late import QUERY_TOKENS
from embedlab.models.text.tokens import Cut
from embedlab.studies.rank import rank_documents
from embedlab.studies.rank.open_ranker import DEFAULT_RANKERS
from embedlab.studies.unread import MARKS, Stop, rank_stops, read_sentence, text_cuts
from embedlab.studies.unread_html import unread_html

LONG = "Dr. Müller's naïve café-owner didn't re-open;  the “unsinkable” boat\tsank 1,234 times… " * 45
"""3,825 characters, as long a document as a page takes: no model here reads it to its end."""
SHORT = "The boat sank."
QUERY = "Who re-opened the café that sank, and when did the unsinkable boat sink? " * 3
ENCODERS = [entry.id for entry in bundled_cards() if entry.row.encoder in ("text_vectors", "sparse_vectors")
            and entry.is_transformer and entry.towers is None]  # fmt: skip
RANKERS = [*DEFAULT_RANKERS, "paraphrase-minilm-l3-v2+maxsim", "two-tower-embedlab", "hybrid-weighted"]
WHOLE = {"tf-idf", "bm25", "glove-6b-50d"}


@pytest.mark.parametrize("model", ENCODERS)
def test_the_cut_is_where_the_own_tokenizer_of_the_model_truncates(model: str, runtime: Runtime) -> None:
    import transformers

    entry = card(model)
    theirs = transformers.AutoTokenizer.from_pretrained(str(runtime.store.folder(entry)))
    prompt = entry.prompts.document
    cut = text_cuts(runtime, entry, [LONG], "document" if prompt else None)[0]
    read = theirs(prompt + LONG, truncation=True, max_length=entry.max_tokens, return_offsets_mapping=True)
    everything = theirs(prompt + LONG, return_offsets_mapping=True)
    assert cut is not None
    assert (cut.read, cut.tokens) == (len(read["input_ids"]), len(everything["input_ids"]))
    assert cut.at == everything["offset_mapping"][len(read["input_ids"]) - 1][0] - len(prompt)


@pytest.mark.parametrize("ranker", RANKERS)
def test_what_stands_behind_the_cut_changes_no_score(ranker: str, runtime: Runtime) -> None:
    stops = {stop.document: stop.cut for stop in rank_stops(runtime, ranker, QUERY, [LONG, SHORT])}
    if ranker in WHOLE:
        assert not stops
        return
    at = stops[0].at
    changed = f"{LONG[:at]} entirely other words"
    before, after = (rank_documents(runtime, ranker, QUERY, [text, SHORT]) for text in (LONG, changed))
    if ranker.startswith("hybrid"):
        return  # its other side reads on
    assert ranker == "bm42" or before.scores[0] == pytest.approx(after.scores[0], abs=1e-5)
    assert 1 not in stops
    earlier = f"{LONG[: at // 2]} entirely other words {LONG[at // 2 :]}"
    moved = rank_documents(runtime, ranker, QUERY, [earlier, SHORT])
    assert ranker == "bm42" or abs(moved.scores[0] - before.scores[0]) > 1e-5, "what is read counts"


def test_a_colbert_query_ends_at_its_thirty_two_tokens(runtime: Runtime) -> None:
    colbert = "answerai-colbert-small-v1"
    stop = rank_stops(runtime, colbert, QUERY, [SHORT])[0]
    assert (stop.document, stop.cut.read) == (None, QUERY_TOKENS)
    changed = f"{QUERY[: stop.cut.at]} something else"
    scores = [rank_documents(runtime, colbert, query, [SHORT, LONG]).scores for query in (QUERY, changed)]
    assert scores[0] == pytest.approx(scores[1], abs=1e-4)
    assert not rank_stops(runtime, colbert, "Who sank?", [SHORT])


def test_a_cross_encoder_shares_its_room_and_says_it_of_both_texts(runtime: Runtime) -> None:
    cross = "ms-marco-minilm-l12-v2"
    query, document = rank_stops(runtime, cross, LONG, [LONG])
    assert (query.document, document.document) == (None, 0)
    assert query.cut.read + document.cut.read == 512 - 3
    assert query.cut.tokens == document.cut.tokens
    assert [stop.document for stop in rank_stops(runtime, cross, "Who sank?", [SHORT, LONG])] == [1]


def test_bm42_reads_no_query(runtime: Runtime) -> None:
    assert rank_stops(runtime, "bm42", LONG, [SHORT]) == ()
    minilm = text_cuts(runtime, card("all-minilm-l6-v2"), [LONG])[0]
    assert minilm is not None
    assert rank_stops(runtime, "bm42", SHORT, [LONG]) == (Stop("BM42", 0, minilm),)


def test_a_hybrid_stops_where_its_dense_side_stops(runtime: Runtime) -> None:
    assert rank_stops(runtime, "hybrid-rrf", SHORT, [LONG]) == rank_stops(runtime, "all-minilm-l6-v2", SHORT, [LONG])


def test_a_text_that_just_fits_is_read_whole(runtime: Runtime) -> None:
    fits = text_cuts(runtime, card("all-minilm-l6-v2"), ["word " * 254, "word " * 255])
    assert fits == [None, Cut(5 * 254, 256, 257)]


def test_the_sentence_says_how_much_was_read() -> None:
    assert read_sentence("all-MiniLM-L6-v2", Cut(9, 256, 812), "document 3") == (
        "all-MiniLM-L6-v2 read the first 256 of 812 tokens of document 3."
    )


def test_what_one_model_never_reads_is_struck_out_and_escaped() -> None:
    shown = unread_html("document 1", "a <b> & c", {"M": 4}, all_stop=True)
    assert '<b>Document 1:</b> a &lt;b<span class="el-unread">&gt; &amp; c</span></p>' in shown


def test_of_what_is_read_the_end_is_shown_from_a_word_on() -> None:
    shown = unread_html("t", "word " * 100 + "grey", {"M": 500}, all_stop=True)
    assert 30 < shown.count("word") <= 40
    assert "<b>T:</b> … word word" in shown
    assert 'class="el-unread">grey<' in shown


def test_models_that_differ_are_named_where_they_stop() -> None:
    shown = unread_html("t", "one two three", {"M": 4, "N": 8}, all_stop=True)
    first, second = shown.index("M stops here"), shown.index("N stops here")
    assert first < shown.index("two") < second < shown.index("three")
    assert 'el-unread-by-some">two' in shown
    assert 'el-unread">three' in shown
    assert 'el-unread">' not in unread_html("t", "one two", {"M": 4}, all_stop=False), "another model reads on"


def test_nothing_that_ships_with_a_search_is_cut(runtime: Runtime) -> None:
    from embedlab.content.collections import load_collections

    for lesson, rankers in (
        ("dense_or_sparse", ("all-minilm-l6-v2", "splade-tiny", "bm42", "ms-marco-minilm-l12-v2")),
        ("single_or_late", ("all-minilm-l6-v2", "answerai-colbert-small-v1", "ms-marco-minilm-l12-v2")),
        ("symmetric_or_asymmetric", ("paraphrase-minilm-l3-v2", "e5-small-v2", "two-tower-embedlab")),
    ):
        for each in load_collections(lesson):
            texts = [document.text for document in each.docs]
            assert not [stop for name in rankers for stop in rank_stops(runtime, name, each.query, texts)], each.name


def test_a_short_text_is_known_to_be_read_without_loading_the_model() -> None:
    class Unloaded:
        def with_transformer(self, *_: object) -> None:
            raise AssertionError("the model was asked for")

    assert text_cuts(Unloaded(), card("all-minilm-l6-v2"), ["a short text", "x" * 252]) == [None, None]
    with pytest.raises(AssertionError, match="was asked for"):
        text_cuts(Unloaded(), card("all-minilm-l6-v2"), ["x" * 253])
    assert text_cuts(Unloaded(), card("answerai-colbert-small-v1"), ["x" * 28], "query") == [None]
    with pytest.raises(AssertionError, match="was asked for"):
        text_cuts(Unloaded(), card("answerai-colbert-small-v1"), ["x" * 29], "query")


@pytest.mark.parametrize("model", ["all-minilm-l6-v2", "splade-tiny", "mlm-embedlab"])
def test_no_tokenizer_makes_more_tokens_than_a_text_has_bytes(model: str, runtime: Runtime) -> None:
    odd = ("…№\u2122\ufb01½", "한국어텍스트", "\U0001d518\U0001d52b", "\U0001f469\u200d\U0001f467", "e\u0301\u0323")
    texts = ["!?" * 40, "a b c d " * 12, *(each * 10 for each in odd)]
    for text in texts:
        tokens = runtime.with_transformer(card(model), lambda loaded, text=text: len(loaded.tokenizer.encode(text)))
        assert tokens <= len("".join(text.split()).encode()) + MARKS
