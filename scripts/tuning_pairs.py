"""Write the pairs that lesson 10 tunes a model on: headings of two documentations, and what stands below each.

Run by hand, a minute::

    python -m scripts.tuning_pairs --work ~/embedlab-training             # the pairs
    python -m scripts.tuning_pairs --work ~/embedlab-training --frozen    # what the model makes of pairs and probe

A heading is a query and the passage under it answers it: no model judged, and no question of a FAQ is among them, which
are what the tuned model is measured on. A pair is left out when its heading asks what a FAQ asks, or when its passage
shares runs of words with an answer or with a text that is searched.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from embedlab.compute.lexical import Bm25Index
from embedlab.compute.near_duplicates import SAME, Shingles, jaccard, shingles
from embedlab.compute.ranking import rank
from embedlab.content.faq import load_faq
from embedlab.content.toml_records import ASSETS
from embedlab.lessons.fine_tuning.examples import FROZEN, MODEL, PAIRS, load_pairs, load_probe
from embedlab.models.catalog import card
from embedlab.models.runtime import shared_runtime
from embedlab.words import folded_terms
from scripts.training.manuals import Section, pod_sections, rst_sections
from scripts.training.sources import PACKAGES, unpack

SIZE: Final = 2_000
"""Pairs that ship."""
LONGEST: Final = 1_000
"""Characters of a passage."""
LEAST_WORDS: Final = 20
"""Words of a passage at least: shorter ones only point elsewhere."""
HEADING: Final = range(2, 16)
"""Words of a heading."""
RUN, SHARED = 6, 0.05
"""A passage tells what another tells when it has this share of that one's runs of so many words, or of its own."""
PAGES: Final = {
    "perl-doc": ("usr/share/perl/*/pod/*.pod", pod_sections),
    "python3.11-doc": ("usr/share/doc/python3.11/html/_sources/**/*.rst.txt", rst_sections),
}


@dataclass(frozen=True)
class Pair:
    """A heading, the passage below it, and the page that both are from."""

    query: str
    text: str
    source: str
    file: str


def pairs(work: Path) -> Iterator[Pair]:
    """Every heading that says something, with its passage, of all pages that are no FAQ and no list of changes."""
    for package, (pattern, read) in PAGES.items():
        for path in sorted(unpack(package, work).glob(pattern)):
            if not _is_asked(path):
                continue
            for section in read(path.read_text(encoding="utf-8", errors="replace")):
                heading, text = " ".join(section.heading.split()), passage(section)
                if says_something(heading) and len(text.split()) >= LEAST_WORDS:
                    yield Pair(heading, text, package, path.name)


def _is_asked(path: Path) -> bool:
    # The table of contents repeats all headings; a list of changes tells of what nobody asks about any more.
    name = path.name
    listed = name.startswith(("perlfaq", "perltoc")) or name.endswith("delta.pod") or "changelog" in name
    return not listed and path.parent.name not in ("faq", "whatsnew")


def says_something(heading: str) -> bool:
    """Whether a heading asks for something: some words, and not all in capitals as the names of sections are."""
    words = [term for term, _ in folded_terms(heading) if any(map(str.isalpha, term))]
    return len(words) in HEADING and heading.upper() != heading


def passage(section: Section) -> str:
    """The first blocks of a section, up to ``LONGEST`` characters; a block alone is cut between words."""
    gathered = ""
    for block in section.blocks:
        if block.strip() and len(gathered) + len(block) + 2 > LONGEST:
            break
        gathered = f"{gathered}\n\n{block}".strip()
    return gathered or section.text[:LONGEST].rpartition(" ")[0].strip()


def once(found: Iterable[Pair]) -> list[Pair]:
    """Those whose heading no other page has, as "See also", and whose passage no other says again."""
    every = list(found)
    headings = Counter(_folded(pair.query) for pair in every)
    kept: dict[str, Pair] = {}
    for pair in every:
        if headings[_folded(pair.query)] == 1:
            kept.setdefault(_folded(pair.text), pair)
    return list(kept.values())


def _folded(text: str) -> str:
    return " ".join(term for term, _ in folded_terms(text))


class Known:
    """Texts that no pair may tell of, found by the runs of words that they share with one."""

    def __init__(self, texts: Sequence[str], size: int) -> None:
        self._size = size
        self._sets = [shingles(text, size) for text in texts]
        self._whose: dict[tuple[str, ...], list[int]] = {}
        for number, members in enumerate(self._sets):
            for run in members:
                self._whose.setdefault(run, []).append(number)

    def most_shared(self, text: str) -> float:
        """The largest share of its runs that a text has in common with one of these, or that one with it, 0 to 1."""
        own = shingles(text, self._size)
        shared = Counter(number for run in own for number in self._whose.get(run, ()))
        return max((count / min(len(own), len(self._sets[n])) for n, count in shared.items()), default=0.0)

    def most_alike(self, text: str) -> float:
        """The largest Jaccard index of a text with one of these, 0 to 1."""
        own = shingles(text, self._size)
        numbers = {number for run in own for number in self._whose.get(run, ())}
        return max((jaccard(own, self._sets[number]) for number in numbers), default=0.0)


def negatives(found: Sequence[Pair]) -> list[str]:
    """For each heading the passage that BM25 ranks best among those that are not its own and do not repeat it."""
    texts = [pair.text for pair in found]
    index, sets = Bm25Index(texts), [shingles(text) for text in texts]
    return [texts[_best_other(index, pair.query, number, sets)] for number, pair in enumerate(found)]


def _best_other(index: Bm25Index, query: str, own: int, sets: Sequence[Shingles]) -> int:
    ranked = rank(index.scores(query)).order
    return next(int(n) for n in ranked if n != own and jaccard(sets[own], sets[int(n)]) < SAME)


def collect(work: Path) -> tuple[list[Pair], dict[str, object]]:
    """The pairs in the order of their hashes, and what is to be known of them."""
    every = list(pairs(work))
    single = once(every)
    faq, probe = load_faq(), load_probe()
    asked, told = Known(faq.questions, 1), Known([*faq.texts, *probe.texts], RUN)
    free = [pair for pair in single if asked.most_alike(pair.query) < SAME]
    clean = [pair for pair in free if told.most_shared(pair.text) < SHARED]
    clean.sort(key=lambda pair: hashlib.sha256(f"{pair.query}\n{pair.text}".encode()).digest())
    kept = clean[:SIZE]
    left = [told.most_shared(pair.text) for pair in kept]
    return kept, {
        "packages": {name: asdict(PACKAGES[name]) for name in PAGES},
        "headings": len(every),
        "repeated_left_out": len(every) - len(single),
        "asked_in_a_faq_left_out": len(single) - len(free),
        "told_in_the_probe_left_out": len(free) - len(clean),
        "sharing_a_run_of_six_words": sum(share > 0 for share in left),
        "largest_share": round(max(left), 4),
    }


def write(work: Path) -> None:
    """Write the pairs, each with its negative, and say what is in the file."""
    import pyarrow
    import pyarrow.parquet

    kept, told = collect(work)
    rows = [asdict(pair) | {"negative": other} for pair, other in zip(kept, negatives(kept), strict=True)]
    table = pyarrow.Table.from_pylist(rows).select(["query", "text", "negative", "source", "file"])
    table = table.replace_schema_metadata({"embedlab": json.dumps(told, ensure_ascii=False)})
    target = ASSETS / PAIRS
    target.parent.mkdir(parents=True, exist_ok=True)
    pyarrow.parquet.write_table(table, target, compression="zstd", compression_level=19)
    print(json.dumps({key: value for key, value in told.items() if key != "packages"}, indent=1))
    print(f"{len(rows)} pairs, {target.stat().st_size:,} bytes")


def freeze() -> None:
    """Write what the generalist makes of the pairs and of the probe, unit rows in half precision; some minutes."""
    import numpy as np
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(shared_runtime().store.ensure(card(MODEL))), device="cpu", local_files_only=True)
    pairs = load_pairs()
    sides = {"query": pairs.query, "text": pairs.text, "probe": load_probe().texts}
    # The negatives are texts of other pairs, and are put together from these where they are needed.
    arrays: dict[str, Any] = {
        name: model.encode(list(texts), normalize_embeddings=True).astype(np.float16) for name, texts in sides.items()
    }
    np.savez_compressed(ASSETS / FROZEN, **arrays)
    print(f"{(ASSETS / FROZEN).stat().st_size:,} bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder for downloads")
    parser.add_argument("--frozen", action="store_true", help="the vectors of pairs that are there already")
    asked_for = parser.parse_args()
    if asked_for.frozen:
        freeze()
    else:
        write(asked_for.work)
