"""Write the reverse dictionary: WordNet's glosses, and definitions by other dictionaries that are searched among them.

Run by hand, a minute::

    python -m scripts.reverse_dictionary --work ~/embedlab-training

A query is how Webster (1913, in GCIDE) or FOLDOC defines a term, the term itself left out; relevant are the glosses of
the same term in WordNet. Nobody judged by hand: of a term with several senses all glosses count, though the definition
may mean one of them, and a gloss of another term counts as wrong even where it says the same.
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scripts.training.corpus import words
from scripts.training.readers import Synset, wordnet
from scripts.training.sources import PACKAGES, unpack

if TYPE_CHECKING:
    import pyarrow

SHARES, SEED = {"dict-gcide": 400, "dict-foldoc": 100}, 1
"""Queries from each dictionary."""
WORDS: Final = range(6, 41)
"""Words of a query."""
GLOSSES: Final = 5
"""Glosses of a term at most: of a word with twenty senses nearly every text would be right."""
RUN: Final = 4
"""A definition quotes a gloss when both have a run of so many words, or when it holds all words of it."""
SOURCES: Final = ("wordnet-base", "dict-gcide", "dict-foldoc")
TARGET: Final = Path(__file__).resolve().parent.parent / "assets" / "dictionary"

_PARTS: Final = {"n": ("noun",), "a": ("adj",), "adj": ("adj",), "adv": ("adv",), "v": ("verb",)}
_ANY: Final = ("noun", "verb", "adj", "adv")
_POINTERS: Final = re.compile(
    r"(see|same as|alt\.? of|imp\.|p\. p\.|pl\. of|pres\.|a variant of|obs\. |compar\.)", re.I
)


@dataclass(frozen=True)
class Definition:
    """What a dictionary says of a term, and the parts of speech that it may mean."""

    term: str
    text: str
    source: str
    parts: tuple[str, ...]


def gcide_definitions(text: str) -> Iterator[Definition]:
    """The first definition of each entry that comes from Webster's of 1913; GCIDE has WordNet's own words as well."""
    for paragraph in re.split(r"\n\s*\n", text):
        head = re.match(r"([A-Z][^\\\n]{0,40}) \\[^\\]*\\", paragraph)
        if not head or "[1913 Webster]" not in paragraph or "WordNet" in paragraph:
            continue
        rest = paragraph[head.end() :]
        while (plain := re.sub(r"\[[^\[\]]*\]", "", rest)) != rest:  # etymologies, which nest
            rest = plain
        first, _, body = rest.partition("\n")
        part = re.search(r"\b(adv|adj|n|a|v)\.", first)
        sense = re.split(r"\n\s*(?:2\.|\(b\))", body)[0]
        yield Definition(head[1], _defining(sense), "dict-gcide", _PARTS[part[1]] if part else _ANY)


def foldoc_definitions(text: str) -> Iterator[Definition]:
    """The first paragraph below each term; capitals are names and abbreviations, which mean another thing elsewhere."""
    entry = re.compile(r"(?m)^([a-z][^\nA-Z]{3,40})\n\n((?:   [^\n]*\n)+)")
    for found in entry.finditer(text):
        body = re.sub(r"<[^>]*>|\((?:http|\d{4}-)[^)]*\)", "", found[2]).strip()
        body = re.sub(r"^(?:/\S+/|\([A-Z]+\))", "", body)  # how it is spoken, or written short
        yield Definition(found[1].strip(), _defining(body), "dict-foldoc", _ANY)


def _defining(text: str) -> str:
    """One sentence or two in plain words: no attributions, markers, quotations or examples."""
    text = re.sub(r"--\s*[A-Z][\w.' &]*|\((?:[A-Z][\w. ]{0,20}\.|[a-z])\)|^\s*1\.", " ", text)
    text = re.split(r"[;,:]\s*(?:as|e\.g\.|esp\.)[,:]|\bSee\b|\bNote:", text)[0]
    return " ".join(re.sub(r"[{}_|]", "", text).split()).strip(" ;,:-")


def quotes(definition: str, gloss: str) -> bool:
    """Whether a definition has a run of words, or all words, of a gloss."""
    one, other = words(definition.lower()), words(gloss.lower())
    runs = {tuple(one[i : i + RUN]) for i in range(len(one) - RUN + 1)}
    return set(other) <= set(one) or any(tuple(other[i : i + RUN]) in runs for i in range(len(other) - RUN + 1))


def usable(definitions: Iterable[Definition], synsets: Iterable[Synset]) -> tuple[list[Definition], Counter[str]]:
    """The definitions that can be queries, one a term, and how many were left out for what."""
    glosses = glosses_by_term(synsets)
    kept: dict[str, Definition] = {}
    out: Counter[str] = Counter()
    for definition in definitions:
        term = definition.term.lower()
        right = [gloss for key, gloss in glosses.get(term, {}).items() if key.partition(":")[0] in definition.parts]
        count = len(words(definition.text))
        if not right or len(right) > GLOSSES:
            out["of_no_term_or_too_many_senses"] += 1
        elif count not in WORDS or _POINTERS.match(definition.text):
            out["too_short_too_long_or_pointing_elsewhere"] += 1
        elif term in definition.text.lower() or set(words(term)) & set(words(definition.text.lower())):
            out["with_the_term_in_it"] += 1
        elif any(quotes(definition.text, gloss) for gloss in right):
            out["quoting_a_gloss"] += 1
        elif term in kept:
            out["of_a_term_that_has_one"] += 1
        else:
            kept[term] = definition
    return list(kept.values()), out


def glosses_by_term(synsets: Iterable[Synset]) -> Mapping[str, Mapping[str, str]]:
    """The glosses of each term in small letters, by key."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for synset in synsets:
        for word in synset.words:
            found[word.lower()][synset.key] = synset.definition
    return found


def drawn(definitions: Iterable[Definition]) -> list[Definition]:
    """So many of each dictionary, in a random order that is always the same."""
    rng, kept = random.Random(SEED), []
    for source, share in SHARES.items():
        own = sorted((each for each in definitions if each.source == source), key=lambda each: each.term)
        kept += rng.sample(own, min(share, len(own)))
    return kept


def judged(queries: Iterable[Definition], synsets: Iterable[Synset]) -> list[tuple[str, ...]]:
    """For each query the keys of the glosses of its term, and of others that are the same word for word."""
    glosses = glosses_by_term(synsets)
    same: defaultdict[str, list[str]] = defaultdict(list)
    for synset in synsets:
        same[synset.definition].append(synset.key)
    return [
        tuple(
            key
            for own, gloss in glosses[query.term.lower()].items()
            if own.partition(":")[0] in query.parts
            for key in dict.fromkeys((own, *same[gloss]))
        )
        for query in queries
    ]


def _dictd(work: Path, package: str, name: str) -> str:
    path = unpack(package, work) / f"usr/share/dictd/{name}.dict.dz"
    return gzip.decompress(path.read_bytes()).decode("utf-8", "replace")


def _save(table: "pyarrow.Table", name: str, told: Mapping[str, object]) -> None:
    import pyarrow.parquet

    table = table.replace_schema_metadata({"embedlab": json.dumps(told, ensure_ascii=False)})
    few = [column for column in table.column_names if column in ("part", "source")]
    pyarrow.parquet.write_table(table, TARGET / name, compression="zstd", compression_level=19, use_dictionary=few)
    print(f"{name}: {table.num_rows} rows, {(TARGET / name).stat().st_size:,} bytes")


def write(work: Path) -> None:
    """Write both files and say what is in them."""
    import pyarrow

    synsets = [synset for synset in wordnet(work) if synset.definition]
    every = [
        *gcide_definitions(_dictd(work, "dict-gcide", "gcide")),
        *foldoc_definitions(_dictd(work, "dict-foldoc", "foldoc")),
    ]
    good, out = usable(every, synsets)
    queries = drawn(good)
    relevant = judged(queries, synsets)
    told = {
        "packages": {name: asdict(PACKAGES[name]) for name in SOURCES},
        "glosses": len(synsets),
        "definitions": len(every),
        "usable": Counter(each.source for each in good),
        "left_out": out,
        "queries": len(queries),
        "relevant": sum(map(len, relevant)),
    }
    # In WordNet's own order neighbours are alike, and the file is a tenth smaller than in any other that was tried.
    ordered = sorted(synsets, key=lambda synset: synset.key)
    _save(
        pyarrow.table(
            {
                "id": [synset.key for synset in ordered],
                "text": [synset.definition for synset in ordered],
                "terms": ["; ".join(synset.words) for synset in ordered],
                "part": [synset.key.partition(":")[0] for synset in ordered],
            }
        ),
        "glosses.parquet",
        told,
    )
    rows = [
        {"text": query.text, "term": query.term, "source": query.source, "relevant": list(keys)}
        for query, keys in zip(queries, relevant, strict=True)
    ]
    _save(pyarrow.Table.from_pylist(rows), "definitions.parquet", told)
    print(json.dumps({key: value for key, value in told.items() if key != "packages"}, indent=1))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder for downloads")
    write(parser.parse_args().work)
