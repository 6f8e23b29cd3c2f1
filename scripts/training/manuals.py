"""Manuals in the markup of their authors (pod, reStructuredText, HTML), read into sections of plain blocks.

Code stays as it stands; prose loses its markup and its line breaks. Links keep their words and lose the headings that
they point at, because a heading is a query later and must not stand in the text of another answer.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

_ENTITIES: Final = {"lt": "\x01", "gt": "\x02", "sol": "/", "verbar": "|", "amp": "&", "quot": '"'}
_KEPT: Final = re.compile(
    "note|warning|caution|seealso|version(added|changed)|deprecated|tip|important|admonition|topic|rubric|opcode|"
    "describe|option|cmdoption|envvar|(|class|static)method|function|class|data|exception|attribute|decorator|"
    "c:(function|type|member|macro|var|struct)"
)
"""Directives whose words belong to the text."""
_CODE: Final = ("code-block", "sourcecode", "code", "doctest", "parsed-literal", "productionlist", "testcode")
_UNDERLINE: Final = re.compile(r"([=\-~^*\"'+#`.:_])\1{2,}\s*")


@dataclass
class Section:
    """A heading and what stands below it, up to the next heading; ``blocks`` are paragraphs and pieces of code."""

    heading: str
    blocks: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The blocks, an empty line between them."""
        return "\n\n".join(block for block in self.blocks if block.strip())


def pod_sections(text: str) -> list[Section]:
    """The sections of a pod (Perl's markup), headings of both levels alike."""
    sections, code, hidden = [Section("")], [], False
    for paragraph in re.split(r"\n[ \t]*\n", text.expandtabs()):
        if paragraph[:1].isspace() and paragraph.strip():
            code.append(paragraph.strip("\n"))
            continue
        if code:
            sections[-1].blocks.append(textwrap.dedent("\n\n".join(code)))
            code = []
        command, _, rest = paragraph.strip().partition(" ")
        if command.startswith(("=begin", "=end")):
            hidden = command.startswith("=begin")
        elif hidden or command in ("=for", "=encoding", "=over", "=back", "=cut", "=pod"):
            continue
        elif command.startswith("=head"):
            sections.append(Section(_pod(rest)))
        elif command == "=item":
            sections[-1].blocks.append(_pod("" if re.fullmatch(r"\*|\d+\.?", rest.strip()) else rest))
        elif command:
            sections[-1].blocks.append(_pod(paragraph))
    if code:
        sections[-1].blocks.append(textwrap.dedent("\n\n".join(code)))
    return sections


def _pod(text: str) -> str:
    """A paragraph without formatting codes, which nest: ``B<L<perlop/"The heading">>`` is "perlop"."""
    text = re.sub(r"E<(\w+)>", lambda found: _ENTITIES.get(found[1], " "), text)
    text = re.sub(r"X<[^>]*>", "", text)
    # Between two or more angles the text may hold angles itself.
    text = re.sub(r"([A-Z])(<<+)\s+(.*?)\s+>>+", lambda m: _pod_code(m[1], m[3].translate(_HIDE)), text, flags=re.S)
    while (plain := re.sub(r"([A-Z])<([^<>]*)>", lambda m: _pod_code(m[1], m[2]), text)) != text:
        text = plain
    return " ".join(text.translate(_SHOW).split())


_HIDE: Final = str.maketrans("<>", "\x01\x02")
_SHOW: Final = str.maketrans("\x01\x02", "<>")


def _pod_code(code: str, inner: str) -> str:
    if code != "L":
        return "" if code in "XZ" else inner
    words, bar, target = inner.partition("|")
    if bar:
        return words
    page = target or words
    return page if "://" in page else page.split("/")[0] or page.strip('/"')


def rst_sections(text: str) -> list[Section]:
    """The sections of a reStructuredText page, headings of all levels alike."""
    lines = text.expandtabs().splitlines()
    sections = [Section("")]
    body: list[str] = []
    number = 0
    while number < len(lines):
        line, below = lines[number], lines[number + 1] if number + 1 < len(lines) else ""
        if line.strip() and not line[0].isspace() and _UNDERLINE.fullmatch(below) and len(below) >= len(line.rstrip()):
            if _UNDERLINE.fullmatch(line):  # the line above a heading
                number += 1
                continue
            sections[-1].blocks.extend(_rst_blocks(body))
            body = []
            sections.append(Section(_rst(line)))
            number += 2
            continue
        body.append(line)
        number += 1
    sections[-1].blocks.extend(_rst_blocks(body))
    return sections


def _rst_blocks(lines: list[str]) -> list[str]:
    """The blocks of a run of lines without headings; what a directive holds is read the same way."""
    blocks: list[str] = []
    literal = False
    for indent, run in _runs(lines):
        text = "\n".join(run)
        first = text.split("\n")[0]
        if indent and literal:
            blocks.append(textwrap.dedent(text))
        elif found := re.match(r"\.\. +([\w:-]+?)::\s*(.*)", first):
            blocks += _directive(found[1], found[2], textwrap.dedent("\n".join(run[1:])).splitlines())
        elif first.startswith(".."):
            pass  # a comment, a label or a footnote
        elif indent:
            blocks += _rst_blocks(textwrap.dedent(text).splitlines())
        elif first.startswith(">>>"):
            blocks.append(text)
        else:
            blocks.append(re.sub(r"^(?:[*-]|#\.|\d+\.) +", "", _rst(re.sub(r"\s*::$", ":", text))).strip())
        literal = not indent and text.rstrip().endswith("::") and not first.startswith("..")
    return [block for block in blocks if block not in ("", ":")]


def _runs(lines: Iterable[str]) -> Iterator[tuple[bool, list[str]]]:
    """Paragraphs; indented ones that follow each other are one run, and so is a directive with what it holds."""
    run: list[str] = []
    for line in lines:
        if run and not line.strip():
            run.append("")
        elif run and (line[0].isspace() if run[0][:1].isspace() or run[0].startswith("..") else run[-1] != ""):
            run.append(line)
        else:
            if run:
                yield run[0][:1].isspace(), _trimmed(run)
            run = [line] if line.strip() else []
    if run:
        yield run[0][:1].isspace(), _trimmed(run)


def _trimmed(run: list[str]) -> list[str]:
    return "\n".join(run).rstrip().split("\n")


def _directive(name: str, argument: str, inside: list[str]) -> list[str]:
    while inside and re.match(r":[\w-]+:", inside[0]):  # its options
        inside = inside[1:]
    if name in _CODE:
        return ["\n".join(inside).strip("\n")]
    if not _KEPT.fullmatch(name):
        return []
    return [_rst(argument), *_rst_blocks(inside)]


def _rst(text: str) -> str:
    """A paragraph without roles, links and marks of emphasis."""
    text = re.sub(r":pep:`(\d+)`", r"PEP \1", text)
    text = re.sub(r":[\w:+-]+:`[!~]?([^`<]*?)\s*(?:<([^`>]*)>)?`", lambda m: m[1] or m[2] or "", text)
    text = re.sub(r"`([^`<]+?)\s*<[^`>]*>`__?", r"\1", text)
    text = re.sub(r"`([^`]+)`__?", r"\1", re.sub(r"``([^`]+)``", r"\1", text))
    text = re.sub(r"(?<!\w)\*{1,2}(\S(?:[^*]*\S)?)\*{1,2}(?!\w)", r"\1", text)
    return " ".join(re.sub(r"\\(.)", r"\1", text).split())


class DocBook(HTMLParser):
    """Reads the sections of a page that DocBook has made: headings of level 2, and the text below each."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sections: list[Section] = []
        self._heading, self._pre, self._words = False, False, [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a section, or close the paragraph that another begins within."""
        named = dict(attrs).get("class") or ""
        if tag == "div" and named == "navfooter":
            self._close()
            self.sections.append(Section(""))
        if tag in ("p", "li", "dt", "dd", "div", "pre", "td", "h2", "h3"):
            self._close()
        if tag == "h2" and named == "title":
            self._heading = True
            self.sections.append(Section(""))
        self._pre = self._pre or tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        """Close what the tag began."""
        if tag in ("p", "li", "dt", "dd", "div", "pre", "td", "h2", "h3"):
            self._close()
        if tag == "pre":
            self._pre = False
        if tag == "h2":
            self._heading = False

    def handle_data(self, data: str) -> None:
        """Collect words."""
        self._words.append(data)

    def _close(self) -> None:
        words = "".join(self._words)
        text = words.strip("\n") if self._pre else " ".join(words.split())
        self._words = []
        if text.strip() and self.sections:
            section = self.sections[-1]
            if self._heading:
                section.heading = re.sub(r"^[\d.]+\s+", "", text)
            else:
                section.blocks.append(text)


def html_sections(text: str) -> list[Section]:
    """The sections of a DocBook page; where the page ends a section without heading begins."""
    reader = DocBook()
    reader.feed(text)
    reader.close()
    return reader.sections
