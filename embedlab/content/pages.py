"""The pages of the app, each with one entry in ``assets/pages.toml``."""

from functools import cache
from typing import Literal

from pydantic import Field, NonNegativeInt

from embedlab.content.toml_records import PlainText, Record, Slug, read_asset
from embedlab.errors import InputError

Group = Literal["Start", "Six axes", "Search", "Behind the pages"]


class Page(Record):
    """One page; every name that follows from its slug is derived here and written nowhere.

    Attributes:
        slug: names the page in its address, its folders and its keys.
        number: of the lesson; 0 where the page has none.
        title: as in the sidebar.
        heading: as on the page.
        question: what the page answers, in one line.
        group: the part of the sidebar in which it stands.
        ready: whether it can be opened; the others are listed as coming.
        former: addresses that the page once had, and that still lead to it.
    """

    slug: Slug
    number: NonNegativeInt
    title: PlainText
    # Fields are read in the order of the class: the title is there when the heading asks for it.
    heading: PlainText = Field(default_factory=lambda values: values["title"])
    question: PlainText
    group: Group
    ready: bool
    former: tuple[Slug, ...] = ()

    @property
    def file(self) -> str:
        """The file that draws the page, relative to the app's folder."""
        if self.slug == "home":
            return "app.py"
        return f"pages/{self.number}_{self.slug}.py" if self.number else f"pages/{self.slug}.py"

    @property
    def address(self) -> str:
        """The address relative to the app's root, as Streamlit derives it from the name of the file."""
        return "" if self.slug == "home" else self.slug

    @property
    def label(self) -> str:
        """Number and title."""
        return f"{self.number} {self.title}" if self.number else self.title


class _Pages(Record):
    page: tuple[Page, ...]


@cache
def load_pages() -> tuple[Page, ...]:
    """Return all pages in the order of the sidebar. Raises ``EmbedLabError`` when the file is wrong."""
    return read_asset("pages.toml", _Pages).page


def load_page(slug: str) -> Page:
    """Return one page. Raises ``InputError`` when there is none of this name."""
    pages = {page.slug: page for page in load_pages()}
    if slug not in pages:
        raise InputError(f"There is no page called {slug!r}; the pages are: {', '.join(pages)}.")
    return pages[slug]
