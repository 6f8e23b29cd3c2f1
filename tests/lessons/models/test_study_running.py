"""What the server tells of itself: passes since its start, and a dash where nothing was asked."""

from embedlab.lessons.models.study_running import answered_words, loaded_lines, look
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime
from embedlab.models.runtime.stats import LatencyReport
from embedlab.models.settings import Settings, read_settings
from embedlab.models.training import shared_trainer

NONE = LatencyReport(0, 0, 0.0, 0.0)
SMALL = card("all-minilm-l6-v2")


def test_passes_are_said_with_median_and_95th_percentile() -> None:
    said = answered_words((LatencyReport(1, 12, 20.0, 31.0),))
    assert said == "1 pass over 12 texts, median 20\u00a0ms, 95th percentile 31\u00a0ms"
    many = answered_words((LatencyReport(1_234, 1, 2.0, 3.0),))
    assert many == "1,234 passes over 1 text, median 2\u00a0ms, 95th percentile 3\u00a0ms of the last 200"


def test_what_was_never_asked_has_a_dash() -> None:
    assert answered_words((NONE,)) == answered_words((NONE, NONE)) == "– not asked yet"
    assert answered_words((NONE, LatencyReport(2, 2, 1.0, 1.0))).startswith(
        "– not asked yet, and 2 passes over 2 texts"
    )
    assert answered_words(()) == "– words are looked up, without a pass"


def test_the_table_of_models_in_memory_says_the_same() -> None:
    runtime = Runtime(Settings(home=read_settings().home, engine="onnx", threads=1))
    runtime.load(card("glove-6b-50d"))
    runtime.load(SMALL)
    before = {str(line[0]): line[3:] for line in loaded_lines(look(runtime, shared_trainer()))}
    assert before == {
        "glove-6b-50d": ("–", "–", "– looked up, without a pass"),
        SMALL.id: ("0", "0", "– not asked yet"),
    }
    assert ("Answered from memory", "– not asked yet") in look(runtime, shared_trainer()).lines
    text_vectors(runtime, SMALL, ["one", "two"])
    (_, line) = loaded_lines(look(runtime, shared_trainer()))
    assert line[3:5] == ("1", "2")
    assert str(line[5]).endswith("ms")
    runtime.close()
