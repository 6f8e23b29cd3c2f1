"""Begin a lesson: every file that a page needs, small and complete, so that the page runs and passes its tests.

    .venv/bin/python -m scripts.new_lesson SLUG [--title TEXT] [--remove]

The files say what belongs into them. ``--remove`` takes away what was made.
"""

import argparse
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = "assets/pages.toml"
ENTRY = """
[[page]]
slug = "{slug}"
number = 0
title = "{title}"
question = "What does {title} show?"
group = "Behind the pages"
ready = true
"""


def files(slug: str, title: str) -> dict[str, str]:
    """Return the text of each file of a new lesson, by its path below the project's folder."""
    templates = Path(__file__).parent / "new_lesson"
    name = "".join(word.capitalize() for word in slug.split("_"))
    made = {}
    for template in sorted(templates.rglob("*.txt")):
        place = template.relative_to(templates).with_suffix("").as_posix().replace("SLUG", slug)
        text = template.read_text(encoding="utf-8")
        made[place] = text.replace("SLUG", slug).replace("TITLE", title).replace("NAME", name)
    return made


def create(slug: str, title: str, root: Path = ROOT) -> list[Path]:
    """Write the files and the line in ``assets/pages.toml``; return what was made.

    Raises:
        ValueError: the slug is no lower-case name with underscores, or is taken.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", slug):
        raise ValueError(f"{slug!r} is no slug: lower-case words with underscores between them, as in own_corpus.")
    pages = root / PAGES
    if f'slug = "{slug}"' in pages.read_text(encoding="utf-8"):
        raise ValueError(f"There is a page called {slug} already.")
    made = []
    for place, text in files(slug, title).items():
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        made.append(path)
    with pages.open("a", encoding="utf-8") as out:
        out.write(ENTRY.format(slug=slug, title=title))
    return made


def remove(slug: str, root: Path = ROOT) -> None:
    """Take away the files of a lesson and its line."""
    pages = root / PAGES
    text = pages.read_text(encoding="utf-8")
    entries = re.split(r"(?=^\[\[page\]\])", text, flags=re.MULTILINE)
    kept = [entry for entry in entries if f'slug = "{slug}"\n' not in entry]
    pages.write_text("".join(kept).rstrip() + "\n", encoding="utf-8")
    for folder in (f"embedlab/lessons/{slug}", f"assets/lessons/{slug}", f"tests/lessons/{slug}"):
        shutil.rmtree(root / folder, ignore_errors=True)
    (root / "pages" / f"{slug}.py").unlink(missing_ok=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("slug", help="its name everywhere, such as own_corpus")
    parser.add_argument("--title", help="as in the sidebar; the slug in words where it is left out")
    parser.add_argument("--remove", action="store_true", help="take the lesson away again")
    options = parser.parse_args()
    try:
        if options.remove:
            remove(options.slug)
        else:
            title = options.title or options.slug.replace("_", " ").capitalize()
            for path in create(options.slug, title):
                print(path.relative_to(ROOT))
    except ValueError as problem:
        sys.exit(str(problem))
