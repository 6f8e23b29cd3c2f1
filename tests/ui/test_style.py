"""The sheet: teacher mode, hidden controls, and no way for a name in the URL to write a rule."""

import re

from embedlab.ui.style import control_key
from embedlab.ui.style import page_css as sheet


def page_css(*, teaching: bool = False, hidden: frozenset[str] = frozenset()) -> str:
    """The sheet without the spaces that its rules are laid out with."""
    return re.sub(r"\s*([{}:;,])\s*", r"\1", sheet(teaching=teaching, hidden=hidden))


def test_teacher_mode_enlarges_the_root_and_nothing_else_does() -> None:
    assert "html{font-size:22px!important}" in page_css(teaching=True)
    assert "html{font-size" not in page_css()


def test_a_hidden_control_is_not_displayed() -> None:
    assert ".st-key-el-control-layer{display:none}" in page_css(hidden=frozenset({"layer"}))


def test_a_name_from_the_url_cannot_write_a_rule() -> None:
    key = control_key("x{}</style><script>")
    assert re.fullmatch(r"[a-zA-Z0-9-]+", key)


def test_braces_balance_so_that_no_rule_swallows_the_next() -> None:
    sheet = page_css(teaching=True, hidden=frozenset({"a"}))
    assert sheet.count("{") == sheet.count("}")


def test_only_the_five_sizes_of_type_are_used() -> None:
    own = re.sub(r"/\*.*?\*/", "", page_css())
    sizes = set(re.findall(r"font-size:([^;}]+)", own)) | set(re.findall(r"font:(?:\d+ )?([^/;}]+)/", own))
    assert sizes <= {f"var(--el-{size})" for size in ("s", "m", "l", "xl", "xxl")}


def test_reduced_motion_is_respected() -> None:
    assert "prefers-reduced-motion:reduce" in page_css()
