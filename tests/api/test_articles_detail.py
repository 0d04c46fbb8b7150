"""`articles/{slug or id}/`: everything that a page needs, in one call."""

from __future__ import annotations

from datetime import timedelta

import pytest

from articles.editing.translations import start_translation
from articles.snapshot import Byline, Cover, Highlight, Related, Rights, Seo
from tests.api.conftest import NOW, SITE, make_live
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_category,
    make_image,
    make_section,
    make_tag,
    publish_now,
    with_figure,
    withdraw_now,
)

SECTION = "0b9d1a52-6c1e-4a52-9d3f-1f2a3b4c5d6e"
MARKED = '<p>A 🎉 for the <mark data-highlight-id="h0000000001">old <em>bridge</em></mark>.</p>'


def read(api, reference="a-title", query=""):
    answer = api.get(f"articles/{reference}/", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_document_is_complete(api, clock, settings):
    settings.PUBLISHER_NAME = "The Gazette"
    settings.PUBLISHER_LOGO = "https://magazine.example/logo.png"
    author, category, tag = make_author(), make_category(), make_tag()
    article = make_live(
        "The bridge",
        "the-bridge",
        kicker="City",
        lead_html="It <em>stands</em>.",
        sections=(make_section("How it was built", MARKED, id=SECTION),),
        highlights=(Highlight("h0000000001", SECTION, note="Built in 1874."),),
        related=(Related("Elsewhere", "A teaser.", "https://example.org/a"),),
        authors=(Byline(str(author.uuid)),),
        category=str(category.uuid),
        tags=(str(tag.uuid),),
        seo=Seo("Bridge, old", "How the bridge was built.", "", True),
        rights=Rights("https://example.org/licence", "Ask us.", "The Gazette", "© The Gazette"),
        ai_use="assisted",
        ai_note="Transcribed by a machine.",
    )

    document = read(api, "the-bridge")

    url = f"{SITE}/articles/the-bridge/"
    assert document == {
        "id": str(article.uuid),
        "slug": "the-bridge",
        "locale": "en",
        "url": url,
        "title": "The bridge",
        "kicker": "City",
        "lead": "It stands.",
        "teaser": "It stands.",
        "cover": None,
        "authors": [
            {
                "id": str(author.uuid),
                "name": "Ada Penrose",
                "slug": "ada-penrose",
                "url": f"{SITE}/authors/ada-penrose/",
                "role": "author",
                "portrait": None,
            }
        ],
        "category": {
            "id": str(category.uuid),
            "name": "Cities",
            "slug": "cities",
            "url": f"{SITE}/categories/cities/",
        },
        "tags": [{"id": str(tag.uuid), "name": "rivers", "slug": "rivers", "url": f"{SITE}/tags/rivers/"}],
        "genre": "feature",
        "priority": 5,
        "access": "free",
        "published_at": "2026-03-02T09:30:00Z",
        "updated_at": "2026-03-02T09:30:00Z",
        "revision": 1,
        "reading_time": 1,
        "word_count": 11,
        "lead_html": "It <em>stands</em>.",
        "sections": [
            {
                "id": SECTION,
                "position": 1,
                "anchor": "how-it-was-built",
                "heading": "How it was built",
                "html": "<p>A 🎉 for the old <em>bridge</em>.</p>",
                "text": "A 🎉 for the old bridge.",
            }
        ],
        "images": [],
        "highlights": [
            {
                "id": "h0000000001",
                "section": SECTION,
                "exact": "old bridge",
                "prefix": "A 🎉 for the ",
                "suffix": ".",
                "start": 12,
                "end": 22,
                "start_utf16": 13,
                "end_utf16": 23,
                "note": "Built in 1874.",
            }
        ],
        "related": [
            {
                "title": "Elsewhere",
                "teaser": "A teaser.",
                "url": "https://example.org/a",
                "id": None,
                "slug": None,
                "locale": None,
                "source": "editor",
            }
        ],
        "translations": [],
        "seo": {
            "title": "Bridge, old",
            "description": "How the bridge was built.",
            "canonical_url": url,
            "noindex": True,
        },
        "json_ld": {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": f"urn:uuid:{article.uuid}",
            "mainEntityOfPage": url,
            "url": url,
            "headline": "The bridge",
            "description": "How the bridge was built.",
            "datePublished": "2026-03-02T09:30:00Z",
            "dateModified": "2026-03-02T09:30:00Z",
            "inLanguage": "en",
            "articleSection": "Cities",
            "keywords": ["rivers"],
            "wordCount": 11,
            "isAccessibleForFree": True,
            "author": [{"@type": "Person", "name": "Ada Penrose", "url": f"{SITE}/authors/ada-penrose/"}],
            "publisher": {
                "@type": "NewsMediaOrganization",
                "name": "The Gazette",
                "url": f"{SITE}/",
                "logo": {"@type": "ImageObject", "url": "https://magazine.example/logo.png"},
            },
            "copyrightHolder": {"@type": "Organization", "name": "The Gazette"},
            "copyrightNotice": "© The Gazette",
            "license": "https://example.org/licence",
            "usageInfo": {"@type": "CreativeWork", "text": "Ask us."},
            "digitalSourceType": "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource",
        },
        "corrections": [],
        "rights": {
            "licence": "https://example.org/licence",
            "usage_terms": "Ask us.",
            "copyright_holder": "The Gazette",
            "copyright_notice": "© The Gazette",
        },
        "ai_use": {
            "value": "assisted",
            "digital_source_type": (
                "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
            ),
            "note": "Transcribed by a machine.",
        },
    }


def test_the_id_gives_the_same_document_as_the_slug(api, clock):
    article = make_live()

    assert read(api, article.uuid) == read(api, "a-title")


def test_an_article_of_another_locale_is_found_there(api, clock):
    article = make_live("Die Brücke", "die-bruecke", locale="de")

    assert api.get("articles/die-bruecke/").status_code == 404
    assert read(api, "die-bruecke", "locale=de")["locale"] == "de"
    assert read(api, article.uuid)["url"] == f"{SITE}/de/articles/die-bruecke/"


def test_what_the_editors_left_empty_is_said_by_the_article(api, clock):
    make_live("The bridge", lead_html="It stands.")

    document = read(api)

    assert document["seo"] == {
        "title": "The bridge",
        "description": "It stands.",
        "canonical_url": document["url"],
        "noindex": False,
    }
    assert document["ai_use"] == {"value": "none", "digital_source_type": None, "note": ""}
    assert "digitalSourceType" not in document["json_ld"]


def test_what_stood_elsewhere_first_names_that_place_as_canonical(api, clock):
    make_live(seo=Seo(canonical_url="https://example.org/first"))

    answer = api.get("articles/a-title/")

    assert answer.json()["seo"]["canonical_url"] == "https://example.org/first"
    assert answer.json()["json_ld"]["mainEntityOfPage"] == "https://example.org/first"
    assert answer["Link"] == (
        f'<https://example.org/first>; rel="canonical", <{SITE}/articles/a-title/>; rel="alternate"'
    )


def test_no_address_ends_its_link_header_early(api, clock):
    make_live(seo=Seo(canonical_url='https://example.org/ü>;rel="next",<https://evil.example/'))

    answer = api.get("articles/a-title/")

    canonical = "https://example.org/%C3%BC%3E;rel=%22next%22,%3Chttps://evil.example/"
    assert answer["Link"] == f'<{canonical}>; rel="canonical", <{SITE}/articles/a-title/>; rel="alternate"'


def test_people_stand_in_json_ld_by_what_they_did(api, clock):
    people = {role: make_author(role.title()) for role in ("reporter", "translator", "photographer")}
    make_live(authors=tuple(Byline(str(author.uuid), role) for role, author in people.items()))

    json_ld = read(api)["json_ld"]

    assert [one["name"] for one in json_ld["author"]] == ["Reporter"]
    assert [one["name"] for one in json_ld["translator"]] == ["Translator"]
    assert [one["name"] for one in json_ld["contributor"]] == ["Photographer"]


def test_what_nobody_signed_is_the_publishers(api, clock, settings):
    settings.PUBLISHER_NAME = "The Gazette"
    make_live(access="subscribers")

    json_ld = read(api)["json_ld"]

    assert json_ld["author"] == [{"@type": "NewsMediaOrganization", "name": "The Gazette", "url": f"{SITE}/"}]


def test_what_is_not_free_says_which_part_in_json_ld(api, clock):
    make_live(access="subscribers")

    json_ld = read(api)["json_ld"]

    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"}
    assert (json_ld["isAccessibleForFree"], json_ld["hasPart"]) == (False, part)


def test_translations_that_are_live_stand_in_json_ld(api, clock):
    article = make_live()
    german = start_translation(article, locale="de", by=article.owner)
    edit(german, title="Ein Titel", slug="ein-titel")
    assert "workTranslation" not in read(api)["json_ld"]

    publish_now(german)
    clock.shift(1)

    assert read(api)["json_ld"]["workTranslation"] == [
        {
            "@type": "NewsArticle",
            "@id": f"urn:uuid:{german.uuid}",
            "url": f"{SITE}/de/articles/ein-titel/",
            "headline": "Ein Titel",
            "inLanguage": "de",
        }
    ]


def test_a_retraction_is_told_in_json_ld(api, clock):
    article = make_live()
    clock.shift(1)
    edit(article, title="Retracted")
    publish_now(article, kind="retraction", note="None of it was so.")
    clock.shift(1)

    json_ld = read(api)["json_ld"]

    assert json_ld["creativeWorkStatus"] == "Retracted"
    assert [one["text"] for one in json_ld["correction"]] == ["None of it was so."]


def test_the_publisher_says_how_it_corrects(api, clock, settings):
    settings.CORRECTIONS_POLICY = "https://magazine.example/corrections"
    make_live()

    assert read(api)["json_ld"]["publisher"]["correctionsPolicy"] == "https://magazine.example/corrections"


# --- Sections and highlights ----------------------------------------------------------------------------------------


def test_anchors_follow_headings_and_differ(api, clock):
    headings = ("", "One & two", "One, two", "2024")
    make_live(sections=tuple(make_section(heading) for heading in headings))

    sections = read(api)["sections"]

    assert [(one["position"], one["anchor"]) for one in sections] == [
        (1, "section-1"),
        (2, "one-two"),
        (3, "one-two-2"),
        (4, "no-2024"),
    ]


@pytest.fixture
def marked(db, clock):
    lead = '<mark data-highlight-id="h0000000002">It</mark> stands.'
    return make_live(lead_html=lead, sections=(make_section(html=MARKED, id=SECTION),))


def test_ranges_come_beside_html_without_marks(api, marked):
    document = read(api, query="highlights=ranges")

    assert document == read(api)
    assert document["lead_html"] == "It stands."
    assert document["sections"][0]["html"] == "<p>A 🎉 for the old <em>bridge</em>.</p>"
    assert [(one["section"], one["exact"], one["start"]) for one in document["highlights"]] == [
        (None, "It", 0),
        (SECTION, "old bridge", 12),
    ]


def test_inline_marks_have_an_id_to_link_to(api, marked):
    document = read(api, query="highlights=inline")

    assert document["lead_html"] == '<mark id="h0000000002" data-highlight-id="h0000000002">It</mark> stands.'
    assert document["sections"][0]["html"] == (
        '<p>A 🎉 for the <mark id="h0000000001" data-highlight-id="h0000000001">old <em>bridge</em></mark>.</p>'
    )
    assert document["highlights"] == read(api)["highlights"]


def test_off_gives_neither_marks_nor_ranges(api, marked):
    document = read(api, query="highlights=off")

    assert document["highlights"] == []
    assert "mark" not in document["lead_html"] + document["sections"][0]["html"]


def test_offsets_find_the_passage_in_both_units(api, clock):
    text = "🎉 e\u0301 👩‍👩‍👧 " * 12
    html = f'<p>{text}<mark data-highlight-id="h0000000001">found 🎈</mark> {text}</p>'
    make_live(sections=(make_section(html=html),))

    document = read(api)

    (highlight,), (section,) = document["highlights"], document["sections"]
    assert section["text"][highlight["start"] : highlight["end"]] == highlight["exact"] == "found 🎈"
    units = section["text"].encode("utf-16-le")
    in_javascript = units[2 * highlight["start_utf16"] : 2 * highlight["end_utf16"]].decode("utf-16-le")
    assert in_javascript == "found 🎈"
    assert highlight["prefix"] == section["text"][: highlight["start"]][-32:]
    assert highlight["suffix"] == section["text"][highlight["end"] :][:32]


# --- Related --------------------------------------------------------------------------------------------------------


def test_a_related_article_speaks_with_its_own_live_version(api, clock):
    target = make_live("Old title", "target", lead_html="Old lead.")
    make_live(related=(Related("ignored", "ignored", article=str(target.uuid)),))
    edit(target, title="New title", slug="new-target", lead_html="New lead.")
    before = read(api)["related"]
    clock.shift(1)
    publish_now(target)

    after = read(api)["related"]

    assert before == [related_entry(target, "Old title", "Old lead.", "target")]
    assert after == [related_entry(target, "New title", "New lead.", "new-target")]


def related_entry(article, title, teaser, slug):
    return {
        "title": title,
        "teaser": teaser,
        "url": f"{SITE}/articles/{slug}/",
        "id": str(article.uuid),
        "slug": slug,
        "locale": "en",
        "source": "editor",
    }


def test_related_articles_that_are_not_public_vanish_and_positions_close_up(api, clock):
    draft, gone = make_article(slug="draft"), make_live(slug="gone")
    clock.shift(1)
    withdraw_now(gone)
    links = (
        Related(article=str(draft.uuid)),
        Related("First", url="https://example.org/1"),
        Related(article=str(gone.uuid)),
        Related("No address"),
    )
    make_live(related=links)

    assert [(one["title"], one["url"], one["id"]) for one in read(api)["related"]] == [
        ("First", "https://example.org/1", None),
        ("No address", None, None),
    ]


# --- Corrections ----------------------------------------------------------------------------------------------------


def test_corrections_stand_in_the_document_newest_first(api, clock):
    article = make_live()
    for minutes, kind, note in (
        (1, "update", "not told"),
        (2, "correction", "It was Tuesday."),
        (3, "retraction", "All wrong."),
    ):
        clock.move_to(NOW + timedelta(minutes=minutes))
        publish_now(article, kind=kind, note=note)

    document = read(api)

    assert document["corrections"] == [
        {"kind": "retraction", "note": "All wrong.", "at": "2026-03-02T09:33:00Z"},
        {"kind": "correction", "note": "It was Tuesday.", "at": "2026-03-02T09:32:00Z"},
    ]
    assert document["json_ld"]["correction"] == [
        {"@type": "CorrectionComment", "datePublished": "2026-03-02T09:33:00Z", "text": "All wrong."},
        {"@type": "CorrectionComment", "datePublished": "2026-03-02T09:32:00Z", "text": "It was Tuesday."},
    ]


def test_corrections_of_what_was_killed_are_not_told(api, clock):
    article = make_live()
    clock.shift(1)
    publish_now(article, kind="correction", note="A name that must not be said.")
    clock.shift(1)
    withdraw_now(article, "killed")
    clock.shift(1)
    publish_now(article, again=True)

    assert read(api)["corrections"] == []


# --- Cost -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("items", [1, 3])
def test_a_document_takes_twelve_queries_whatever_it_holds(api, clock, items, django_assert_num_queries):
    targets = [make_live(f"Target {number}", f"target-{number}") for number in range(items)]
    article = make_live(
        authors=tuple(
            Byline(str(make_author(f"Author {number}", portrait=make_image()).uuid)) for number in range(items)
        ),
        category=str(make_category().uuid),
        tags=tuple(str(make_tag(f"tag {number}").uuid) for number in range(items)),
        related=tuple(Related(article=str(target.uuid)) for target in targets),
        sections=tuple(make_section(f"Section {number}", with_figure(make_image())) for number in range(items)),
        cover=Cover(str(make_image().uuid)),
    )
    for _ in range(items):
        clock.shift(1)
        publish_now(article, kind="correction", note="A note.")

    with django_assert_num_queries(12):
        document = read(api)

    lists = ("authors", "tags", "related", "sections", "images", "corrections")
    assert [len(document[name]) for name in lists] == [items] * 6
