"""The desk's translations: nothing is left out, nothing is guessed, and what is served is what is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent.parent
LOCALE = ROOT / "articles" / "locale"
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
DOMAINS = ["django", "djangojs"]
PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)s")
EACH = pytest.mark.parametrize(("language", "domain"), [(one, domain) for one in LANGUAGES for domain in DOMAINS])


def written(language: str, domain: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file, locale=language, domain=domain)


def compiled(language: str, domain: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / f"{domain}.mo").open("rb") as file:
        return read_mo(file)


def messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def forms(words: str | tuple[str, ...] | list[str]) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


def said(catalog: Catalog) -> dict[object, list[str]]:
    return {(context_of(message), forms(message.id)[0]): forms(message.string) for message in messages(catalog)}


def context_of(message: Message) -> str | None:
    """Babel reads it as bytes from a compiled file."""
    context: str | bytes | None = message.context
    return context.decode() if isinstance(context, bytes) else context


@EACH
def test_every_word_of_the_desk_is_translated_by_somebody(language: str, domain: str) -> None:
    catalog = written(language, domain)

    assert [message.id for message in messages(catalog) if message.fuzzy or not all(forms(message.string))] == []
    assert list(catalog.obsolete) == []


@EACH
def test_a_translation_has_the_places_of_its_original(language: str, domain: str) -> None:
    def places(words: str) -> set[str]:
        return set(PLACEHOLDER.findall(words))

    wrong = [
        message.id
        for message in messages(written(language, domain))
        if any(places(form) != places(forms(message.id)[-1]) for form in forms(message.string))
    ]

    assert wrong == []


@EACH
def test_what_is_compiled_is_what_is_written(language: str, domain: str) -> None:
    assert said(compiled(language, domain)) == said(written(language, domain))


CALL = r"""(?:\b_|\bgettext|\bgettext_lazy)\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)[,)]"""
TAG = r"""{%\s*translate\s+"([^"]*)\""""


def spoken(pattern: str, files: str) -> set[str]:
    """The words that these files have translated, as far as they stand in plain calls."""
    found: set[str] = set()
    for path in (ROOT / "articles").rglob(files):
        for match in re.finditer(pattern, path.read_text(encoding="utf-8")):
            pieces = re.findall(r'"((?:[^"\\]|\\.)*)"', match[1]) or [match[1]]
            found.add("".join(pieces).replace('\\"', '"'))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_in_the_code_stands_in_the_catalogue(language: str) -> None:
    """Extraction needs gettext's tools; this finds what was forgotten without them."""
    pages = {forms(message.id)[0] for message in messages(written(language, "django"))}
    scripts = {forms(message.id)[0] for message in messages(written(language, "djangojs"))}

    assert (spoken(CALL, "*.py") | spoken(TAG, "*.html")) - pages == set()
    assert spoken(CALL, "*.js") - scripts == set()
