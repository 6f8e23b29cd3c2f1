"""Languages are told by scripts and by the commonest words, or not at all."""

import pytest

from embedlab.studies.corpus.languages import language_of, languages_of

GERMAN = "Wie kann ich ein Paket installieren, wenn die Quelle nicht in der Liste ist?"
ENGLISH = "How do I install a package when the source is not in the list?"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "English"),
        (GERMAN, "German"),
        ("Comment est-ce que je peux installer un paquet sur ma machine ?", "French"),
        ("Как мне установить пакет, если нет этого пакета в списке?", "Russian"),
        ("パッケージをインストールする方法", "Japanese"),
        ("如何安装软件包", "Chinese"),
        ("πώς εγκαθιστώ ένα πακέτο", "Greek"),
        ("كيف أثبت حزمة", "a language in Arabic script"),
        ("apt-get install emacs", ""),
        ("12 + 30", ""),
        ("", ""),
    ],
)
def test_one_text(text: str, language: str) -> None:
    assert language_of(text) == language


def test_the_most_frequent_stands_first_and_a_rare_one_is_not_named() -> None:
    assert languages_of([GERMAN] * 3 + [ENGLISH] * 7) == ("English", "German")
    assert languages_of([GERMAN] + [ENGLISH] * 60) == ("English",)
    assert languages_of([]) == languages_of(["42"]) == ()
