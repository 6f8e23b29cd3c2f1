"""No number in a text is merely typed: it is taken from data when the page is drawn, or a claim here holds it."""

import pytest

from tests.texts.finder import Place, places
from tests.texts.kinds import ROOT, Claim, Imagined, Listed, Published
from tests.texts.registry import CLAIMS
from tests.texts.rules import excused

ALL = list(places(ROOT))
WHOLE = {file: "\n\n".join(place.text for place in ALL if place.file == file) for file in {p.file for p in ALL}}
EACH = [(file, claim) for file, claims in CLAIMS.items() for claim in claims]


def named(value: object) -> str:
    phrase = getattr(value, "phrase", None) or getattr(getattr(value, "write", None), "__name__", value)
    return str(phrase)[:40]


@pytest.mark.parametrize(("file", "claim"), EACH, ids=named)
def test_a_claim_stands_in_its_text_and_is_so(file: str, claim: Claim) -> None:
    assert [phrase for phrase in claim.phrases() if phrase not in WHOLE[file]] == []
    assert claim.slip(WHOLE[file]) is None


def uncovered(place: Place, phrases: list[str]) -> list[str]:
    held = [(start, start + len(phrase)) for phrase in phrases for start in _starts(place.text, phrase)]
    free = (
        found for found in place.numbers()
        if not any(start <= found.start() and found.end() <= end for start, end in held) and not excused(place, found)
    )  # fmt: skip
    return [
        f"{place.name}: {found[0]!r} in “{place.text[max(0, found.start() - 40) : found.end() + 25]}”" for found in free
    ]


def _starts(text: str, phrase: str) -> list[int]:
    return [start for start in range(len(text)) if text.startswith(phrase, start)]


@pytest.mark.parametrize("file", sorted(WHOLE))
def test_every_number_of_a_file_is_held(file: str) -> None:
    phrases = [phrase for claim in CLAIMS.get(file, ()) for phrase in claim.phrases()]
    assert [slip for place in ALL if place.file == file for slip in uncovered(place, phrases)] == []


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("It wins in 94 % of three cases.", ["94", "three"]),
        ("It rose by {gain:.0%} to 0.52 on Word2Vec, from 0 to 1.", ["0.52"]),
        ("See lessons 2 and 5, not lesson 99.", ["99"]),
        ("As shown (Reimers and Gurevych 2019), and by nobody (Nobody 2019).", ["2019"]),
        ("Half a million pairs, hundreds of models, a tenth of them.", ["Half", "million", "hundreds", "a tenth"]),
        ("1. One.\n2. Another.\nThe year was 3. Or so.", ["3"]),
        ("It is less than 1 %.", ["1"]),
    ],
)
def test_a_number_that_is_merely_typed_is_found(text: str, free: list[str]) -> None:
    found = uncovered(Place("assets/lessons/home/text.toml", ("limits",), text), [])
    assert [each.split("'")[1] for each in found] == free


def test_a_claim_covers_its_own_numbers_and_no_others() -> None:
    place = Place("x", ("limits",), "In 94 % of cases; elsewhere in 95 %.")
    assert [each.split("'")[1] for each in uncovered(place, ["In 94 % of cases"])] == ["95"]


@pytest.mark.parametrize(
    ("claim", "slip"),
    [
        (Published("76", "arxiv.org/abs/0000.00000"), "no page or card lists the source"),
        (Listed("Two things", 2, ("this", "neither of them")), "missing"),
        (Listed("Two things", 2, ("this",)), "1 items"),
        (Imagined("It wins in 94 % of cases"), "does not look like an example"),
    ],
)
def test_a_claim_that_holds_nothing_is_refused(claim: Claim, slip: str) -> None:
    assert slip in str(claim.slip("Two things: this and that."))
