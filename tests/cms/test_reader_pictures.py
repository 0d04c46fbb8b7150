"""Pictures in the reader: they keep their place, come in the best format, and say whose they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import time_machine

from articles.models import Image
from articles.snapshot import Cover
from cms.reader.pictures import sources
from tests.cms.reading import Page, make_live, meta, parsed, text_of, texts
from tests.factories import finish_renditions, make_image, make_section, with_figure

HOSTILE = '"><script>alert(1)</script>'


def cover_of(image: Image, alt: str = "", caption: str = "") -> Cover:
    return Cover(str(image.uuid), alt, caption)


def shown_pictures(page: Element, path: str) -> list[dict[str, str | None]]:
    names = ("src", "width", "height", "alt", "loading")
    return [{name: img.get(name) for name in names} for img in page.findall(path)]


def types(page: Element, path: str) -> list[str | None]:
    return [source.get("type") for source in page.findall(path)]


def test_front_page_shows_the_most_urgent_first_and_of_these_the_newest(
    page: Page, clock: time_machine.Coordinates
) -> None:
    make_live("Urgent", "urgent", priority=1)
    for title, priority in (("Older", 5), ("Newer", 5), ("Least", 9)):
        clock.shift(timedelta(hours=1))
        make_live(title, title.lower(), priority=priority)

    front = parsed(page("/"))

    assert texts(front, ".//main//article/h2") == ["Urgent", "Newer", "Older", "Least"]


def test_card_shows_its_cover_where_it_has_one(page: Page, clock: time_machine.Coordinates) -> None:
    make_live("Without", "without")
    clock.shift(timedelta(hours=1))
    image = make_image(size=(800, 600), alt="A gull")
    make_live("With", "with", cover=cover_of(image))

    cards = parsed(page("/")).findall(".//main//article")
    crop = page("/api/v1/articles/with/").json()["cover"]["crops"]["16:9"]

    assert [text_of(card.find("h2")) for card in cards] == ["With", "Without"]
    assert shown_pictures(cards[0], ".//picture/img") == [
        {"src": crop["url"], "width": "640", "height": "360", "alt": "A gull", "loading": None}
    ]
    assert cards[0].find(".//picture/img").get("srcset") == crop["srcset"]["jpeg"]  # type: ignore[union-attr]
    assert cards[1].find(".//picture") is None


def test_only_the_first_cover_is_fetched_before_it_is_seen(page: Page, clock: time_machine.Coordinates) -> None:
    for number in range(3):
        make_live(f"Article {number}", f"article-{number}", cover=cover_of(make_image()))
        clock.shift(timedelta(hours=1))

    images = parsed(page("/")).findall(".//main//article//picture/img")

    assert [(img.get("loading"), img.get("fetchpriority")) for img in images] == [
        (None, "high"),
        ("lazy", None),
        ("lazy", None),
    ]


def test_opening_picture_has_caption_and_credit_of_this_use(page: Page) -> None:
    image = make_image(size=(800, 600), caption="Of the library.", creator="Ada Penrose", credit="Harbour Press")
    make_live(cover=cover_of(image, alt="A gull at noon", caption="Of this use."))

    shown = parsed(page("/articles/a-title/"))

    assert texts(shown, ".//figure/figcaption") == ["Of this use. Ada Penrose / Harbour Press"]
    assert [each["alt"] for each in shown_pictures(shown, ".//figure//picture/img")] == ["A gull at noon"]
    assert [img.get("alt") for img in shown.findall(".//figure//img[@class='blur']")] == [""]


@pytest.mark.parametrize(
    ("size", "shape"),
    [((800, 400), (640, 320)), ((800, 600), (640, 480)), ((600, 800), (480, 360))],
    ids=["wide: whole", "4 to 3: whole", "tall: cropped"],
)
def test_opening_picture_leaves_the_text_on_the_screen(page: Page, size: Any, shape: Any) -> None:
    make_live(cover=cover_of(make_image(size=size)))

    (opening,) = shown_pictures(parsed(page("/articles/a-title/")), ".//figure//picture/img")

    assert int(opening["width"] or 0) * shape[1] == int(opening["height"] or 0) * shape[0]


def test_better_formats_are_named_when_all_their_files_are_made(page: Page) -> None:
    image = make_image(size=(800, 600))
    make_live(cover=cover_of(image), sections=(make_section("", with_figure(image)),))
    before = parsed(page("/articles/a-title/"))

    finish_renditions()
    after = parsed(page("/articles/a-title/"))

    for path in (".//figure//picture/source", ".//section//picture/source"):
        assert types(before, path) == []
    assert types(after, ".//section//picture/source") == ["image/avif", "image/webp"]
    assert types(after, ".//figure//source") == ["image/avif", "image/webp"] * 2


def test_format_that_is_half_made_is_not_named() -> None:
    srcset = {"jpeg": "a.jpg 320w, b.jpg 640w", "webp": "a.webp 320w, b.webp 640w", "avif": "a.avif 320w"}

    assert [source.type for source in sources(srcset)] == ["image/webp"]


def test_figure_in_the_text_says_how_wide_it_is_here_and_whose_it_is(page: Page) -> None:
    image = make_image(size=(800, 600), creator="Ada Penrose")
    html = with_figure(image, "A <em>gull</em>.", "A gull on a bollard")
    make_live(sections=(make_section("", html),))

    shown = parsed(page("/articles/a-title/"))

    (img,) = shown.findall(".//section//picture/img")
    assert (img.get("width"), img.get("height"), img.get("alt")) == ("640", "480", "A gull on a bollard")
    assert img.get("sizes") == "(min-width: 46rem) 42rem, (min-width: 28rem) 91vw, calc(100vw - 2.5rem)"
    assert texts(shown, ".//section//figcaption") == ["A gull. Ada Penrose"]


def test_head_names_a_picture_for_those_who_show_a_link(page: Page) -> None:
    make_live(cover=cover_of(make_image(size=(800, 600), alt="A gull")))
    make_live("Without", "without")

    shown, without = parsed(page("/articles/a-title/")), parsed(page("/articles/without/"))

    cover = page("/api/v1/articles/a-title/").json()["cover"]["crops"]["16:9"]
    assert [meta(shown, name) for name in ("og:image", "og:image:width", "og:image:height", "og:image:alt")] == [
        cover["url"],
        "640",
        "360",
        "A gull",
    ]
    assert meta(without, "og:image") is None


def test_hostile_words_of_a_picture_stay_words(page: Page) -> None:
    image = make_image(alt=HOSTILE, caption=HOSTILE, creator=HOSTILE)
    make_live(cover=cover_of(image), sections=(make_section("", with_figure(image)),))

    shown = parsed(page("/articles/a-title/"))

    assert [img.get("alt") for img in shown.findall(".//picture/img")] == [HOSTILE, HOSTILE]
    assert texts(shown, ".//figcaption") == [f"{HOSTILE} {HOSTILE}"] * 2
    assert [script.get("type") for script in shown.iter("script")] == ["application/ld+json"]


@pytest.mark.parametrize("number", [1, 3])
def test_covers_take_two_queries_however_many(
    page: Page, django_assert_num_queries: Callable[[int], Any], number: int
) -> None:
    for each in range(number):
        make_live(f"Article {each}", f"article-{each}", cover=cover_of(make_image()))
    page("/")

    with django_assert_num_queries(6):
        page("/")
