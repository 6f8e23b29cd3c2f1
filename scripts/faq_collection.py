"""Write the collection of questions that search is measured on: three FAQs, judged by their authors, and a haystack.

Run by hand, half a minute::

    python -m scripts.faq_collection --work ~/embedlab-training                       # the answers that ship
    python -m scripts.faq_collection --work ~/embedlab-training --haystack 6000       # the haystack that ships
    python -m scripts.faq_collection --work ~/embedlab-training --haystack 20000 --target FILE

A heading of the Perl, Python or Debian FAQ is a query, and what stands below it is its one relevant text: a judgement
that no model made. The heading is taken out of the passage, code stays. The haystack is other pages of the same
packages, a file of its own, from which passages that repeat an answer are left out.
"""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from scripts.training.corpus import words
from scripts.training.manuals import Section, html_sections, pod_sections, rst_sections
from scripts.training.sources import PACKAGES, unpack

LEAST_WORDS: Final = 6
"""Shorter answers only point elsewhere ("See the next question.")."""
PASSAGE: Final = 1_100
"""Characters of a haystack passage, about as many as an answer has on average."""
LONGEST: Final = 10 * PASSAGE
"""Longer blocks are tables that nobody reads as a text, as that of every Unicode property (399,017 characters)."""
RUN, REPEATED, TOLD, SEED = 8, 0.5, 0.1, 1
"""A passage repeats an answer when it has this share of the answer's runs of so many words; from ``TOLD`` on it tells a
part of it."""
ASSETS: Final = Path(__file__).resolve().parent.parent / "assets" / "faq"


@dataclass(frozen=True)
class Passage:
    """A text, the question that it answers (empty for haystack), and where it comes from."""

    text: str
    question: str
    source: str
    file: str
    licence: str


def answers(work: Path) -> Iterator[Passage]:
    """Every question of the three FAQs with its answer, in the order of the sources."""
    for package, pattern, read in (
        ("perl-doc", "usr/share/perl/*/pod/perlfaq[1-9].pod", pod_sections),
        ("python3.11-doc", "usr/share/doc/python3.11/html/_sources/faq/*.rst.txt", rst_sections),
        ("debian-faq", "usr/share/doc/debian/FAQ/*.en.html", html_sections),
    ):
        for path in sorted(unpack(package, work).glob(pattern)):
            for section in read(path.read_text(encoding="utf-8")):
                if "?" in section.heading and len(section.text.split()) >= LEAST_WORDS:
                    yield _passage(section.text, section.heading, package, path)


def haystack(work: Path) -> Iterator[Passage]:
    """The other pages of the Perl and Python packages, cut into passages of whole blocks below one heading."""
    for path in sorted(unpack("perl-doc", work).glob("usr/share/perl/*/pod/*.pod")):
        if not path.name.startswith(("perlfaq", "perltoc")):  # the second lists all headings of the first
            for text in passages(pod_sections(path.read_text(encoding="utf-8", errors="replace"))):
                yield _passage(text, "", "perl-doc", path)
    root = unpack("python3.11-doc", work) / "usr/share/doc/python3.11/html/_sources"
    for path in sorted(root.rglob("*.rst.txt")):
        if path.parent.name != "faq":
            for text in passages(rst_sections(path.read_text(encoding="utf-8"))):
                yield _passage(text, "", "python3.11-doc", path)


def passages(sections: Iterable[Section]) -> Iterator[str]:
    """Blocks of each section laid together up to ``PASSAGE`` characters; a block alone may be longer."""
    for section in sections:
        gathered = ""
        for block in section.blocks:
            if gathered and len(gathered) + len(block) > PASSAGE:
                yield gathered
                gathered = ""
            gathered = f"{gathered}\n\n{block}".strip()
        if len(gathered.split()) >= LEAST_WORDS:
            yield gathered


def _passage(text: str, question: str, package: str, path: Path) -> Passage:
    return Passage(text, question, package, path.name, PACKAGES[package].licence)


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of ``RUN`` words of a text; of a shorter one the text itself."""
    found = [word.lower() for word in words(text)]
    return frozenset(tuple(found[i : i + RUN]) for i in range(max(1, len(found) - RUN + 1)))


def without_repeats(asked: Sequence[Passage], others: Iterable[Passage]) -> list[Passage]:
    """Those of the ``others`` that repeat no answer, each once."""
    whose: dict[tuple[str, ...], set[int]] = {}
    sizes = []
    for number, passage in enumerate(asked):
        own = runs(passage.text)
        sizes.append(len(own))
        for run in own:
            whose.setdefault(run, set()).add(number)
    kept: dict[str, Passage] = {}
    for passage in others:
        shared = Counter(number for run in runs(passage.text) for number in whose.get(run, ()))
        if not any(count >= REPEATED * sizes[number] for number, count in shared.items()):
            kept.setdefault(passage.text, passage)
    return list(kept.values())


def without_questions(every: Sequence[Passage], questions: Sequence[str]) -> list[Passage]:
    """The passages, with every question cut out that one of them quotes in full, as in "see the answer to ..."."""
    # Quoted across line breaks and cases; of two that begin alike the longer goes first.
    written = [r"\s+".join(map(re.escape, question.split())) for question in sorted(questions, key=len, reverse=True)]
    quoted = re.compile(rf"[\"“'`]*(?:{'|'.join(written)})[\"”'`]*", re.IGNORECASE)
    return [replace(passage, text=quoted.sub("…", passage.text)) for passage in every]


def leaks(asked: Sequence[Passage], every: Sequence[Passage]) -> dict[str, int]:
    """What still gives an answer away, counted: questions quoted in a passage, and answers told in part elsewhere."""
    flat = [" ".join(words(passage.text.lower())) for passage in every]
    quoted = [(n, " ".join(words(passage.question.lower()))) for n, passage in enumerate(asked)]
    parts = [runs(passage.text) for passage in asked]
    return {
        "questions_in_own_answer": sum(question in flat[number] for number, question in quoted),
        "questions_in_another_passage": sum(
            any(question in text for other, text in enumerate(flat) if other != number) for number, question in quoted
        ),
        "answers_sharing_half_their_runs": sum(
            any(len(own & other) >= REPEATED * len(own) for other in parts if other is not own) for own in parts
        ),
    }


def told_in_part(asked: Sequence[Passage], others: Sequence[Passage]) -> dict[str, int]:
    """What of the answers the haystack still tells, counted: in one passage of it, and in all of them together."""
    parts = [runs(passage.text) for passage in asked]
    most, seen = [0] * len(parts), [frozenset[tuple[str, ...]]()] * len(parts)
    wanted = frozenset[tuple[str, ...]]().union(*parts)
    for shared in (found for passage in others if (found := runs(passage.text) & wanted)):
        for number, own in enumerate(parts):
            most[number], seen[number] = max(most[number], len(own & shared)), seen[number] | (own & shared)
    return {
        "answers_of_which_one_passage_tells_a_tenth": sum(
            count >= TOLD * len(own) for count, own in zip(most, parts, strict=True)
        ),
        "answers_of_which_the_haystack_tells_half": sum(
            len(found) >= REPEATED * len(own) for found, own in zip(seen, parts, strict=True)
        ),
    }


def collect(work: Path, size: int) -> tuple[list[Passage], list[Passage], dict[str, object]]:
    """The answers, so many passages of haystack, and what is to be known of both."""
    found = list(answers(work))
    unique = list({passage.question: passage for passage in reversed(found)}.values())[::-1]
    asked = without_questions(unique, [passage.question for passage in unique])
    pages = list(haystack(work)) if size else []
    others = without_repeats(asked, pages)
    random.Random(SEED).shuffle(others)
    short = [passage for passage in others if len(passage.text) <= LONGEST]
    told = {
        "packages": {name: asdict(PACKAGES[name]) for name in ("perl-doc", "python3.11-doc", "debian-faq")},
        "questions": len(asked),
        "repeated_questions_left_out": len(found) - len(asked),
        "answers_with_a_question_cut_out": sum(one != other for one, other in zip(unique, asked, strict=True)),
        "haystack": len(short[:size]),
        "haystack_repeats_left_out": len(pages) - len(others),
        **leaks(asked, [*asked, *short[:size]]),
    }
    if size:
        told |= {"haystack_tables_left_out": len(others) - len(short), **told_in_part(asked, short[:size])}
    return asked, short[:size], told


def write(work: Path, size: int, target: Path | None) -> None:
    """Write the file and say what is in it: what ships is either answers or haystack, another file holds both."""
    import pyarrow
    import pyarrow.parquet

    asked, others, told = collect(work, size)
    every = [*asked, *others] if target else others or asked
    target = target or ASSETS / ("haystack.parquet" if others else "passages.parquet")
    table = pyarrow.Table.from_pylist([asdict(passage) for passage in every])
    table = table.replace_schema_metadata({"embedlab": json.dumps(told, ensure_ascii=False)})
    target.parent.mkdir(parents=True, exist_ok=True)
    pyarrow.parquet.write_table(table, target, compression="zstd", compression_level=19)
    print(json.dumps({key: value for key, value in told.items() if key != "packages"}, indent=1))
    print(f"{len(every)} passages, {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder for downloads")
    parser.add_argument("--haystack", type=int, default=0, help="passages of other pages to add, at most")
    parser.add_argument("--target", type=Path, help="file to write with answers and haystack")
    asked_for = parser.parse_args()
    write(asked_for.work, asked_for.haystack, asked_for.target)
