"""Numbers in the texts of lesson 8."""

from embedlab.compute.cost import FLOAT_BYTES
from embedlab.content.faq import FAQS
from embedlab.lessons.own_corpus.study import LUCK
from embedlab.models.catalog import card
from embedlab.numbers_text import short, whole
from embedlab.studies.corpus.findings import LEVEL, METRICS
from embedlab.studies.corpus.set_ups import DEFAULT_SET_UPS, DEPTH, SetUp
from tests.texts.kinds import Claim, Computed
from tests.texts.write import percent, word

DENSE = [card(reading.model) for text in DEFAULT_SET_UPS for reading in SetUp.parse(text).readings]


def faqs() -> str:
    return f"the questions of {word(len(FAQS))} FAQs"


def sureness() -> tuple[str, str]:
    return f"({percent(LEVEL)} interval", f"the middle {percent(LEVEL)} of these means"


def ranks_that_count() -> tuple[str, str]:
    assert METRICS[:2] == ("nDCG@10", "MRR@10")
    return "the grades of the first ten ranks", "0 from rank 11 on"


def luck() -> str:
    return f"Below {short(LUCK)} a difference is taken"


def bytes_of_a_vector() -> str:
    width = card("all-minilm-l6-v2").dimension
    assert card("e5-small-v2").dimension == width
    return f"keeps {whole(width)} numbers, {whole(width * FLOAT_BYTES)} bytes"


def candidates() -> str:
    assert DEPTH == 50
    return "finds fifty candidates"


def tokens_read() -> str:
    limits = sorted({each.max_tokens for each in DENSE if each.family == "dense"})
    assert len(limits) == 2
    return f"{whole(limits[0])} or {whole(limits[1])} here"


CLAIMS: tuple[Claim, ...] = tuple(
    map(Computed, (faqs, sureness, ranks_that_count, luck, bytes_of_a_vector, candidates, tokens_read))
)
