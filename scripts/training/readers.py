"""From the sources' own formats to plain paragraphs: markup, pronunciations and references are left out."""

import gzip
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.training.sources import GENSIM, gensim_file, unpack

PARTS_OF_SPEECH = ("noun", "verb", "adj", "adv")


@dataclass(frozen=True)
class Synset:
    """One WordNet entry: words that share a meaning, the definition, example sentences, keys of broader entries."""

    key: str
    words: tuple[str, ...]
    definition: str
    examples: tuple[str, ...]
    broader: tuple[str, ...] = ()


def wordnet(work: Path) -> Iterator[Synset]:
    """Every entry of WordNet in file order; ``key`` is part of speech and offset, as in "noun:00592535"."""
    folder = unpack("wordnet-base", work) / "usr/share/wordnet"
    for part in PARTS_OF_SPEECH:
        for line in (folder / f"data.{part}").read_text(encoding="latin-1").splitlines():
            if line.startswith("  "):  # the licence at the top of each file
                continue
            head, _, gloss = line.partition(" | ")
            fields = head.split(" ")
            count = int(fields[3], 16)
            words = [re.sub(r"\(\w+\)$", "", word).replace("_", " ") for word in fields[4 : 4 + 2 * count : 2]]
            examples = tuple(re.findall(r'"([^"]+)"', gloss))
            definition = re.sub(r'[;,:]?\s*"[^"]*"?(?:\s*-\s*[^;"]*)?', "", gloss).strip(" ;")
            yield Synset(f"{part}:{fields[0]}", tuple(words), definition, examples, _broader(part, fields, count))


def _broader(part: str, fields: list[str], words: int) -> tuple[str, ...]:
    """The entries that one points to as its hypernyms, as ``wndb(5WN)`` lays them out behind its words."""
    first = 5 + 2 * words
    pointers = (fields[first + 4 * number : first + 4 * number + 4] for number in range(int(fields[first - 1])))
    return tuple(f"{part}:{offset}" for symbol, offset, *_ in pointers if symbol in ("@", "@i"))


def gcide(work: Path) -> Iterator[str]:
    """Definitions and quotations, one paragraph each, headed by the word they belong to."""
    head = ""
    for paragraph in _dictd(unpack("dict-gcide", work) / "usr/share/dictd/gcide.dict.dz"):
        found = re.match(r"([A-Z][^\\\n]{0,40}) \\[^\\]*\\", paragraph)
        if found:
            head = found.group(1)
            body = "\n".join(paragraph.split("\n")[1:])
        else:
            body = paragraph
        text = re.sub(r"\[[^\]]*\]|--[A-Z][\w. &']*|\((?:[A-Z][\w. &]*)\)", " ", body)
        text = re.sub(r"^\s*(?:Syn:|Note:|\d+\.|\([a-z]\))", " ", text)
        text = _flat(re.sub(r"[{}_|]", "", text))
        if len(text) > 20:
            yield f"{head}: {text}" if head else text


def foldoc(work: Path) -> Iterator[str]:
    """Explanations of computing terms, one paragraph each."""
    for paragraph in _dictd(unpack("dict-foldoc", work) / "usr/share/dictd/foldoc.dict.dz"):
        text = _flat(re.sub(r"[{}]|<[^>]*>|\(\d{4}-\d\d-\d\d\)|\(http[^)]*\)|\[[^\]]*\]", " ", paragraph))
        if len(text) > 30:
            yield text


def jargon(work: Path) -> Iterator[str]:
    """The Jargon File; the word lists at its start fall out as too short."""
    path = unpack("jargon-text", work) / "usr/share/doc/jargon-text/jargon.txt.gz"
    yield from _long_paragraphs(gzip.decompress(path.read_bytes()).decode("utf-8", "replace"))


def anarchism(work: Path) -> Iterator[str]:
    """The FAQ's pages, without markers of emphasis, quotation or link."""
    folder = unpack("anarchism", work) / "usr/share/doc/anarchism/markdown"
    for path in sorted(folder.glob("*.md.gz")):
        text = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        text = re.sub(r"\]\([^)]*\)|[_*\[\]\\]|(?m:^[>#]+)", "", text)
        text = re.sub(r"(?<=\w)-\n(?=\w)", "-", text)
        yield from _long_paragraphs(text)


def handbook(work: Path) -> Iterator[str]:
    """The paragraphs of the English edition; commands and listings are left where they are, in other elements."""
    folder = unpack("debian-handbook", work) / "usr/share/doc/debian-handbook/html/en-US"
    for path in sorted(folder.glob("*.html")):
        for paragraph in re.findall(r'<div class="para">(.*?)</div>', path.read_text(encoding="utf-8"), re.DOTALL):
            yield from _long_paragraphs(html.unescape(re.sub(r"<[^>]*>", "", paragraph)))


def wikipedia(_work: Path) -> Iterator[str]:
    """The articles of gensim's small extract, by gensim's own reader of wiki markup."""
    from gensim.corpora.wikicorpus import extract_pages, filter_wiki
    from gensim.utils import open as open_any

    with open_any(str(gensim_file(GENSIM["wikipedia"])), "rb") as stream:
        for _title, markup, _page in extract_pages(stream, filter_namespaces=("0",)):
            plain = re.sub(r"[='\[\]|]{2,}", " ", filter_wiki(markup))
            yield from _long_paragraphs(plain.replace("\n", "\n\n"))


def lee(_work: Path) -> Iterator[str]:
    """The 300 background news stories (the 50 judged stories are another file, and stay out)."""
    yield from gensim_file(GENSIM["lee"]).read_text(encoding="utf-8").splitlines()


def _dictd(path: Path) -> Iterator[str]:
    text = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
    yield from re.split(r"\n\s*\n", text)


def _long_paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", text):
        flat = _flat(paragraph)
        if len(flat.split()) >= 6:
            yield flat


def _flat(text: str) -> str:
    return " ".join(text.split())
