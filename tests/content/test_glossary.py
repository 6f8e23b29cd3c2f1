"""A term is found where it first stands, the longer one before the shorter, and nothing of the text is lost."""

from embedlab.content.glossary import load_glossary, split_terms
from embedlab.content.lesson_text import load_lesson
from embedlab.content.pages import load_pages


def found(text: str) -> list[str]:
    return [piece for piece, term in split_terms(text) if term is not None]


def test_the_pieces_add_up_to_the_text() -> None:
    for page in load_pages():
        if page.ready:
            lead = load_lesson(page.slug).lead
            assert "".join(piece for piece, _ in split_terms(lead)) == lead


def test_every_lead_has_words_of_the_field_in_it() -> None:
    assert {page.slug: len(found(load_lesson(page.slug).lead)) >= 2 for page in load_pages() if page.ready} == {
        page.slug: True for page in load_pages() if page.ready
    }


def test_a_term_is_dotted_once_and_the_longer_one_wins() -> None:
    assert found("A dense vector, a vector, two vectors.") == ["dense vector", "vector"]


def test_a_part_of_a_word_is_no_term() -> None:
    assert found("Vectorised, tokenizer, sub-token.") == []


def test_each_term_is_one_sentence_and_each_form_belongs_to_one_term() -> None:
    forms = [form.casefold() for term in load_glossary() for form in term.forms]
    assert len(forms) == len(set(forms))
    for term in load_glossary():
        assert term.says.endswith(".")
        assert ". " not in term.says
