"""Settings out of environment variables, each with a default that needs nothing."""

import re
from pathlib import Path

import pytest

from embedlab.errors import InputError
from embedlab.models import settings as settings_module
from embedlab.models.settings import read_settings


def test_nothing_set_gives_the_defaults() -> None:
    settings = read_settings({})
    assert (settings.device, settings.engine, settings.offline) == ("auto", "auto", False)
    assert (settings.memory_bytes, settings.cache_bytes) == (2_000_000_000, 128_000_000)
    assert settings.home.name == "embedlab"
    assert 1 <= settings.threads <= 8
    assert (settings.trainings, settings.trainings_waiting, settings.training_bytes) == (1, 8, 128_000_000)
    assert 1 <= settings.training_threads <= max(1, settings.threads // 2)


def test_every_variable_is_read() -> None:
    settings = read_settings(
        {
            "EMBEDLAB_HOME": "/somewhere",
            "EMBEDLAB_DEVICE": "cpu",
            "EMBEDLAB_ENGINE": "torch",
            "EMBEDLAB_MEMORY_MB": "500",
            "EMBEDLAB_CACHE_MB": "7",
            "EMBEDLAB_THREADS": "3",
            "EMBEDLAB_OFFLINE": "1",
            "EMBEDLAB_TRAININGS": "2",
            "EMBEDLAB_TRAINING_QUEUE": "0",
            "EMBEDLAB_TRAINING_THREADS": "4",
            "EMBEDLAB_TRAINING_MEMORY_MB": "9",
            "EMBEDLAB_COLLECTIONS": "/elsewhere",
            "EMBEDLAB_COLLECTIONS_MB": "11",
            "EMBEDLAB_QDRANT_URL": "https://search.example:6333/",
            "EMBEDLAB_QDRANT_KEY": "s3cret",
        }
    )
    assert (settings.home, settings.collections) == (Path("/somewhere"), Path("/elsewhere"))
    assert (settings.device, settings.engine, settings.threads, settings.offline) == ("cpu", "torch", 3, True)
    assert (settings.memory_bytes, settings.cache_bytes) == (500_000_000, 7_000_000)
    assert (settings.trainings, settings.trainings_waiting, settings.training_threads) == (2, 0, 4)
    assert (settings.training_bytes, settings.collections_bytes) == (9_000_000, 11_000_000)
    assert (settings.qdrant_url, settings.qdrant_key) == ("https://search.example:6333", "s3cret")


def test_collections_lie_with_the_weights_unless_they_have_a_folder_of_their_own() -> None:
    assert read_settings({"EMBEDLAB_HOME": "/somewhere"}).collections == Path("/somewhere")


def test_an_empty_variable_is_as_good_as_none() -> None:
    empty = {f"EMBEDLAB_{name}": "" for name in ("HOME", "DEVICE", "ENGINE", "MEMORY_MB", "CACHE_MB", "THREADS")}
    assert read_settings(empty) == read_settings({})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EMBEDLAB_DEVICE", "tpu"), ("EMBEDLAB_ENGINE", "tensorflow"), ("EMBEDLAB_OFFLINE", "yes"),
        ("EMBEDLAB_TRAININGS", "-1"), ("EMBEDLAB_TRAINING_THREADS", "0"), ("EMBEDLAB_TRAINING_QUEUE", "many"),
        ("EMBEDLAB_MEMORY_MB", "99"), ("EMBEDLAB_MEMORY_MB", "2 GB"), ("EMBEDLAB_CACHE_MB", "-1"),
        ("EMBEDLAB_THREADS", "0"), ("EMBEDLAB_THREADS", "²"), ("EMBEDLAB_HOME", "~nobody-of-this-name/x"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_one_sentence_that_names_the_variable(name: str, value: str) -> None:
    with pytest.raises(InputError, match=rf"^{name} is '.*'; [^;]*\.$"):
        read_settings({name: value})


ODD = (
    "-1", "+1", "0x10", "1e3", "1_000", "1.0", "nan", "inf", " 5", "5 ", "٣", "\uff19", "²", "yes", "true", "1\n2",
    "100000000", "9" * 5_000, "\udcff", "<b>1</b>", "'", "..", "cpu,cuda", "CPU",
)  # fmt: skip
NAMES = sorted(set(re.findall(r"EMBEDLAB_[A-Z_]+", Path(settings_module.__file__).read_text("utf-8"))))


@pytest.mark.parametrize(
    "name", [name for name in NAMES if name not in ("EMBEDLAB_HOME", "EMBEDLAB_COLLECTIONS", "EMBEDLAB_QDRANT_KEY")]
)
@pytest.mark.parametrize("value", ODD)
def test_no_odd_value_is_taken_or_is_more_than_one_sentence(name: str, value: str) -> None:
    with pytest.raises(InputError, match=rf"^{name} is ") as refused:
        read_settings({name: value})
    assert len(str(refused.value)) < 200
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    "value",
    [
        "localhost:6333", "ftp://localhost", "http://", "http://localhost:port", "http://localhost:99999",
        "http://me:secret@localhost", "http://localhost/?a=b", "http://local host", "http://lo\ncalhost", "http://[::1",
        "http://" + "x" * 300,
    ],
)  # fmt: skip
def test_the_address_of_a_server_is_one(value: str) -> None:
    with pytest.raises(InputError, match=r"^EMBEDLAB_QDRANT_URL is '.*'; set it to an address such as") as refused:
        read_settings({"EMBEDLAB_QDRANT_URL": value})
    assert str(refused.value).isprintable()
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("value", ["http://localhost", "http://127.0.0.1:6333", "https://[::1]:6333/qdrant"])
def test_a_server_may_be_anywhere(value: str) -> None:
    assert read_settings({"EMBEDLAB_QDRANT_URL": value}).qdrant_url == value


@pytest.mark.parametrize("value", ["two words", "kéy", "line\nbreak", "k" * 1_001])
def test_a_key_that_no_header_can_carry_is_refused_and_no_key_is_ever_shown(value: str) -> None:
    with pytest.raises(InputError, match=r"^EMBEDLAB_QDRANT_KEY is not what a key may be") as refused:
        read_settings({"EMBEDLAB_QDRANT_KEY": value})
    assert value not in str(refused.value)
    assert "s3cret" not in repr(read_settings({"EMBEDLAB_QDRANT_KEY": "s3cret"}))


@pytest.mark.parametrize("value", ["x" * 256, "/" + "x" * 300 + "/store", "/x" * 2_000, "~" + "x" * 300])
def test_a_home_longer_than_a_path_may_be_is_one_sentence(value: str) -> None:
    with pytest.raises(InputError, match=r"^EMBEDLAB_HOME is '.{80}', and longer than a path may be") as refused:
        read_settings({"EMBEDLAB_HOME": value})
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize("value", ["/tmp/a\nb", "/tmp/\udcff", "\x1b[31m"])
def test_a_home_that_no_message_can_show_and_no_library_can_open_is_refused(value: str) -> None:
    with pytest.raises(InputError, match=r"^EMBEDLAB_HOME is '.*'; name a folder with printable characters") as refused:
        read_settings({"EMBEDLAB_HOME": value})
    assert str(refused.value).isprintable()


@pytest.mark.parametrize("value", ["ü", "-x", "..", "/dev/null", "a 'b' 😀", "/x/../y", "<b>"])
def test_an_odd_home_is_a_path_like_any_other(value: str) -> None:
    assert read_settings({"EMBEDLAB_HOME": value}).home.is_absolute()


def test_the_home_may_start_with_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/of-this-test")
    assert read_settings({"EMBEDLAB_HOME": "~/weights"}).home == Path("/home/of-this-test/weights")
