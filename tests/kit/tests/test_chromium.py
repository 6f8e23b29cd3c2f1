"""Which browser counts as one: only a Chromium that starts."""

import os
from pathlib import Path

import pytest

from tests.kit.browser.chromium import NoBrowserError, find_chromium, starts


def program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_a_program_that_says_it_is_a_chromium_starts(tmp_path: Path) -> None:
    assert starts(str(program(tmp_path / "a", "echo Google Chrome 150.0")))


@pytest.mark.parametrize("script", ["echo install me with snap", "echo Chromium 1.0; exit 1"])
def test_a_program_that_fails_or_is_something_else_does_not(tmp_path: Path, script: str) -> None:
    assert not starts(str(program(tmp_path / "a", script)))


def test_a_missing_program_does_not_start(tmp_path: Path) -> None:
    assert not starts(str(tmp_path / "nothing"))


def test_a_stub_on_the_path_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path / "chromium", "exit 1")
    real = program(tmp_path / "google-chrome", "echo Google Chrome 150.0")
    assert find_chromium({"PATH": f"{tmp_path}{os.pathsep}/bin"}) == str(real)


def test_the_named_browser_wins(tmp_path: Path) -> None:
    program(tmp_path / "chromium", "echo Chromium 1.0")
    named = program(tmp_path / "mine", "echo Chromium 2.0")
    assert find_chromium({"PATH": str(tmp_path), "EMBEDLAB_CHROMIUM": str(named)}) == str(named)


def test_a_named_browser_that_does_not_start_is_an_error_not_a_fallback(tmp_path: Path) -> None:
    program(tmp_path / "chromium", "echo Chromium 1.0")
    with pytest.raises(NoBrowserError, match="EMBEDLAB_CHROMIUM is /nowhere"):
        find_chromium({"PATH": str(tmp_path), "EMBEDLAB_CHROMIUM": "/nowhere"})
