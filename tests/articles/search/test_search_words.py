"""Words as the index knows them."""

from __future__ import annotations

import pytest

from articles.search.words import LONGEST, fold, stem, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Café, naïve; ÉCOLE", ("cafe", "naive", "ecole")),
        ("cafe\u0301", ("cafe",)),
        ("ﬁne ＦＵＬＬ", ("fine", "full")),
        ("Øresund Łódź Þór", ("oresund", "lodz", "thor")),
        ("soft\u00adhyphen zero\u200bwidth", ("softhyphen", "zerowidth")),
        ("right-to-left 3.5 a_b", ("right", "to", "left", "3", "5", "a", "b")),
        ("don't the city’s O’Brien", ("dont", "the", "city", "obrien")),
        ("東京 がくせい", ("東", "京", "が", "く", "せ", "い")),
        ("서울 москва", ("서울", "москва")),
        ("١٢٣ كِتَاب", ("١٢٣", "كتاب")),
        ('¿…! "*:^() 😀', ()),
        ("x" * 1000, ("x" * LONGEST,)),
        ("", ()),
    ],
)
def test_words_are_folded_and_parted(text, words):
    assert fold(text, "en") == words


def test_apostrophes_part_words_where_they_are_no_english():
    assert fold("l'amour", "fr") == ("l", "amour")
    assert fold("geht's", "de") == ("geht", "s")


def test_places_are_those_of_the_text_as_it_is():
    text = "Die Stra\u00dfe: cafe\u0301"

    assert [(text[word.start : word.end], word.folded) for word in words_in(text, "de")] == [
        ("Die", ("die",)),
        ("Straße", ("strasse",)),
        ("cafe\u0301", ("cafe",)),
    ]


@pytest.mark.parametrize(
    ("locale", "words", "root"),
    [
        ("en", "government governments governing", "govern"),
        ("en-GB", "running runs run", "run"),
        ("de", "Häuser Haus Haeuser Hausern Hauses", "haus"),
        ("de-AT", "Regierung Regierungen", "regier"),
        ("de", "Goethe Göthe", "goth"),
        ("de", "Straße Strasse Straßen", "strass"),
    ],
)
def test_words_of_a_locale_have_one_stem(locale, words, root):
    assert {stem(word, locale) for word in fold(words, locale)} == {root}


def test_words_of_other_locales_are_their_own_stems():
    assert stem("gouvernements", "fr") == "gouvernements"


@pytest.mark.parametrize("locale", ["en", "de"])
def test_folding_and_stemming_keep_a_first_letter_of_ascii(locale):
    words = [
        "Skies",
        "dying",
        "ugly",
        "YES",
        "Äpfel",
        "A\u0308pfel",
        "aepfel",
        "oel",
        "Uebung",
        "I\u0307stanbul",
        "quae",
        "1st",
    ]

    for word in words:
        (folded,) = fold(word, locale)
        assert folded[0] == stem(folded, locale)[0]
        assert folded[0] == word[0].lower() or not word[0].isascii()
