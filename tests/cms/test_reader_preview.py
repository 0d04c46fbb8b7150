"""The page of a draft: as it would be published, marked, out of sight of caches and robots, and gone in ten minutes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from articles.editing.drafts import create_draft
from articles.previews import sign_preview
from tests.cms.reading import NOW, Page, canonical, make_live, meta, parsed, text_of, texts
from tests.factories import make_article, make_content, schedule_for

OUT_OF_SIGHT = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


def told(response: Any) -> dict[str, str]:
    return {name: response.headers[name] for name in OUT_OF_SIGHT}


def test_a_draft_is_shown_as_an_article_and_marked(page: Page) -> None:
    article = make_article(title="A draft")

    response = page(f"/preview/?token={sign_preview(article, by=article.owner)}")

    shown = parsed(response)
    assert (response.status_code, texts(shown, ".//h1")) == (200, ["A draft"])
    assert text_of(shown.find(".//p[@class='not_public']")) == (
        "Preview: not public This link ends ten minutes after it was made."
    )
    assert (meta(shown, "robots"), canonical(shown), meta(shown, "og:title")) == ("noindex", None, None)
    assert told(response) == OUT_OF_SIGHT


def test_a_public_page_bears_no_mark(page: Page) -> None:
    make_live()

    assert parsed(page("/articles/a-title/")).find(".//p[@class='not_public']") is None


def test_a_draft_speaks_its_own_language(page: Page) -> None:
    article = make_article()
    german = create_draft(
        make_content("Fluss", "fluss", locale="de"), by=article.owner, translation_key=article.translation_key
    )

    response = page(f"/preview/?token={sign_preview(german, by=article.owner)}")

    assert response["Content-Language"] == "de"
    assert "Vorschau: nicht öffentlich" in texts(parsed(response), ".//strong")


@pytest.mark.parametrize("query", ["", "?token=", "?token=x", "?token=x&token=y", "?other=1", "?token=%00"])
def test_without_a_token_that_holds_there_is_a_message(page: Page, query: str) -> None:
    response = page(f"/preview/{query}")

    assert response.status_code in (400, 401)
    assert told(response) == OUT_OF_SIGHT


def test_it_ends_after_ten_minutes(page: Page, clock: Any) -> None:
    article = make_article(title="A draft")
    address = f"/preview/?token={sign_preview(article, by=article.owner)}"
    clock.shift(timedelta(minutes=10, seconds=1))

    response = page(address)

    assert (response.status_code, texts(parsed(response), ".//h1")) == (401, ["This preview has ended"])


def test_what_is_scheduled_is_shown_by_its_moment(page: Page) -> None:
    article = make_article(title="Scheduled")
    schedule_for(article, NOW + timedelta(hours=1))
    address = f"/preview/?token={sign_preview(article, by=article.owner)}&as_of="

    statuses = [page(address + f"2026-03-02T1{hour}:30:00Z").status_code for hour in (0, 1)]

    assert statuses == [200, 200]
    assert page(address + "2026-03-02T10:00:00Z").status_code == 404
