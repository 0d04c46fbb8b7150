"""`/feeds/atom.xml`: Atom 1.0 (RFC 4287), line by line; what is gone by RFC 6721, pages by RFC 5005."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.feeds.selection import Scope, find_deleted
from articles.editing.taxonomy import save_term
from articles.editing.translations import start_translation
from articles.models import Article
from articles.publishing.actions import expire
from articles.snapshot import Byline, Related, Rights
from tests.api.conftest import NOW, SITE, make_live
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_category,
    make_section,
    make_tag,
    publish_now,
    withdraw_now,
)
from tests.feeds.reading import ask, pull

pytestmark = pytest.mark.django_db
ENTRY = "/atom:feed/atom:entry"


def links(feed: Any, relation: str, of: str = ENTRY) -> list[dict[str, str]]:
    return [dict(one.attrib) for one in feed.all(f"{of}/atom:link[@rel='{relation}']")]


def test_its_media_type_says_atom_in_utf8() -> None:
    answer = ask("atom.xml")

    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert answer.content.startswith(
        b'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'
    )


def test_namespaces_are_declared_once() -> None:
    make_live()

    assert pull("atom.xml").content.count(b"xmlns") == 2


class TestFeed:
    """RFC 4287, 4.1.1."""

    def test_id_title_and_updated_are_there(self, clock: Any) -> None:
        make_live()

        feed = pull("atom.xml")

        assert feed.text("/atom:feed/atom:id").startswith("urn:uuid:")
        assert feed.text("/atom:feed/atom:title[@type='text']") == "The Magazine & Co"
        assert feed.text("/atom:feed/atom:subtitle[@type='text']") == "New articles."
        assert feed.text("/atom:feed/atom:updated") == "2026-03-02T09:30:00Z"

    def test_its_id_outlives_its_host_header_and_slug(self) -> None:
        """4.2.6."""
        category = make_category("Cities")
        make_live(category=str(category.uuid))
        before = pull("category/cities/atom.xml", Host="localhost").text("/atom:feed/atom:id")
        rename(category, "towns")

        assert pull("category/towns/atom.xml").text("/atom:feed/atom:id") == before

    def test_no_two_feeds_share_an_id(self) -> None:
        make_live(category=str(make_category("Cities").uuid), tags=(str(make_tag("rivers").uuid),))
        paths = ["atom.xml", "de/atom.xml", "category/cities/atom.xml", "tag/rivers/atom.xml", "corrections.xml"]

        ids = {pull(path).text("/atom:feed/atom:id") for path in paths}

        assert len(ids) == len(paths)

    def test_it_leads_to_itself_and_to_the_page_that_shows_the_same(self) -> None:
        """4.2.7.2; one `self`, the canonical URL, whatever was asked for."""
        feed = pull("atom.xml", "utm_source=x")

        own = {"rel": "self", "href": f"{SITE}/feeds/atom.xml", "type": "application/atom+xml"}
        page = {"rel": "alternate", "href": f"{SITE}/", "type": "text/html", "hreflang": "en"}
        assert links(feed, "self", "/atom:feed") == [own]
        assert links(feed, "alternate", "/atom:feed") == [page]

    def test_the_publisher_is_the_author_of_what_nobody_signed(self) -> None:
        """4.1.1: each feed has an author unless each entry has."""
        make_live()

        feed = pull("atom.xml")

        assert feed.texts("/atom:feed/atom:author/atom:name") == ["The Magazine & Co"]
        assert feed.texts(f"{ENTRY}/atom:author") == []

    def test_generator_rights_logo_and_language_are_told(self, settings: Any) -> None:
        settings.PUBLISHER_LOGO = f"{SITE}/logo.png"

        feed = pull("de/atom.xml")

        assert feed.text("/atom:feed/atom:generator") == "Standfirst"
        assert feed.text("/atom:feed/atom:rights[@type='text']") == "© The Magazine & Co"
        assert feed.text("/atom:feed/atom:logo") == f"{SITE}/logo.png"
        assert feed.text("/atom:feed/@xml:lang") == "de"

    def test_without_a_logo_it_has_none(self) -> None:
        assert not pull("atom.xml").all("/atom:feed/atom:logo")

    def test_an_empty_one_is_valid(self) -> None:
        feed = pull("atom.xml")

        assert feed.texts(ENTRY) == []
        assert feed.text("/atom:feed/atom:updated") == "2026-01-01T00:00:00Z"

    def test_it_was_updated_with_the_newest_of_its_entries_and_deletions(self, clock: Any) -> None:
        gone = make_live(slug="gone")
        make_live(slug="stays")
        clock.shift(3600)
        withdraw_now(gone)
        clock.shift(3600)

        assert pull("atom.xml").text("/atom:feed/atom:updated") == "2026-03-02T10:30:00Z"

    def test_pages_lead_to_each_other(self, settings: Any) -> None:
        """RFC 5005, 3: `first`, `previous`, `next`; no page is an archive (4)."""
        settings.FEED_ITEMS = 1
        for slug in ("one", "two", "three"):
            make_live(slug, slug)

        first, second, third = (pull("atom.xml", query) for query in ("", "page=2", "page=3"))

        def hrefs(feed: Any) -> dict[str, str]:
            found = feed.all("/atom:feed/atom:link[@type='application/atom+xml']")
            return {one.get("rel"): one.get("href").rpartition("/")[2] for one in found}

        assert hrefs(first) == {"self": "atom.xml", "first": "atom.xml", "next": "atom.xml?page=2"}
        assert hrefs(second) == {
            "self": "atom.xml?page=2",
            "first": "atom.xml",
            "previous": "atom.xml",
            "next": "atom.xml?page=3",
        }
        assert hrefs(third) == {"self": "atom.xml?page=3", "first": "atom.xml", "previous": "atom.xml?page=2"}
        assert [one.texts(f"{ENTRY}/atom:title") for one in (first, second, third)] == [["three"], ["two"], ["one"]]


class TestEntry:
    """RFC 4287, 4.1.2."""

    def test_id_title_and_updated_are_there(self, clock: Any) -> None:
        article = make_live("AT&T <b> &amp;")
        clock.shift(3600)
        edit(article, kicker="New")
        publish_now(article)

        feed = pull("atom.xml")

        assert feed.text(f"{ENTRY}/atom:id") == f"urn:uuid:{article.uuid}"
        assert feed.text(f"{ENTRY}/atom:title[@type='text']") == "AT&T <b> &amp;"
        assert b'<title type="text">AT&amp;T &lt;b&gt; &amp;amp;</title>' in feed.content
        assert feed.text(f"{ENTRY}/atom:updated") == "2026-03-02T10:30:00Z"
        assert feed.text(f"{ENTRY}/atom:published") == "2026-03-02T09:30:00Z"

    def test_a_silent_update_leaves_updated_as_it_was(self, clock: Any) -> None:
        article = make_live()
        clock.shift(3600)
        edit(article, kicker="New")
        publish_now(article, kind="silent")

        assert pull("atom.xml").text(f"{ENTRY}/atom:updated") == "2026-03-02T09:30:00Z"

    def test_it_leads_to_the_article(self) -> None:
        make_live(slug="a-title")

        alternate = {"rel": "alternate", "href": f"{SITE}/articles/a-title/", "type": "text/html", "hreflang": "en"}
        assert links(pull("atom.xml"), "alternate") == [alternate]

    def test_translations_are_alternates_by_language_each_once(self) -> None:
        """4.1.2: no two of the same type and language."""
        article = make_live("A bridge", "a-bridge")
        translate(article, title="Eine Brücke", slug="eine-bruecke")

        found = links(pull("atom.xml"), "alternate")

        assert [(one.get("hreflang"), one["href"]) for one in found] == [
            ("en", f"{SITE}/articles/a-bridge/"),
            ("de", f"{SITE}/de/articles/eine-bruecke/"),
            (None, f"{SITE}/articles/a-bridge/"),  # for readers that know one link only, the last
        ]
        kinds = [(one.get("type"), one.get("hreflang")) for one in found]
        assert len(set(kinds)) == len(kinds)

    def test_a_translation_that_is_not_live_is_not_named(self) -> None:
        article = make_live("A bridge", "a-bridge")
        withdraw_now(translate(article, title="Eine Brücke", slug="eine-bruecke"))

        assert len(links(pull("atom.xml"), "alternate")) == 1

    def test_its_summary_is_the_lead_as_text(self) -> None:
        make_live(lead_html="The <strong>lead</strong> & more.")

        assert pull("atom.xml").text(f"{ENTRY}/atom:summary[@type='text']") == "The lead & more."

    def test_without_a_lead_there_is_no_summary(self) -> None:
        make_live(lead_html="")

        assert not pull("atom.xml").all(f"{ENTRY}/atom:summary")

    def test_its_content_is_html_with_language_and_base(self) -> None:
        """4.1.3.3: escaped, not xhtml: one bad tag would cost the whole feed."""
        make_live(slug="a-title", lead_html="", sections=(make_section("Part", "<p>One &amp; two.</p>"),))

        feed = pull("atom.xml")

        (content,) = feed.all(f"{ENTRY}/atom:content")
        assert content.get("type") == "html"
        assert content.base == f"{SITE}/articles/a-title/"
        assert content.xpath("ancestor-or-self::*[@xml:lang][1]/@xml:lang") == ["en"]
        assert (content.text, len(content)) == ("<h2>Part</h2><p>One &amp; two.</p>", 0)

    def test_a_feed_of_teasers_has_no_content_but_a_link_to_it(self, settings: Any) -> None:
        """4.1.2: what has no content has an alternate."""
        settings.FEED_CONTENT = "teaser"
        make_live()

        feed = pull("atom.xml")

        assert not feed.all(f"{ENTRY}/atom:content")
        assert links(feed, "alternate")

    def test_each_author_has_a_name_and_an_address(self) -> None:
        """3.2."""
        make_live(authors=(Byline(str(make_author("Ada Penrose").uuid)), Byline(str(make_author("Bo & Co").uuid))))

        feed = pull("atom.xml")

        assert feed.texts(f"{ENTRY}/atom:author/atom:name") == ["Ada Penrose", "Bo & Co"]
        assert feed.texts(f"{ENTRY}/atom:author/atom:uri") == [
            f"{SITE}/authors/ada-penrose/",
            f"{SITE}/authors/bo-co/",
        ]

    def test_who_signs_twice_is_named_once(self) -> None:
        author = str(make_author("Ada Penrose").uuid)
        make_live(authors=(Byline(author), Byline(author, "photographer")))

        assert pull("atom.xml").texts(f"{ENTRY}/atom:author/atom:name") == ["Ada Penrose"]

    def test_categories_have_term_scheme_and_label(self) -> None:
        """4.2.2: the scheme is the list where the term is found."""
        make_live(category=str(make_category("Big cities").uuid), tags=(str(make_tag("rivers").uuid),))

        assert [dict(one.attrib) for one in pull("atom.xml").all(f"{ENTRY}/atom:category")] == [
            {"term": "big-cities", "scheme": f"{SITE}/api/v1/categories/", "label": "Big cities"},
            {"term": "rivers", "scheme": f"{SITE}/api/v1/tags/", "label": "rivers"},
        ]

    def test_rights_stand_in_words_and_the_licence_by_address(self) -> None:
        """4.2.10; RFC 4946, 2."""
        make_live(rights=Rights("https://licence.example/?a=1&b=2", "Ask first.", "", "© Ada Penrose"))

        feed = pull("atom.xml")

        assert feed.text(f"{ENTRY}/atom:rights[@type='text']") == "© Ada Penrose Ask first."
        assert links(feed, "license") == [{"rel": "license", "href": "https://licence.example/?a=1&b=2"}]

    def test_what_it_leads_on_to_is_related_as_far_as_it_is_live(self) -> None:
        """4.2.7.2."""
        live, hidden = make_live("Ours", "ours"), make_live("Hidden", "hidden")
        withdraw_now(hidden)
        elsewhere = Related("Elsewhere", "", "https://elsewhere.example/")
        ours = [Related(article=str(one.uuid)) for one in (live, hidden)]
        make_live("New", "new", related=(*ours, elsewhere, Related("No address")))

        assert links(pull("atom.xml"), "related", f"{ENTRY}[1]") == [
            {"rel": "related", "href": f"{SITE}/articles/ours/", "hreflang": "en", "title": "Ours"},
            {"rel": "related", "href": "https://elsewhere.example/", "title": "Elsewhere"},
        ]

    def test_nothing_is_enclosed(self) -> None:
        make_live()

        assert links(pull("atom.xml"), "enclosure") == []


class TestDeleted:
    """RFC 6721."""

    def test_what_is_withdrawn_leaves_its_id_and_the_time_alone(self, clock: Any) -> None:
        """3: `at:comment`, `at:by` and all else may be left out."""
        article = make_live("Regretted")
        clock.shift(3600)
        withdraw_now(article, "withdrawn", note="It was wrong.")

        feed = pull("atom.xml")

        (gone,) = feed.all("/atom:feed/at:deleted-entry")
        assert dict(gone.attrib) == {"ref": f"urn:uuid:{article.uuid}", "when": "2026-03-02T10:30:00Z"}
        assert (len(gone), gone.text) == (0, None)
        assert feed.texts(ENTRY) == []
        assert b"Regretted" not in feed.content
        assert b"It was wrong." not in feed.content

    @pytest.mark.parametrize("how", ["unpublished", "withdrawn", "killed", "legal"])
    def test_however_it_was_withdrawn(self, clock: Any, how: str) -> None:
        article = make_live()
        clock.shift(3600)
        withdraw_now(article, how, note="" if how == "unpublished" else "A note.")

        assert pull("atom.xml").texts("//at:deleted-entry/@when") == ["2026-03-02T10:30:00Z"]

    def test_expired_is_gone_too(self, clock: Any) -> None:
        article = make_live()
        clock.shift(3600)
        expire(article, seen=article.acts)

        assert pull("atom.xml").texts("//at:deleted-entry/@ref") == [f"urn:uuid:{article.uuid}"]

    def test_it_is_told_for_thirty_days(self, clock: Any) -> None:
        article = make_live()
        clock.shift(3600)
        withdraw_now(article)

        clock.shift(30 * 24 * 3600 - 1)
        assert pull("atom.xml").texts("//at:deleted-entry/@ref") == [f"urn:uuid:{article.uuid}"]
        clock.shift(1)
        assert pull("atom.xml").texts("//at:deleted-entry/@ref") == []

    def test_it_is_told_though_the_article_had_left_the_first_page(self, clock: Any, settings: Any) -> None:
        settings.FEED_ITEMS = 1
        old = make_live(slug="old")
        clock.shift(60)
        make_live(slug="new")
        make_live(slug="newer")
        withdraw_now(old)

        assert pull("atom.xml").texts("//at:deleted-entry/@ref") == [f"urn:uuid:{old.uuid}"]
        assert pull("atom.xml", "page=2").texts("//at:deleted-entry/@ref") == []

    def test_published_again_it_comes_back_with_a_later_time(self, clock: Any) -> None:
        """3: a deletion counts unless the entry is updated later."""
        article = make_live()
        clock.shift(60)
        withdraw_now(article)
        clock.shift(60)
        publish_now(article)

        feed = pull("atom.xml")

        assert feed.all("//at:deleted-entry") == []
        assert feed.text(f"{ENTRY}/atom:updated") == "2026-03-02T09:32:00Z"

    @pytest.mark.sqlite_only
    def test_it_is_found_without_going_through_all_there_ever_was(self) -> None:
        """PostgreSQL has statistics to see that by itself."""
        with CaptureQueriesContext(connection) as asked:
            find_deleted(Scope("en"), at=NOW)

        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked.captured_queries[0]['sql']}")
            plan = " ".join(row[3] for row in cursor.fetchall())
        assert "version_ended (locale=? AND live_until>?" in plan
        assert "version_suppressed (locale=? AND suppressed_at>?" in plan

    def test_a_draft_that_never_was_public_leaves_none(self) -> None:
        make_article()

        assert pull("atom.xml").all("//at:deleted-entry") == []


def rename(term: Any, slug: str) -> None:
    term.slug = slug
    save_term(term)


def translate(article: Article, **fields: Any) -> Article:
    """Into German, and live."""
    translation = start_translation(article, locale="de", by=article.owner)
    edit(translation, **fields)
    publish_now(translation)
    return translation
