"""What the texts of lesson 5 say is what the page computes."""

import re

import pytest

from embedlab.content.lesson_text import load_lesson
from embedlab.lessons.single_or_late.study import token_matrices
from embedlab.models.runtime import Runtime
from embedlab.models.settings import read_settings


def test_the_lines_under_why_print_the_number_of_the_page(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sentence_transformers

    whole = sentence_transformers.SentenceTransformer
    folder = read_settings().home / "models" / "all-minilm-l6-v2"
    monkeypatch.setattr(sentence_transformers, "SentenceTransformer", lambda _: whole(str(folder), device="cpu"))
    lines = next(item.code for item in load_lesson("single_or_late").why if "MaxSim" in item.title)
    shown: dict[str, list[str]] = {}
    exec(lines, shown)
    printed = float(re.findall(r"tensor\(([\d.]+)", capsys.readouterr().out)[0])
    (matrix,) = token_matrices(runtime, "all-minilm-l6-v2+maxsim", shown["texts"][0], shown["texts"][1:])
    assert printed == pytest.approx(matrix.scored.score, abs=2e-3)
