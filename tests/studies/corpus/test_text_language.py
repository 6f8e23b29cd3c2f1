"""Languages as letters and the commonest words tell them: enough to see that a model was not trained to read them."""

import pytest

from embedlab.content.faq import load_faq
from embedlab.studies.corpus.text_language import language_of, languages_of


@pytest.mark.parametrize(("text", "language"), [
    ("How do I send the order back?", "English"), ("Wie kann ich die Bestellung zurückgeben?", "German"),
    ("Comment puis-je retourner la commande ?", "French"), ("¿Cómo puedo devolver el pedido?", "Spanish"),
    ("Come si restituisce il prodotto della marca?", "Italian"),
    ("Como posso devolver o pedido não usado?", "Portuguese"),
    ("Hoe kan ik het pakket terugsturen?", "Dutch"), ("Как вернуть заказ?", "a language in Cyrillic"),
    ("Πώς επιστρέφω την παραγγελία;", "Greek"), ("注文を返品するには", "Japanese"), ("如何退货", "Chinese or Japanese"),
    ("주문을 반품하려면", "Korean"), ("כיצד להחזיר", "Hebrew"), ("AX-4711 B", ""), ("4711", ""), ("", ""),
])  # fmt: skip
def test_a_sentence_tells_its_language_and_a_code_tells_none(text: str, language: str) -> None:
    assert language_of(text) == language


def test_languages_stand_in_the_order_of_their_texts_and_single_texts_are_not_named() -> None:
    texts = ["the cat is here"] * 60 + ["das ist nicht der Hund"] * 30 + ["el perro está aquí"] * 2 + ["4711"] * 50
    assert languages_of(texts) == ("English", "German")


def test_nothing_is_in_no_language() -> None:
    assert languages_of([]) == languages_of(["4711"]) == ()


def test_the_shipped_questions_and_their_answers_are_english() -> None:
    faq = load_faq()
    assert languages_of(faq.questions) == languages_of(faq.texts) == ("English",)
