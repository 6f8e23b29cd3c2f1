"""What holds for every page: a line in ``assets/pages.toml`` is all it takes to be tested here."""

from embedlab.content.pages import load_pages

READY = [page.slug for page in load_pages() if page.ready]
