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
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
CATALOGUES = ["articles/django", "articles/djangojs", "api/django"]
"""App and domain."""
PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)s")
EACH = pytest.mark.parametrize(("language", "name"), [(one, name) for one in LANGUAGES for name in CATALOGUES])


def file_of(language: str, name: str, suffix: str) -> Path:
    app, domain = name.split("/")
    return ROOT / app / "locale" / language / "LC_MESSAGES" / f"{domain}.{suffix}"


def written(language: str, name: str) -> Catalog:
    with file_of(language, name, "po").open("rb") as file:
        return read_po(file, locale=language)


def compiled(language: str, name: str) -> Catalog:
    with file_of(language, name, "mo").open("rb") as file:
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
def test_every_word_of_the_desk_is_translated_by_somebody(language: str, name: str) -> None:
    catalog = written(language, name)

    assert [message.id for message in messages(catalog) if message.fuzzy or not all(forms(message.string))] == []
    assert list(catalog.obsolete) == []


@EACH
def test_a_translation_has_the_places_of_its_original(language: str, name: str) -> None:
    def places(words: str) -> set[str]:
        return set(PLACEHOLDER.findall(words))

    wrong = [
        message.id
        for message in messages(written(language, name))
        if any(places(form) != places(forms(message.id)[-1]) for form in forms(message.string))
    ]

    assert wrong == []


@EACH
def test_what_is_compiled_is_what_is_written(language: str, name: str) -> None:
    assert said(compiled(language, name)) == said(written(language, name))


CALL = r"""(?:\b_|\bgettext|\bgettext_lazy)\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)[,)]"""
TAG = r"""{%\s*translate\s+"([^"]*)\""""


def spoken(app: str, pattern: str, files: str) -> set[str]:
    """The words that these files of an app have translated, as far as they stand in plain calls."""
    found: set[str] = set()
    for path in (ROOT / app).rglob(files):
        for match in re.finditer(pattern, path.read_text(encoding="utf-8")):
            pieces = re.findall(r'"((?:[^"\\]|\\.)*)"', match[1]) or [match[1]]
            found.add("".join(pieces).replace('\\"', '"'))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_in_the_code_stands_in_the_catalogue(language: str) -> None:
    """Extraction needs gettext's tools; this finds what was forgotten without them."""

    def known(*names: str) -> set[str]:
        return {forms(message.id)[0] for name in names for message in messages(written(language, name))}

    pages = known("articles/django")
    assert (spoken("articles", CALL, "*.py") | spoken("articles", TAG, "*.html")) - pages == set()
    assert spoken("articles", CALL, "*.js") - known("articles/djangojs") == set()
    assert (spoken("api", CALL, "*.py") | spoken("api", TAG, "*.html")) - known("api/django") - {"Home"} == set()
