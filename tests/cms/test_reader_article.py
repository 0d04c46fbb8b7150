"""The page of an article, for whoever reads with or without scripts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from articles.snapshot import Byline, Highlight, Related, Rights
from tests.cms.reading import Page, make_live, parsed, texts
from tests.factories import (
    edit,
    make_author,
    make_section,
    publish_now,
)


def test_article_can_be_read_whole_without_scripts(page: Page) -> None:
    ada, ben = make_author("Ada Penrose"), make_author("Ben Okri")
    make_live(
        kicker="Rivers",
        lead_html="A river <em>rose</em>.",
        sections=(make_section("At night", "<p>It rained.</p>"), make_section("By day", "<p>It dried.</p>")),
        authors=(Byline(str(ada.uuid)), Byline(str(ben.uuid), role="photographer")),
        related=(
            Related(title="No address", teaser="A teaser."),
            Related(title="Elsewhere", url="https://example.org/elsewhere"),
        ),
        rights=Rights(copyright_notice="© 2026 A. Penrose", licence="https://example.org/licence"),
        ai_use="assisted",
        ai_note="Transcribed by machine.",
    )

    shown = parsed(page("/articles/a-title/"))

    assert texts(shown, ".//h1") == ["A title"]
    assert texts(shown, ".//p[@class='lead']") == ["A river rose."]
    assert texts(shown, ".//section") == ["At night It rained.", "By day It dried."]
    assert [section.get("id") for section in shown.findall(".//section")] == ["at-night", "by-day"]
    assert texts(shown, ".//p[@class='credits']/span") == ["By Ada Penrose", "Photographs by Ben Okri"]
    assert texts(shown, ".//aside//li") == ["No address A teaser.", "Elsewhere example.org"]
    assert [link.get("href") for link in shown.findall(".//aside//a")] == ["https://example.org/elsewhere"]
    assert texts(shown, ".//footer[@class='imprint']/p") == ["Transcribed by machine.", "© 2026 A. Penrose Licence"]


def test_related_article_of_this_site_is_linked_by_path(page: Page) -> None:
    target = make_live("Target", "target")
    make_live(related=(Related(article=str(target.uuid)),))

    shown = parsed(page("/articles/a-title/"))

    assert [link.get("href") for link in shown.findall(".//aside//a")] == ["/articles/target/"]


def test_update_shows_its_date_and_a_correction_its_note(page: Page, clock: time_machine.Coordinates) -> None:
    article = make_live()
    before = texts(parsed(page("/articles/a-title/")), ".//p[@class='meta']")
    clock.shift(timedelta(days=1, minutes=5))
    edit(article, title="A better title")
    publish_now(article, kind="correction", note="It was not 221 but 212.")

    shown = parsed(page("/articles/a-title/"))

    assert before == ["2 March 2026 1 min read"]
    assert texts(shown, ".//p[@class='meta']") == ["2 March 2026 Updated 3 March 2026, 09:35 1 min read"]
    assert texts(shown, ".//div[@class='correction']") == ["Correction 3 March 2026 It was not 221 but 212."]


def test_highlights_are_marks_with_their_notes_and_a_switch_that_is_off(page: Page) -> None:
    section = make_section("", '<p>One <mark data-highlight-id="h0123456789">marked</mark> word.</p>')
    make_live(sections=(section,), highlights=(Highlight("h0123456789", section.id, note="A note & its <text>."),))

    shown = parsed(page("/articles/a-title/"))

    assert texts(shown, ".//mark") == ["marked"]
    assert texts(shown, ".//section/p") == ["One marked1 word."]
    assert shown.find(".//sup/a").get("href") == "#note_h0123456789"  # type: ignore[union-attr]
    assert texts(shown, ".//*[@id='note_h0123456789']") == ["A note & its <text>. ↩"]
    radios = shown.findall(".//*[@role='radiogroup']//input")
    assert [(radio.get("id"), radio.get("checked")) for radio in radios] == [
        ("highlights_off", ""),
        ("highlights_on", None),
    ]


def test_article_without_highlights_has_no_switch(page: Page) -> None:
    make_live()

    assert parsed(page("/articles/a-title/")).find(".//input") is None


def test_table_can_be_reached_by_keyboard(page: Page) -> None:
    make_live(sections=(make_section("", "<table><tbody><tr><td>1</td></tr></tbody></table>"),))

    shown = parsed(page("/articles/a-title/"))

    assert [box.get("tabindex") for box in shown.findall(".//*[@role='region'][table]")] == ["0"]


@pytest.mark.parametrize("number", [1, 3])
def test_article_takes_the_same_queries_however_much_is_in_it(
    page: Page, django_assert_num_queries: Callable[[int], Any], number: int
) -> None:
    targets = [make_live(f"Target {each}", f"target-{each}") for each in range(number)]
    make_live(
        sections=tuple(make_section(f"Heading {each}") for each in range(number)),
        authors=tuple(Byline(str(make_author(f"Author {each}").uuid)) for each in range(number)),
        related=tuple(Related(article=str(target.uuid)) for target in targets),
    )
    page("/articles/a-title/")

    with django_assert_num_queries(9):  # state, slug, article, authors, related (two), translations, corrections, state
        page("/articles/a-title/")
