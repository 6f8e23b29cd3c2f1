"""Who may change what a server holds."""

import pytest

from embedlab.lessons.models.study_access import allowed

AT_HOME = {"Host": "localhost:8501"}


@pytest.mark.parametrize(
    ("address", "headers", "may"),
    [
        ("localhost", AT_HOME, True),
        ("127.0.0.1", {"host": "127.0.0.1:8501"}, True),
        ("::1", {"Host": "[::1]:8501"}, True),
        ("", AT_HOME, False),
        ("0.0.0.0", AT_HOME, False),
        ("localhost", {"Host": "embedlab.example.org"}, False),
        ("localhost", {}, False),
        ("localhost", {**AT_HOME, "X-Forwarded-For": "10.1.2.3"}, False),
        ("localhost", {**AT_HOME, "Via": "1.1 proxy"}, False),
    ],
)
def test_by_itself_only_whoever_sits_at_the_machine(address: str, headers: dict[str, str], may: bool) -> None:
    assert allowed("auto", address, headers) is may


def test_a_setting_decides_for_all() -> None:
    assert allowed("1", "0.0.0.0", {"Host": "embedlab.example.org"})
    assert not allowed("0", "localhost", AT_HOME)
