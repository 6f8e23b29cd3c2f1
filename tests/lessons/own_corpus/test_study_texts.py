"""Files that are alike, and the chunks of many texts told from a sample."""

from embedlab.compute.chunking import Chunking, chunk
from embedlab.content.corpus_files.first_look import look_at_all
from embedlab.content.gathered import Gathered, documents_of, judgements_of, queries_of
from embedlab.lessons.own_corpus.study_texts import chunks_of, gathered_sentence, groups_of, longest_text
from embedlab.studies.corpus.cut_by_models import SAMPLE


def gathered(*texts: str) -> Gathered:
    return Gathered("x", documents_of([str(n) for n in range(len(texts))], texts))


def test_files_with_the_same_columns_are_one_group() -> None:
    sheets = look_at_all([("a.md", b"one"), ("x.csv", b"id,text\n1,a text\n"), ("b.md", b"two"), ("queries.md", b"q")])
    groups = groups_of(sheets)
    assert [group.title for group in groups] == ["a.md and 1 file like it", "x.csv", "queries.md"]
    assert groups[0].told == "Markdown, 2 rows: id, text"


def test_the_chunks_of_many_texts_are_told_from_a_sample() -> None:
    def cut(text: str) -> list[tuple[int, int]]:
        return chunk(text, Chunking("paragraphs"))

    long = "x" * 99
    few = chunks_of(gathered(f"{long}\n\n{long}", "b"), cut)
    assert (few.texts, few.count, few.sentence) == ((long, long, "b"), 3, "2 texts, 3 chunks.")
    many = chunks_of(gathered(*[f"{long}\n\n{long}"] * (SAMPLE + 500)), cut)
    assert (many.documents, many.count) == (SAMPLE, 5_000)
    assert many.sentence == "2,500 texts, about 5,000 chunks."


def test_the_longest_text_is_looked_at_first() -> None:
    assert longest_text(gathered("a", "bbb", "cc", "ddd")) == 1


def test_what_there_is_to_use_is_counted() -> None:
    one = Gathered("x", documents_of(["1"], ["a"]), queries_of(["q"], ["?"]), judgements_of([("q", "1", 1)]))
    assert gathered_sentence(one) == "1 text, 1 query, 1 judgement to use."
