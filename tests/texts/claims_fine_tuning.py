"""Numbers in the texts of lesson 10."""

from embedlab.compute.sign_flips import DRAWS
from embedlab.content.faq import FAQS
from embedlab.lessons.fine_tuning.examples import MODEL, load_pairs
from embedlab.lessons.fine_tuning.shipped import load_outcomes
from embedlab.lessons.fine_tuning.study_compare import LUCK
from embedlab.models.catalog import card
from embedlab.numbers_text import short, whole
from embedlab.studies.corpus.findings import LEVEL
from tests.texts.kinds import Claim, Computed, Imagined
from tests.texts.write import constant, percent, word


def runs() -> str:
    return f"some run of {word(constant('scripts/tuning_pairs.py', 'RUN'))} words in common"


def authors() -> str:
    shared = set(load_pairs().source) & set(FAQS)
    return f"{word(len(shared), begins=True)} of the {word(len(FAQS))} FAQs come from the packages"


def layers() -> str:
    return f"It has {word(card(MODEL).layers)} layers"


def tokens() -> str:
    return f"they read up to {whole(card(MODEL).max_tokens)} tokens"


def faqs() -> str:
    return f"the answers of {word(len(FAQS))} FAQs"


def sureness() -> str:
    return f"{percent(LEVEL)} interval {{low"


def draws() -> str:
    assert DRAWS == 10_000
    return "drawn by chance ten thousand times"


def luck() -> str:
    return f"Below {short(LUCK)} it is taken for more"


def upper() -> str:
    """Two thin matrices for each of query, key and value: so many layers are changed by the numbers that ship."""
    lora, model = load_outcomes()["lora"], card(MODEL)
    layers = lora.parameters / (3 * 2 * model.dimension * lora.settings.rank)
    assert layers == model.layers / 2
    return "in the upper half of the layers"


CLAIMS: tuple[Claim, ...] = (
    *map(Computed, (runs, authors, layers, tokens, faqs, sureness, draws, luck, upper)),
    Imagined("Train again with ten times the learning rate and 10 epochs"),
)
