"""One way to write a number: values by hand, what none of them may look like, and that nothing writes its own."""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embedlab import numbers_text as nt

MACHINES = {
    "embedlab/numbers_text.py": "the one place",
    "embedlab/palette.py": "an opacity of CSS",
    "embedlab/compute/idf.py": "an error for programmers",
    "embedlab/cli/models_command.py": "columns of a terminal",
    "embedlab/figures/kit/colour.py": "a colour",
    "embedlab/lessons/dense_or_sparse/inputs.py": "a weight in the address",
    "embedlab/ui/panels/chips.py": "a width of CSS",
}
"""Modules that may write a number for a machine, and what they write."""
PLOTLY_WRITES = {
    "embedlab/figures/hybrid_curve.py": "weight and nDCG, 0 to 1",
    "embedlab/figures/learning.py": "steps and seconds",
    "embedlab/figures/precision_steps.py": "precision and recall, 0 to 1",
    "embedlab/figures/agreement_dots.py": "what people say, 0 to 1",
}
"""Figures whose hover box leaves a number to Plotly, which writes a hyphen for a minus: none is ever below 0."""
ASCII_PERCENT = re.compile(r"\d ?%(?![\w.({])")
ASCII_MINUS = re.compile(r"(?<![\w)\]}^/.:–-])-\d")
SWEEP = [
    0.0, -0.0, 0.004, 0.005, 0.995, 0.9996, 999.5, 999.95, 1000.0, float("nan"), float("inf"), -float("inf"),
    *(sign * number * 10.0**power for sign in (1, -1) for number in (1, 1.5, 4.4445, 9.995)
      for power in range(-12, 21)),
    *np.random.default_rng(7).normal(0, 1, 500).tolist(),
]  # fmt: skip
WRITERS: list[Callable[[Any], str]] = [
    nt.signed, nt.change, nt.short, nt.whole, nt.percent, nt.fine_percent, nt.quantity, nt.in_bytes, nt.seconds,
    nt.duration, nt.signed_or, lambda value: nt.signed(value, 3), lambda value: nt.between((value, -1)),
]  # fmt: skip


def spaced(text: str) -> str:
    """Read no-break spaces as spaces, so that what a test expects can be typed."""
    return text.replace(nt.GAP, " ")


@pytest.mark.parametrize(("write", "value", "expected"), [
    (nt.signed, 0.25, "0.25"), (nt.signed, -0.1, "−0.10"), (nt.signed, np.float32(-0.001), "0.00"),
    (nt.signed, 1250, "1,250.00"), (nt.signed, np.nan, "none"),
    (nt.change, 0.25, "+0.25"), (nt.change, -0.1, "−0.10"), (nt.change, -0.001, "0.00"), (nt.change, np.nan, "none"),
    (nt.short, 0.05, "0.05"), (nt.short, -1.0, "−1"), (nt.short, 30_522, "30,522"), (nt.short, 1e6, "1,000,000"),
    (nt.short, 0.1 + 0.2, "0.3"), (nt.short, 0.00001, "0.00001"), (nt.short, -0.0, "0"),
    (nt.whole, 950, "950"), (nt.whole, 30_522, "30,522"), (nt.whole, -0.2, "0"),
    (nt.percent, 0, "0 %"), (nt.percent, 0.004, "less than 1 %"), (nt.percent, 0.94, "94 %"),
    (nt.percent, 0.996, "more than 99 %"), (nt.percent, 1, "100 %"), (nt.percent, -0.17, "−17 %"),
    (nt.fine_percent, 0.0045, "0.45 %"), (nt.fine_percent, 0.000066, "0.0066 %"), (nt.fine_percent, 0.67, "67 %"),
    (nt.fine_percent, 0.0996, "10 %"), (nt.fine_percent, 0, "0 %"),
    (nt.quantity, 0, "0"), (nt.quantity, 0.25, "0.25"), (nt.quantity, 950, "950"), (nt.quantity, 999.9, "1 k"),
    (nt.quantity, 1536, "1.54 k"), (nt.quantity, 15_360_000, "15.4 M"), (nt.quantity, 1e15, "1 P"),
    (nt.quantity, -1500, "−1.5 k"), (nt.quantity, np.nan, "none"), (nt.quantity, 1e21, "1,000 E"),
    (nt.in_bytes, 950, "950 bytes"), (nt.in_bytes, 1, "1 byte"), (nt.in_bytes, 1536, "1.54 kB"),
    (nt.in_bytes, 2e9, "2 GB"),
    (nt.seconds, 0, "0 s"), (nt.seconds, 2.5e-6, "2.5 µs"), (nt.seconds, 0.0123, "12.3 ms"),
    (nt.seconds, 0.9996, "1 s"), (nt.seconds, 537, "537 s"), (nt.seconds, 1000, "1,000 s"),
    (nt.duration, 537, "537 s"), (nt.duration, 999.6, "17 min"), (nt.duration, 5370, "90 min"),
    (nt.duration, 9000, "2.5 h"), (nt.duration, 1e6, "12 days"), (nt.duration, np.nan, "none"),
])  # fmt: skip
def test_a_number_is_written_so(write: Callable[[Any], str], value: float, expected: str) -> None:
    assert spaced(write(value)) == expected


@pytest.mark.parametrize("write", WRITERS)
def test_no_number_has_a_hyphen_an_exponent_a_minus_zero_or_a_bare_point(write: Callable[[Any], str]) -> None:
    ugly = re.compile(r"-|\d[eE][+−\d]|−0(\.0*)?(?![.\d])|(?<![\d,])\.\d|nan|inf|\d %")
    assert [text for value in SWEEP if ugly.search(text := write(value))] == []


def test_a_unit_is_never_parted_from_its_number() -> None:
    texts = [nt.percent(0.5), nt.quantity(1e6), nt.in_bytes(5), nt.seconds(2), nt.duration(9000)]
    assert [text for text in texts if " " in text or nt.GAP not in text] == []


def test_nouns_agree_with_their_number() -> None:
    assert [nt.counted(number, "text") for number in (0, 1, 2, 1200)] == ["0 texts", "1 text", "2 texts", "1,200 texts"]


@pytest.mark.parametrize(("value", "spec", "expected"), [
    (-0.03, ".2f", "−0.03"), (0.0001, ".0%", "less than 1 %"), (0.0045, ".2%", "0.45 %"), (1234, "", "1,234"),
    (0.05, "", "0.05"), (0.25, "+.2f", "+0.25"), (30_522, ",", "30,522"), (1234.5, ",.0f", "1,234"),
    ("word", "", "word"), (np.float32(0.5), ".2f", "0.50"), (np.int64(1_234_567), "", "1,234,567"),
    (True, "", "True"), (None, "", "None"),
])  # fmt: skip
def test_a_field_of_a_text_is_written_as_all_numbers_are(value: object, spec: str, expected: str) -> None:
    assert spaced(nt.NumbersFormatter().vformat(f"{{x:{spec}}}", (), {"x": value})) == expected


@pytest.mark.parametrize("spec", [">8.2f", "e", "g", "x"])
def test_a_text_cannot_ask_for_another_spelling(spec: str) -> None:
    with pytest.raises(ValueError, match="a number is written as"):
        nt.written(1.5, spec)


def spellings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield what writes a number by itself: a format of Python or Plotly, a rounding, a percentage or minus typed."""
    documented = ast.Module | ast.ClassDef | ast.FunctionDef
    docs = {id(node.value) for each in ast.walk(tree) if isinstance(each, documented)
            for node in each.body if isinstance(node, ast.Expr)}  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.FormattedValue):
            spec = ast.unparse(node.format_spec).strip("f'\"") if node.format_spec else ""
            rounding = isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "round"
            if rounding or re.search(r"[%fge,]$", spec):
                yield node.lineno, ast.unparse(node.value) + (f":{spec}" if spec else "")
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            for pattern in (ASCII_PERCENT, ASCII_MINUS):
                yield from ((node.lineno, node.value[:60]) for _ in pattern.findall(node.value)[:1])


def test_no_other_module_writes_a_number(root: Path) -> None:
    found = [
        f"{name}:{line} {text}"
        for path in sorted((root / "embedlab").rglob("*.py"))
        if (name := path.relative_to(root).as_posix()) not in MACHINES
        for line, text in spellings(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_plotly_writes_no_number_that_may_be_negative(root: Path) -> None:
    asks = re.compile(r"%\{+\w+:[^}]*\}")
    figures = sorted((root / "embedlab").rglob("*.py"))
    asking = {path.relative_to(root).as_posix() for path in figures if asks.search(path.read_text(encoding="utf-8"))}
    assert asking == set(PLOTLY_WRITES)


def prose(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Yield each text of a file of texts, without its fields, code, formulas and addresses."""
    if isinstance(value, str):
        yield where, re.sub(r"```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$\n]*\$|https?://\S+", "", value, flags=re.DOTALL)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from prose(each, f"{where} {key}")
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from prose(each, f"{where} {place}")


def texts(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((root / "assets").rglob("*.toml")):
        yield from prose(tomllib.loads(path.read_text(encoding="utf-8")), path.relative_to(root).as_posix())


def test_texts_type_percentages_and_minus_signs_as_the_product_does(root: Path) -> None:
    shown = [(where, re.sub(r"\{[^{}]*\}", "", text)) for where, text in texts(root)]
    assert len(shown) > 1000
    assert [each for each in shown if ASCII_PERCENT.search(each[1]) or ASCII_MINUS.search(each[1])] == []


def test_every_field_of_a_text_can_be_written(root: Path) -> None:
    specs = {spec for _, text in texts(root) for spec in re.findall(r"\{[a-z_0-9]+:([^{}\s]+)\}", text)}
    assert {".0%", ".2f"} < specs
    assert all(nt.written(0.5, spec) for spec in specs)
