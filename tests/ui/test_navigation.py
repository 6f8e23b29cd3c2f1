"""The sidebar lists what the app holds; only what is ready is a link."""

from embedlab.content.axes import load_axes, load_other_pages
from embedlab.ui.navigation import nav_groups


def test_home_the_six_axes_search_and_the_rest_are_listed_in_order() -> None:
    groups = nav_groups()
    labels = [item.label for group in groups for item in group.items]
    assert labels[0] == "Home"
    assert labels[1].startswith("1 ")
    assert [len(group.items) for group in groups[:2]] == [1, 6]
    assert len(labels) == 1 + len(load_axes()) + len(load_other_pages())


def test_a_page_that_is_not_ready_is_not_a_link() -> None:
    coming = {page.title for page in (*load_axes(), *load_other_pages()) if not page.ready}
    linked = [item.label for group in nav_groups() for item in group.items if item.page]
    assert coming
    assert not [label for label in linked if label.lstrip("0123456789 ") in coming]
