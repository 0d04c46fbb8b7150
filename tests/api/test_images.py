"""Pictures in documents: ready for a page, with their rights, and the words of this use."""

from __future__ import annotations

import re

import pytest

from articles.media.library import save_image
from articles.snapshot import Cover
from tests.api.conftest import SITE, make_live
from tests.factories import edit, finish_renditions, make_article, make_image, make_section, publish_now, with_figure

ADDRESS = re.compile(rf"{SITE}/media/[\w-]{{22}}\.(jpg|webp|avif)")
RIGHTS = {
    "creator": "Ada Penrose",
    "credit": "Harbour Press",
    "copyright_notice": "© 2026",
    "rights_url": "https://example.org/rights",
    "digital_source_type": "digitalCapture",
}


def read(api, reference="a-title", query=""):
    answer = api.get(f"articles/{reference}/", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def addresses(image, format, crop="as_is"):
    """What a srcset should say, from the rows."""
    rows = image.renditions.filter(format=format, crop=crop, retired_at=None).order_by("width")
    return ", ".join(f"{SITE}/media/{row.name} {row.width}w" for row in rows)


def address(image, crop="as_is"):
    row = image.renditions.filter(format="jpeg", crop=crop, retired_at=None).order_by("width").last()
    return f"{SITE}/media/{row.name}"


# --- Covers ---------------------------------------------------------------------------------------------------------


def test_a_cover_is_complete(api, clock):
    image = make_image(size=(800, 600), focal_x=0.25, caption="A boat", **RIGHTS)
    finish_renditions()
    make_live(cover=Cover(str(image.uuid), "A gull", "At sea"))

    cover = read(api)["cover"]

    renditions = cover.pop("renditions")
    crops = cover.pop("crops")
    assert cover == {
        "id": str(image.uuid),
        "url": address(image),
        "width": 640,
        "height": 480,
        "alt": "A gull",
        "caption": "At sea",
        "credit_line": "Ada Penrose / Harbour Press",
        **RIGHTS,
        "digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
        "focal_point": {"x": 0.25, "y": 0.5},
        "dominant_colour": image.dominant_colour,
        "blur": image.blur,
    }
    assert {name: (crop["width"], crop["height"]) for name, crop in crops.items()} == {
        "as_is": (640, 480),
        "16:9": (640, 360),
        "4:3": (640, 480),
        "1:1": (320, 320),
    }
    for name, crop in crops.items():
        assert crop["url"] == address(image, name)
        assert crop["srcset"] == {format: addresses(image, format, name) for format in ("jpeg", "webp", "avif")}
    assert {(one["format"], one["crop"], one["width"], one["height"], one["url"]) for one in renditions} == {
        (row.format, row.crop, row.width, row.height, f"{SITE}/media/{row.name}")
        for row in image.renditions.filter(retired_at=None)
    }
    assert all(ADDRESS.fullmatch(one["url"]) for one in renditions)


def test_a_card_has_the_same_cover_without_the_list_of_files(api, clock):
    image = make_image(**RIGHTS)
    make_live(cover=Cover(str(image.uuid)))

    card = api.get("articles/").json()["results"][0]

    whole = read(api)["cover"]
    del whole["renditions"]
    assert card["cover"] == whole


def test_the_pictures_own_words_stand_in_for_a_use_without_any(api, clock):
    image = make_image(alt="A harbour", caption="The old harbour")
    make_live(cover=Cover(str(image.uuid)))

    cover = read(api)["cover"]

    assert (cover["alt"], cover["caption"], cover["credit_line"]) == ("A harbour", "The old harbour", "")


def test_a_decorative_picture_has_no_alt_text_but_that_of_its_use(api, clock):
    image = make_image(alt="A pattern", is_decorative=True)
    make_live(cover=Cover(str(image.uuid)))
    make_live(slug="described", cover=Cover(str(image.uuid), alt="Stripes"))

    assert [read(api, slug)["cover"]["alt"] for slug in ("a-title", "described")] == ["", "Stripes"]


def test_one_who_is_creator_and_credit_is_named_once(api, clock):
    make_live(cover=Cover(str(make_image(creator="Ada", credit="Ada").uuid)))

    assert read(api)["cover"]["credit_line"] == "Ada"


def test_there_is_a_jpeg_of_every_crop_from_the_first_moment(api, clock):
    make_live(cover=Cover(str(make_image().uuid)))

    crops = read(api)["cover"]["crops"]

    assert [bool(crop["srcset"]["jpeg"]) for crop in crops.values()] == [True] * 4
    assert [crop["srcset"]["avif"] for crop in crops.values()] == [""] * 4


def test_a_corrected_credit_shows_at_once_and_the_words_of_the_use_stay_frozen(api, clock):
    image = make_image(credit="Wrong", caption="A boat")
    article = make_live(cover=Cover(str(image.uuid), alt="Frozen"))
    edit(article, cover=Cover(str(image.uuid), alt="In the draft"))

    image.credit = "Right"
    save_image(image)

    cover = read(api)["cover"]
    assert (cover["credit"], cover["alt"]) == ("Right", "Frozen")


def test_renditions_that_became_ready_show_and_replaced_ones_do_not(api, clock):
    image = make_image(focal_x=0.1)
    make_live(cover=Cover(str(image.uuid)))
    before = read(api)["cover"]

    finish_renditions()

    after = read(api)["cover"]
    assert after["crops"]["as_is"]["srcset"]["avif"] != ""
    assert {one["url"] for one in before["renditions"]} & {one["url"] for one in after["renditions"]} == set()


def test_the_cover_of_a_newer_draft_does_not_show(api, clock):
    public, draft = make_image(), make_image()
    article = make_live(cover=Cover(str(public.uuid)))

    edit(article, cover=Cover(str(draft.uuid)))

    assert read(api)["cover"]["id"] == str(public.uuid)


def test_search_engines_get_three_crops_with_their_rights(api, clock):
    image = make_image(size=(800, 600), **RIGHTS)
    make_live(cover=Cover(str(image.uuid), caption="At sea"))

    told = read(api)["json_ld"]["image"]

    rights = {
        "@type": "ImageObject",
        "caption": "At sea",
        "creditText": "Harbour Press",
        "creator": {"@type": "Person", "name": "Ada Penrose"},
        "copyrightNotice": "© 2026",
        "license": "https://example.org/rights",
        "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    }
    assert told == [
        rights | {"url": address(image, "16:9"), "width": 640, "height": 360},
        rights | {"url": address(image, "4:3"), "width": 640, "height": 480},
        rights | {"url": address(image, "1:1"), "width": 320, "height": 320},
    ]


# --- Figures --------------------------------------------------------------------------------------------------------


def html_of(api, html, query=""):
    make_live(sections=(make_section("", html),))
    return read(api, query=query)["sections"][0]["html"]


def test_a_figure_comes_with_its_picture_caption_and_credit(api, clock):
    image = make_image(size=(800, 600), creator="Ada <Penrose>")

    html = html_of(api, with_figure(image, caption="A <em>gull</em>", alt="One &quot;gull&quot;"))

    assert html == (
        f'<p>Before.</p><figure data-image="{image.uuid}">'
        f'<img src="{address(image)}" srcset="{addresses(image, "jpeg")}" sizes="(min-width: 48rem) 48rem, 100vw" '
        'width="640" height="480" alt="One &quot;gull&quot;" loading="lazy">'
        "<figcaption>A <em>gull</em> <small>Ada &lt;Penrose&gt;</small></figcaption></figure><p>After.</p>"
    )


def test_a_figure_without_words_has_those_of_its_picture(api, clock):
    image = make_image(alt='A "harbour" & more', caption="Old <harbour>")

    html = html_of(api, with_figure(image))

    assert 'alt="A &quot;harbour&quot; &amp; more"' in html
    assert "<figcaption>Old &lt;harbour&gt;</figcaption>" in html


def test_a_figure_of_nothing_known_keeps_its_caption_as_the_text_counts_it(api, clock):
    start = '<figure data-image="b6f2b0f0-0000-4000-8000-000000000000">'
    html = f"{start}<figcaption>Words</figcaption></figure>{start}</figure>"
    make_live(sections=(make_section("", html),))

    document = read(api)

    assert document["sections"][0]["html"] == "<figure><figcaption>Words</figcaption></figure>"
    assert (document["sections"][0]["text"], document["images"]) == ("Words", [])


def test_highlights_in_a_caption_are_counted_and_shown(api, clock):
    image = make_image(caption="Not counted", creator="Not counted either")
    mark = '<mark data-highlight-id="h0000000001">gull</mark>'
    make_live(sections=(make_section("", with_figure(image, caption=f"A {mark}")),))

    document = read(api, query="highlights=inline")

    section, [highlight] = document["sections"][0], document["highlights"]
    assert section["text"] == "Before.\n\nA gull\n\nAfter."
    assert section["text"][highlight["start"] : highlight["end"]] == "gull"
    assert '<figcaption>A <mark id="h0000000001" data-highlight-id="h0000000001">gull</mark> <small>' in section["html"]


def test_the_pictures_of_figures_are_listed_in_order_each_once_with_the_words_of_its_first_use(api, clock):
    cover, first, second = make_image(), make_image(), make_image()
    make_live(
        cover=Cover(str(cover.uuid)),
        sections=(
            make_section("One", with_figure(first, caption="The <em>first</em>", alt="First") + with_figure(second)),
            make_section("Two", with_figure(first, caption="Again") + with_figure(cover)),
        ),
    )

    images = read(api)["images"]

    assert [image["id"] for image in images] == [str(first.uuid), str(second.uuid), str(cover.uuid)]
    assert (images[0]["alt"], images[0]["caption"]) == ("First", "The first")
    assert {"crops", "renditions"} < set(images[0])


def test_an_image_of_a_draft_is_in_no_answer(api, clock):
    image = make_image(alt="zqhidden", caption="zqhidden", credit="zqhidden")
    make_article(title="Draft", slug="draft", cover=Cover(str(image.uuid)))
    make_live()

    answers = [api.get(path).content.decode() for path in ("articles/", "articles/a-title/", "articles/draft/")]

    told = [str(image.uuid), "zqhidden", *image.renditions.values_list("name", flat=True)]
    assert [word for word in told for answer in answers if word in answer] == []


# --- Answers move ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["articles/", "articles/a-title/"])
def test_an_answer_has_another_etag_when_its_picture_is_described_anew_or_was_made(api, clock, path):
    image = make_image()
    make_live(cover=Cover(str(image.uuid)))
    tags = [api.get(path)["ETag"]]

    image.credit = "Somebody"
    save_image(image)
    tags.append(api.get(path)["ETag"])
    finish_renditions()
    tags.append(api.get(path)["ETag"])

    assert len(set(tags)) == 3


def test_a_version_of_the_first_schema_is_read_as_one_without_pictures(api, clock):
    article = make_live()
    version = article.versions.get()
    for name in ("cover", "images"):
        del version.snapshot[name]
    version.snapshot["schema"] = 1
    version.save(update_fields=["snapshot"])

    document = read(api)

    assert (document["cover"], document["images"]) == (None, [])
    publish_now(article)
