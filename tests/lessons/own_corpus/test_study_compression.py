from embedlab.lessons.own_corpus.study_compression import compression_rows, kept_sentence, way_name
from embedlab.numbers_text import GAP
from embedlab.studies.corpus.compression_study import Compressed
from embedlab.studies.corpus.findings import Estimate


def way(width: int, kept: str, stored: float, recall: float, rescored: int = 0) -> Compressed:
    names = {"float32": "float32", "int8": "int8", "binary": "binary"}
    assert kept in names
    estimate = Estimate(recall, recall, recall)
    if kept == "int8":
        return Compressed(width, "int8", rescored, stored, estimate, None, 0.001)
    return Compressed(width, "float32" if kept == "float32" else "binary", rescored, stored, estimate, None, 0.001)


WHOLE, BYTE = way(384, "float32", 1536, 1.0), way(384, "int8", 384, 0.99)


def test_the_sentence_tells_what_a_byte_keeps_and_the_smallest_that_is_enough() -> None:
    told = kept_sentence([WHOLE, BYTE, way(384, "binary", 48, 0.6), way(384, "binary", 48, 0.97, 100)])
    assert f"keeps 99{GAP}% of the ten nearest at 384{GAP}bytes a document instead of 1.54{GAP}kB" in told
    assert f"384 numbers as 1 bit, 100 rescored: 48{GAP}bytes, 32{GAP}times smaller" in told


def test_where_nothing_smaller_than_a_byte_is_enough_it_is_said() -> None:
    told = kept_sentence([WHOLE, BYTE, way(384, "binary", 48, 0.6)])
    assert told.endswith(f"Nothing smaller keeps 95{GAP}%.")


def test_a_byte_that_is_not_enough_itself_is_not_recommended() -> None:
    told = kept_sentence([WHOLE, way(384, "int8", 384, 0.5), way(384, "binary", 48, 0.2)])
    assert "The smallest" not in told


def test_ways_have_names_and_rows() -> None:
    assert way_name(way(64, "binary", 8, 0.5, 100)) == "1 bit, 100 rescored"
    assert compression_rows([BYTE], "mini")[0]["bytes_per_document"] == 384
