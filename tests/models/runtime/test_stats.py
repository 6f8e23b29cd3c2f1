"""Latencies over the last passes."""

import pytest

from embedlab.models.runtime.stats import MODELS, WINDOW, Latencies, LatencyBook


def test_nothing_yet_is_zero() -> None:
    report = Latencies().report()
    assert (report.passes, report.texts, report.median_ms, report.p95_ms) == (0, 0, 0, 0)


def test_passes_and_texts_are_counted_and_seconds_become_milliseconds() -> None:
    latencies = Latencies()
    for seconds in (0.010, 0.020, 0.030):
        latencies.add(4, seconds)
    report = latencies.report()
    assert (report.passes, report.texts) == (3, 12)
    assert report.median_ms == pytest.approx(20)


def test_only_the_last_passes_count_for_the_median() -> None:
    latencies = Latencies()
    for seconds in [9.0] * WINDOW + [0.001] * WINDOW:
        latencies.add(1, seconds)
    assert latencies.report().median_ms == pytest.approx(1)
    assert latencies.report().passes == 2 * WINDOW


def test_the_book_keeps_a_record_for_each_model_and_forgets_the_oldest_of_too_many() -> None:
    book = LatencyBook()
    book.of("first").add(1, 0.01)
    book.of("second").add(2, 0.01)
    assert (book.of("first").report().passes, book.report("second").texts, book.report("never").passes) == (1, 2, 0)
    for number in range(MODELS - 1):
        book.of(f"another {number}")
    assert (book.report("first").passes, book.report("second").passes) == (1, 0), "the first was asked for later"
