"""The reader in each of its locales."""

from __future__ import annotations

import gettext
import re
from importlib import import_module
from pathlib import Path

from articles.snapshot import Related
from tests.cms.reading import SITE, Page, canonical, make_live, parsed, texts

READER = Path(import_module("cms.reader").__file__ or "").parent


def test_other_locale_has_its_prefix_its_articles_and_its_words(page: Page) -> None:
    make_live("English", "english")
    make_live("Deutsch", "deutsch", locale="de", related=(Related(title="Ein Titel"),))

    front, shown = page("/de/", headers={"Accept-Language": "en"}), parsed(page("/de/articles/deutsch/"))

    assert front["Content-Language"] == "de"
    assert [link.get("href") for link in parsed(front).findall(".//main//h2/a")][:1] == ["/de/articles/deutsch/"]
    assert parsed(front).get("lang") == "de"
    assert canonical(shown) == f"{SITE}/de/articles/deutsch/"
    assert texts(shown, ".//aside/h2") == ["Mehr entdecken"]
    assert texts(shown, ".//p[@class='meta']") == ["2. März 2026 1 Min. Lesezeit"]


def test_every_word_of_the_reader_is_there_in_german() -> None:
    folder = READER / "locale" / "de" / "LC_MESSAGES"
    written = re.findall(
        r'^(?:msgctxt "(.*)"\n)?msgid "(.+)"\nmsgstr "(.*)"$', (folder / "django.po").read_text(), re.M
    )

    with (folder / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    assert len(written) > 40
    for context, word, german in written:
        assert german == (compiled.pgettext(context, word) if context else compiled.gettext(word))
        assert german, word
