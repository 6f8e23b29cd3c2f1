"""What a number in a text may be without a claim of its own, each with what holds it."""

import re
import tomllib
from importlib import import_module
from typing import Final

from embedlab.content.pages import load_pages
from tests.texts.finder import Place
from tests.texts.kinds import ROOT, listed_papers

BOUNDS: Final = {"0", "1", "−1"}
"""Ends of scales, a length, a neutral element: true by definition, never measured to one digit."""
YEAR: Final = re.compile(r"(?:19|20)\d\d")


def excused(place: Place, found: re.Match[str]) -> bool:
    """Whether something else holds a number: see each function."""
    rules = (is_bound, is_lesson, is_publication, is_option, is_clock, is_wrong_saying, is_mark_of_a_list)
    return any(rule(place, found) for rule in rules)


def is_bound(place: Place, found: re.Match[str]) -> bool:
    """An end of a scale, not a percentage and not a rounded measurement."""
    return found[0] in BOUNDS and not place.text[found.end() :].startswith(" %")


def is_lesson(place: Place, found: re.Match[str]) -> bool:
    """The number of a page that exists."""
    numbers = {str(page.number) for page in load_pages() if page.number}
    before = place.text[: found.start()]
    return found[0] in numbers and bool(re.search(r"\b[Ll]essons? (?:\d+(?:,| and) )*$", before))


def is_publication(place: Place, found: re.Match[str]) -> bool:
    """A year beside the first author of a listed paper of that year, or in the title of a paper."""
    if not YEAR.fullmatch(found[0]):
        return False
    if place.keys[-1] in ("paper", "title"):
        return True
    # The name belongs to the next year: not to one after another year or another bracket.
    around = re.split(r"[)\d]", place.text[max(0, found.start() - 90) : found.start()])[-1]
    papers = (paper for paper in listed_papers() if str(paper["year"]) == found[0])
    return any(re.split(r"[,:]| and ", str(paper["authors"]))[0].split()[-1] in around for paper in papers)


def is_option(place: Place, found: re.Match[str]) -> bool:
    """A bound in an option of the quiz, which the lesson's own test tries from both sides, or a choice to guess."""
    if place.keys[:2] == ("predict", "options"):
        return True
    if place.keys[0] != "quiz" or place.keys[2] != "options":
        return False
    slug = place.file.split("/")[-2]
    item = tomllib.loads((ROOT / place.file).read_text(encoding="utf-8"))["quiz"][int(place.keys[1])]
    return item["answer"] in import_module(f"tests.lessons.{slug}.test_facts").CASES


def is_clock(place: Place, found: re.Match[str]) -> bool:
    """A time in the teacher's script; ``test_the_script_fits_its_time`` holds it."""
    return place.keys[:2] == ("teacher", "script") and found.start() <= 2


def is_wrong_saying(place: Place, found: re.Match[str]) -> bool:
    """Within quotation marks among the common mistakes: what is said there is wrong on purpose."""
    before, after = place.text[: found.start()], place.text[found.end() :]
    quoted = before.count("“") > before.count("”") and "”" in after
    return place.keys[:2] == ("teacher", "mistakes") and quoted


def is_mark_of_a_list(place: Place, found: re.Match[str]) -> bool:
    """The number before an item of a numbered list, one more than the one before it."""
    items = re.findall(r"^(\d+)\. ", place.text, re.MULTILINE)
    at_line = not place.text[: found.start()].rpartition("\n")[2] and place.text[found.end() :].startswith(". ")
    return at_line and items == [str(number + 1) for number in range(len(items))]
