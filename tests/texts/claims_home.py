"""Numbers in the texts of Home, of its timeline, and of what all pages share."""

from embedlab.content.axes import load_axes
from embedlab.lessons.home.facts_told import ASKED
from embedlab.lessons.home.study import NAMES
from embedlab.models.catalog import catalog
from tests.texts.kinds import Claim, Computed, Listed, Published
from tests.texts.write import word


def axes_are_counted() -> tuple[str, ...]:
    count = len(load_axes())
    return f"{word(count)} questions sort them", f"{word(count, begins=True)} questions sort the models"


def axes_name_their_group() -> str:
    return f"{word(len(load_axes()), begins=True)} axes"


def the_cosine_asked_about() -> tuple[str, ...]:
    return f"Is {ASKED} a lot?", f"{ASKED} is a close match", f"of these pairs reach {ASKED}"


def texts_on_the_page() -> str:
    return f"Read the {word(len(NAMES))} texts aloud"


def numbers_of_a_dense_vector() -> str:
    """Of what runs here: 50 to 384 numbers, the encoders 192 and more."""
    widths = [card.dimension for card in catalog().values() if card.bundled and card.family in ("dense", "contextual")]
    assert all(150 <= width <= 500 for width in widths)
    return "A few hundred numbers, nearly all"


HOME: tuple[Claim, ...] = (
    Computed(axes_are_counted),
    Computed(the_cosine_asked_about),
    Computed(texts_on_the_page),
    Listed("Three ways to compare two vectors", 3, ("*dot product*", "*cosine*", "*Euclidean distance*")),
    Listed("the three put texts in the same order", 3, ("*dot product*", "*cosine*", "*Euclidean distance*")),
)
TIMELINE: tuple[Claim, ...] = (
    Published("into about a hundred dimensions", "ASI1%3E3.0.CO"),  # abstract: "ca. 100 orthogonal factors"
    Published("more than a billion words in less than a day", "arxiv.org/abs/1301.3781"),  # abstract
    Published("One benchmark over eight kinds of tasks", "arxiv.org/abs/2210.07316"),  # abstract
    Published("hundreds of millions of pairs", "arxiv.org/abs/2212.03533"),  # section 3
    Published("in more than a hundred languages", "arxiv.org/abs/2402.03216"),  # abstract
)
PAGES: tuple[Claim, ...] = (Computed(axes_name_their_group),)
DENSE: tuple[Claim, ...] = (Computed(numbers_of_a_dense_vector),)
