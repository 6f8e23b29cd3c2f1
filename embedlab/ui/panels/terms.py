"""Words of the field inside a sentence of the page: dotted, and each tells its own sentence where it stands."""

from html import escape

from embedlab.content.glossary import Term, split_terms


def terms_html(text: str) -> str:
    """Return ``text`` escaped, the first use of each term a button that shows what it means.

    It shows while a pointer is on it or a keyboard or finger has reached it; the sheet does that, without a script.
    """
    return "".join(escape(piece) if term is None else _term(piece, term) for piece, term in split_terms(text))


def _term(piece: str, term: Term) -> str:
    name = f"el-term-{'-'.join(term.name.split())}"
    return (
        f'<button type="button" class="el-term" aria-describedby="{name}">{escape(piece)}</button>'
        f'<span class="el-tip" role="tooltip" id="{name}"><b>{escape(term.name)}</b> {escape(term.says)}</span>'
    )
