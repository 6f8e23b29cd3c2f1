"""Every family beside the bare forward passes of their models, and its first ranks beside a page without a model."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from statistics import median
from time import perf_counter

from playwright.sync_api import Page

from benchmarks._browser import APP, BARE_QUERY, BARE_RANKS, chromium, open_page, served, settle
from benchmarks._report import Line, held_to, in_turn, note, print_table, ratios, spread
from benchmarks._texts import mixture
from embedlab.compute.ranking import rank
from embedlab.lessons.every_family.examples import DEFAULT, fastest_first
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card
from embedlab.models.encoders.remember import prompt_of
from embedlab.models.engines.contract import Wanted
from embedlab.models.runtime import Runtime
from embedlab.models.runtime.loading import LoadedTransformer
from embedlab.models.settings import read_settings
from embedlab.models.text.late import read_late
from embedlab.models.text.tokens import TextTokenizer, Tokenised
from embedlab.studies.rank import RankerId, RankOptions, rank_documents

LESSON = "every_family"
FEW, FEW_ROUNDS, MANY, MANY_ROUNDS, QUERIES = 20, 15, 500, 3, 15
LONGEST = 24
"""Tokens of the longest text: five hundred then have about as many characters as the page takes."""
WITHOUT_PAIRS = tuple(ranker for ranker in DEFAULT if card(RankerId.parse(ranker).model).head != "pair")
_TYPED = count()


def main() -> None:
    """Measure, and print the tables."""
    runtime = Runtime(read_settings())
    bench = Bench(runtime)
    texts = Texts(runtime)
    bench.rank_all(texts.query(), texts.texts(2))  # models are in memory on both sides
    bench.bare(texts.query(), texts.texts(2), texts.texts(2))
    print_table(f"{len(DEFAULT)} families", "bare forward passes", [
        *few(bench, texts), *many(bench, texts), *again(bench, texts),
    ])  # fmt: skip
    runtime.close()
    print_table("First family after Enter, in Chromium", "a page that prints the query", on_screen())


class Texts:
    """Queries and texts that nobody has asked before."""

    def __init__(self, runtime: Runtime) -> None:
        self._tokenizer = TextTokenizer(runtime.store.ensure(card("all-minilm-l6-v2")), max_tokens=1_000_000)
        self._seeds = count()

    def texts(self, number: int) -> list[str]:
        """So many texts of mixed lengths."""
        return mixture(self._tokenizer, number, longest=LONGEST, seed=next(self._seeds))

    def query(self) -> str:
        """One short text."""
        return mixture(self._tokenizer, 1, shortest=8, longest=12, seed=1_000_000 + next(self._seeds))[0]


class Bench:
    """Both sides over one runtime, so that they have the same models in memory."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        used = [model for ranker in DEFAULT for model in RankerId.parse(ranker).cards(RankOptions())]
        # Once each: the hybrid has its dense side from the dense family.
        self._models = [model for model in {model.id: model for model in used}.values() if model.is_transformer]

    def rank_all(self, query: str, texts: Sequence[str], rankers: Sequence[str] = DEFAULT) -> None:
        """What the page computes for its bump chart, in the order in which it does."""
        for ranker in fastest_first(rankers):
            rank(rank_documents(self._runtime, ranker, query, texts).scores)

    def bare(self, query: str, texts: Sequence[str], pairs: Sequence[str]) -> None:
        """Every model over the query and ``texts``, and over each of the ``pairs`` with the query; nothing kept."""
        for model in self._models:
            self._runtime.with_transformer(model, partial(_passes, model, query, texts, pairs))


def _passes(
    model: ModelCard, query: str, texts: Sequence[str], pairs: Sequence[str], loaded: LoadedTransformer
) -> None:
    read = _read(model, loaded.tokenizer, query, texts, pairs)
    wanted = Wanted(logits=True) if model.head == "pair" or model.row.encoder == "sparse_vectors" else Wanted(
        layers=(loaded.layers,)
    )  # fmt: skip
    if read:
        loaded.batcher.run(read, wanted, lambda _: None)


def _read(
    model: ModelCard, tokenizer: TextTokenizer, query: str, texts: Sequence[str], pairs: Sequence[str]
) -> list[Tokenised]:
    if model.head == "pair":
        return [tokenizer.encode_pair(query, text) for text in pairs]
    if model.row.encoder == "token_vectors":
        return [read_late(tokenizer, query, "query"), *(read_late(tokenizer, text, "document") for text in texts)]
    return [
        tokenizer.encode(query, prompt_of(model, "query")),
        *(tokenizer.encode(text, prompt_of(model, "document")) for text in texts),
    ]


def few(bench: Bench, texts: Texts) -> list[Line]:
    """Return the lines of a query over a few new texts."""
    found = in_turn(
        FEW_ROUNDS,
        lambda: _seconds(bench.rank_all, texts.query(), texts.texts(FEW)),
        lambda: _seconds(lambda query, some: bench.bare(query, some, some), texts.query(), texts.texts(FEW)),
    )
    return _lines(f"a query over {FEW} new texts", found, 1.3)


def many(bench: Bench, texts: Texts) -> list[Line]:
    """Return the lines of a query over many new texts."""
    found = in_turn(
        MANY_ROUNDS,
        lambda: _seconds(bench.rank_all, texts.query(), texts.texts(MANY)),
        lambda: _seconds(lambda query, some: bench.bare(query, some, some), texts.query(), texts.texts(MANY)),
    )
    return _lines(f"a query over {MANY} new texts", found, 1.2)


def again(bench: Bench, texts: Texts) -> list[Line]:
    """Return the lines of further queries over the same many texts, with the cross-encoder and without it."""
    known = texts.texts(MANY)
    bench.rank_all(texts.query(), known, WITHOUT_PAIRS)
    everything = in_turn(
        MANY_ROUNDS,
        lambda: _seconds(bench.rank_all, texts.query(), known),
        lambda: _seconds(lambda query, some: bench.bare(query, (), some), texts.query(), known),
    )
    vectors = in_turn(
        QUERIES,
        lambda: _seconds(lambda query, some: bench.rank_all(query, some, WITHOUT_PAIRS), texts.query(), known),
        lambda: _seconds(lambda query, _: bench.bare(query, (), ()), texts.query(), known),
    )
    return [
        *_lines("a further query over the same, all families", everything, 1.2),
        note("  all but the cross-encoder", *(spread([1e3 * each for each in side], "ms") for side in vectors)),
    ]


def _lines(what: str, found: Sequence[Sequence[float]], target: float) -> list[Line]:
    ours, other = found
    to_bare = ratios(ours, other)
    return [
        note(what, spread(ours, "s"), spread(other, "s")),
        held_to("  ratio", median(to_bare), "<=", target, shown=spread(to_bare)),
    ]


def _seconds(measure: Callable[[str, Sequence[str]], None], query: str, texts: Sequence[str]) -> float:
    start = perf_counter()
    measure(query, texts)
    return perf_counter() - start


def on_screen() -> list[Line]:
    """Return the lines of a new query typed on a warm page: Enter to the first family's ranks on the screen."""
    with served(APP) as lesson, served(BARE_QUERY) as bare, served(BARE_RANKS) as ranks, chromium() as browser:
        asked = [
            Asking(open_page(browser), f"{lesson.url}/{LESSON}?guess=off", f".st-key-{LESSON}-first p"),
            Asking(open_page(browser), bare.url, ".bare-answer"),
            Asking(open_page(browser), ranks.url, ".st-key-bare-ranks .point"),
        ]
        for each in asked:
            each.ask()  # not counted: loads the models
        ours, other, figure = in_turn(QUERIES, *(each.ask for each in asked))
    to_bare = ratios(ours, other)
    return [
        note("a new query to the first ranks", spread(ours, "ms", digits=0), spread(other, "ms", digits=0)),
        held_to("  ratio", median(to_bare), "<=", 1.5, shown=spread(to_bare)),
        note("  of a page that draws the same figure", spread(ratios(ours, figure)), spread(figure, "ms", digits=0)),
    ]


class Asking:
    """Types new queries into the first text field of a page."""

    def __init__(self, page: Page, address: str, sign: str) -> None:
        self._page, self._sign = page, sign
        page.goto(address)
        settle(page)

    def ask(self) -> float:
        """Type a query, press Enter, and return the milliseconds until a new answer stood, then let the page rest."""
        field = self._page.get_by_role("textbox", name="Query").first
        # Of another length each time, so that what the bare page prints changes as well.
        field.fill("Which bread is " + "very " * (next(_TYPED) % 40) + "good?")
        self._page.evaluate("sign => window.watchAnswer(sign)", self._sign)
        field.press("Enter")
        waited = float(self._page.evaluate("window.answered"))
        settle(self._page)
        self._page.wait_for_timeout(300)
        return waited


if __name__ == "__main__":
    main()
