"""The set-up's decisions: what counts as whole, as pinned, as done, and what it says."""

import fcntl
import os
import socket
from pathlib import Path

import pytest

from scripts import bootstrap, environment


def distribution(site: Path, name: str, version: str, record: str | None) -> Path:
    """Lay down a package as pip leaves it: its one module, its metadata, and (last) its RECORD."""
    folder = site / f"{name}-{version}.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").touch()
    (site / f"{name}.py").touch()
    if record is not None:
        (folder / "RECORD").write_text(record, encoding="utf-8")
    return folder


def requirements(folder: Path, text: str) -> Path:
    path = folder / "requirements.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_package_whose_record_was_never_written_is_broken(tmp_path: Path) -> None:
    broken = distribution(tmp_path, "torn", "1.0", record=None)
    distribution(tmp_path, "whole", "1.0", record="whole.py,,\n")
    assert environment.broken_distributions(tmp_path) == [broken]


def test_a_package_that_lost_a_file_is_broken(tmp_path: Path) -> None:
    broken = distribution(tmp_path, "robbed", "1.0", record="robbed.py,sha256=x,1\nrobbed/gone.py,sha256=x,1\n")
    assert environment.broken_distributions(tmp_path) == [broken]


def test_a_missing_compiled_file_breaks_nothing(tmp_path: Path) -> None:
    distribution(tmp_path, "whole", "1.0", record="whole.py,,\n__pycache__/whole.cpython-311.pyc,,\n")
    assert environment.broken_distributions(tmp_path) == []


def test_a_quoted_name_with_a_comma_is_read_whole(tmp_path: Path) -> None:
    distribution(tmp_path, "whole", "1.0", record='"a,b.py",sha256=x,1\n')
    assert len(environment.broken_distributions(tmp_path)) == 1
    (tmp_path / "a,b.py").touch()
    assert environment.broken_distributions(tmp_path) == []


def test_pins_are_compared_by_normal_name_and_public_version(tmp_path: Path) -> None:
    distribution(tmp_path, "scikit_learn", "1.9.1", record="")
    distribution(tmp_path, "torch", "2.13.0+cpu", record="")
    distribution(tmp_path, "numpy", "1.0", record="")
    wanted = requirements(tmp_path, "scikit-learn==1.9.1\ntorch==2.13.0\nnumpy==2.4.6  # numbers\nmypy==2.4.1\n")
    assert environment.missing_pins(tmp_path, wanted) == ["numpy==2.4.6", "mypy==2.4.1"]


def test_a_requirements_file_is_read_through_the_files_it_names(tmp_path: Path) -> None:
    requirements(tmp_path, "# the application\nnumpy==2.4.6\n")
    (tmp_path / "tests").mkdir()
    wanted = requirements(tmp_path / "tests", "-r ../requirements.txt\n\npytest==9.2.0\n")
    assert environment.requirement_text(wanted) == "numpy==2.4.6\npytest==9.2.0"


def test_the_stamp_changes_with_the_pins_and_the_python_but_not_with_comments(tmp_path: Path) -> None:
    wanted = requirements(tmp_path, "numpy==2.4.6\n")
    first = environment.stamp(wanted, "3.11")
    assert environment.stamp(wanted, "3.12") != first
    requirements(tmp_path, "# numbers\nnumpy==2.4.6\n")
    assert environment.stamp(wanted, "3.11") == first
    requirements(tmp_path, "numpy==2.4.7\n")
    assert environment.stamp(wanted, "3.11") != first


@pytest.mark.parametrize("path", [environment.RUN, environment.TEST])
def test_every_requirement_is_pinned_exactly(path: Path) -> None:
    lines = environment.requirement_text(path).splitlines()
    assert lines
    assert [line for line in lines if line.count("==") != 1 or " " in line] == []


@pytest.mark.parametrize(
    ("line", "news"),
    [
        (
            "Downloading torch-2.13.0-py3.whl (192.3 MB)\n",
            ("downloading torch 2.13.0 (192.3 MB)", True),
        ),
        ("Progress 50 of 200\n", ("25 %", False)),
        ("Progress 50 of 0\n", None),
        ("Collecting numpy==2.4.6 (from -r requirements.txt (line 8))\n", ("looking up numpy", False)),
        ("Installing collected packages: a, b, c\n", ("installing 3 packages", True)),
        ("Installing collected packages: pip\n", ("installing 1 package", True)),
        ("Requirement already satisfied: numpy\n", None),
    ],
)
def test_pip_is_told_in_short_lines(line: str, news: tuple[str, bool] | None) -> None:
    assert environment.pip_news(line) == news


def test_the_last_error_of_a_program_is_the_one_that_is_told() -> None:
    text = "Collecting x\nERROR: a first one.\nERROR: No matching distribution for x.\n\nnotice: a new pip\n"
    assert environment.last_line(text) == "No matching distribution for x"
    assert environment.last_line("") == "no output"


def test_another_python_cannot_leak_into_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PYTHONHOME", "/elsewhere")
    monkeypatch.setenv("EMBEDLAB_DEVICE", "cpu")
    kept = environment.child_environment()
    assert "PYTHONPATH" not in kept
    assert "PYTHONHOME" not in kept
    assert kept["EMBEDLAB_DEVICE"] == "cpu"


def test_a_taken_port_is_refused_with_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(environment.SetupError, match=r"make run PORT=\d+"):
            bootstrap.require_free("127.0.0.1", port)
    bootstrap.require_free("127.0.0.1", port)


@pytest.mark.parametrize("port", [-1, 0, 70_000, 10**30])
def test_a_port_that_cannot_exist_is_refused(port: int) -> None:
    with pytest.raises(environment.SetupError, match="choose another port"):
        bootstrap.require_free("127.0.0.1", port)


@pytest.mark.parametrize("address", ["a" * 100, "..", "999.0.0.1"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(environment.SetupError, match="cannot be served"):
        bootstrap.require_free(address, 8599)


def test_a_second_set_up_waits_for_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    other = os.open(tmp_path, os.O_RDONLY)
    with environment.one_at_a_time(), pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_SH | fcntl.LOCK_NB)  # not even a shared hold
    fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(other)


def test_the_tests_run_on_every_core_and_those_in_a_browser_come_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EMBEDLAB_THREADS", raising=False)
    runs = bootstrap.tests_of(2)
    assert [arguments[3] for arguments in runs.values()] == ["not browser", "browser"]
    assert all(arguments[4:] == ("-n", "2", "--dist", "loadfile") for arguments in runs.values())
    assert all(arguments[4:] == () for arguments in bootstrap.tests_of(1).values())
    assert os.environ["EMBEDLAB_THREADS"] == "1"
