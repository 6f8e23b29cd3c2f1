"""A browser is one voter, however often it loads the page."""

import pytest
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from embedlab.lessons.every_family.inputs_voter import browser_mark


def test_a_browser_is_known_behind_every_mask_of_its_cookie() -> None:
    token = bytes(range(16))
    written = [generate_xsrf_token_string(token) for _ in range(3)]
    assert len(set(written)) == 3
    assert {browser_mark(cookie) for cookie in written} == {token.hex()}
    assert browser_mark(f'"{written[0]}"') == token.hex()


@pytest.mark.parametrize("cookie", ["", "2|", "2|aabbccdd|zz|1", "1|aabbccdd|" + "0" * 32 + "|1", "x" * 9_999])
def test_another_cookie_is_no_browser(cookie: str) -> None:
    assert browser_mark(cookie) == ""
