"""`/feeds/rss.xml`: RSS 2.0 (rssboard.org/rss-specification), line by line; its profile is rssboard.org/rss-profile."""

from __future__ import annotations

from typing import Any

import pytest

from articles.snapshot import Byline, Cover, Rights
from tests.api.conftest import SITE, make_live
from tests.factories import (
    edit,
    make_author,
    make_category,
    make_image,
    make_section,
    make_tag,
    publish_now,
    withdraw_now,
)
from tests.feeds.reading import NAMES, ask, pull

pytestmark = pytest.mark.django_db


def show_picture(**fields: Any) -> None:
    image = make_image(size=(700, 500), **{"alt": "A bridge", "caption": "Over the river"} | fields)
    make_live(cover=Cover(str(image.uuid)))


def test_its_media_type_says_rss_in_utf8() -> None:
    answer = ask()

    assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert answer.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<rss ')


def test_prefixes_are_those_that_everybody_has_all_declared_at_the_root() -> None:
    make_live()

    feed = pull()

    used = ("content", "dc", "dcterms", "media", "atom")
    assert feed.root.nsmap == {prefix: NAMES[prefix] for prefix in used}
    assert feed.content.count(b"xmlns") == len(used)


class TestChannel:
    """Specification, "Required channel elements" and "Optional channel elements"."""

    def test_title_link_and_description_are_there(self) -> None:
        feed = pull()

        assert feed.text("channel/title") == "The Magazine & Co"
        assert feed.text("channel/link") == f"{SITE}/"
        assert feed.text("channel/description") == "New articles."

    def test_language_is_the_locale(self) -> None:
        assert pull().text("channel/language") == "en"
        assert pull("de/rss.xml").text("channel/language") == "de"

    def test_it_was_built_when_its_newest_entry_was_updated_and_never_now(self, clock: Any) -> None:
        article = make_live()
        clock.shift(3600)
        edit(article, title="Another")
        publish_now(article)
        clock.shift(3600)

        assert pull().text("channel/lastBuildDate") == "Mon, 02 Mar 2026 10:30:00 GMT"

    def test_it_names_its_time_to_live_its_rights_what_made_it_and_where_that_is_explained(self) -> None:
        feed = pull()

        assert feed.text("channel/ttl") == "15"
        assert feed.text("channel/copyright") == "© The Magazine & Co"
        assert feed.text("channel/generator") == "Standfirst"
        assert feed.text("channel/docs") == "https://www.rssboard.org/rss-specification"

    def test_a_logo_whose_size_nobody_knows_is_no_image(self, settings: Any) -> None:
        """`image`: 144 × 400 at most, and readers take what says nothing for 88 × 31."""
        settings.PUBLISHER_LOGO = f"{SITE}/logo.png"

        assert not pull().all("channel/image")

    @pytest.mark.parametrize("path", ["rss.xml", "de/rss.xml", "category/cities/rss.xml"])
    def test_one_link_to_itself_is_its_canonical_url(self, path: str) -> None:
        """Profile, "atom:link"."""
        make_live(category=str(make_category().uuid))

        (link,) = pull(path, "utm_source=x").all("channel/atom:link")

        assert dict(link.attrib) == {"href": f"{SITE}/feeds/{path}", "rel": "self", "type": "application/rss+xml"}

    def test_pages_lead_to_each_other(self, settings: Any) -> None:
        """RFC 5005, 3."""
        settings.FEED_ITEMS = 1
        for slug in ("one", "two", "three"):
            make_live(slug, slug)

        links = {one.get("rel"): one.get("href") for one in pull(query="page=2").all("channel/atom:link")}

        assert links == {
            "self": f"{SITE}/feeds/rss.xml?page=2",
            "first": f"{SITE}/feeds/rss.xml",
            "previous": f"{SITE}/feeds/rss.xml",
            "next": f"{SITE}/feeds/rss.xml?page=3",
        }

    def test_an_empty_one_is_valid(self) -> None:
        feed = pull()

        assert feed.root.get("version") == "2.0"
        assert feed.texts("channel/item") == []
        assert feed.texts("channel/lastBuildDate") == ["Thu, 01 Jan 2026 00:00:00 GMT"]


class TestItem:
    """Specification, "Elements of <item>"."""

    def test_a_title_is_plain_text_escaped_once(self) -> None:
        make_live("AT&T <b> &amp;")

        feed = pull()

        assert b"<title>AT&amp;T &lt;b&gt; &amp;amp;</title>" in feed.content
        assert feed.text("channel/item/title") == "AT&T <b> &amp;"

    def test_the_lead_describes_it_as_text_and_the_whole_text_follows(self) -> None:
        """Profile, "content:encoded": after the description."""
        make_live(lead_html="The <strong>lead</strong> & more.", sections=(make_section("Part", "<p>Words.</p>"),))

        feed = pull()

        assert feed.text("channel/item/description") == "The lead & more."
        html = "<p>The <strong>lead</strong> &amp; more.</p><h2>Part</h2><p>Words.</p>"
        assert feed.text("channel/item/content:encoded") == html
        names = [child.tag.rpartition("}")[2] for child in feed.all("channel/item")[0]]
        assert names.index("encoded") == names.index("description") + 1

    def test_without_a_lead_there_is_no_description(self) -> None:
        make_live(lead_html="")

        assert not pull().all("channel/item/description")

    def test_a_feed_of_teasers_has_no_text(self, settings: Any) -> None:
        settings.FEED_CONTENT = "teaser"
        make_live(lead_html="The lead.")

        feed = pull()

        assert feed.text("channel/item/description") == "The lead."
        assert not feed.all("channel/item/content:encoded")

    def test_an_article_that_is_not_free_shows_its_lead_alone(self) -> None:
        make_live(lead_html="The lead.", access="subscribers", sections=(make_section("Secret"),))

        feed = pull()

        assert feed.text("channel/item/description") == "The lead."
        assert b"Secret" not in feed.content

    def test_link_is_the_canonical_url_and_guid_is_none(self) -> None:
        article = make_live(slug="a-title")

        feed = pull()

        assert feed.text("channel/item/link") == f"{SITE}/articles/a-title/"
        assert feed.text("channel/item/guid") == f"urn:uuid:{article.uuid}"
        assert feed.text("channel/item/guid/@isPermaLink") == "false"

    def test_the_guid_outlives_slug_title_and_withdrawal(self) -> None:
        article = make_live(slug="before")
        before = pull().text("channel/item/guid")
        edit(article, slug="after", title="After")
        publish_now(article)
        withdraw_now(article)
        publish_now(article)

        assert pull().text("channel/item/guid") == before

    def test_it_was_published_first_in_a_year_of_four_digits(self, clock: Any) -> None:
        article = make_live()
        clock.shift(3600)
        edit(article, title="Another")
        publish_now(article)

        assert pull().text("channel/item/pubDate") == "Mon, 02 Mar 2026 09:30:00 GMT"

    def test_it_was_updated_in_both_words_that_readers_know(self, clock: Any) -> None:
        """RSS has none of its own."""
        article = make_live()
        clock.shift(3600)
        edit(article, title="Another")
        publish_now(article)

        feed = pull()

        assert feed.text("channel/item/atom:updated") == "2026-03-02T10:30:00Z"
        assert feed.text("channel/item/dcterms:modified") == "2026-03-02T10:30:00Z"

    def test_each_author_is_a_creator_and_none_an_e_mail_address(self) -> None:
        """`author` is the e-mail address of one."""
        make_live(authors=tuple(Byline(str(make_author(name).uuid)) for name in ("Ada Penrose", "Bo & Co")))

        feed = pull()

        assert feed.texts("channel/item/dc:creator") == ["Ada Penrose", "Bo & Co"]
        assert not feed.all("channel/item/author")

    def test_who_signs_twice_is_named_once(self) -> None:
        author = str(make_author("Ada Penrose").uuid)
        make_live(authors=(Byline(author), Byline(author, "photographer")))

        assert pull().texts("channel/item/dc:creator") == ["Ada Penrose"]

    def test_category_and_tags_each_name_their_domain(self) -> None:
        make_live(category=str(make_category("Cities").uuid), tags=(str(make_tag("rivers").uuid),))

        found = [(one.text, one.get("domain")) for one in pull().all("channel/item/category")]

        assert found == [("Cities", f"{SITE}/categories/cities/"), ("rivers", f"{SITE}/tags/rivers/")]

    def test_rights_are_told_in_words(self) -> None:
        make_live(rights=Rights(copyright_holder="Ada Penrose", usage_terms="Ask first."))

        assert pull().text("channel/item/dc:rights") == "© Ada Penrose Ask first."


class TestPicture:
    """Media RSS 1.5.1."""

    def test_it_is_no_enclosure(self) -> None:
        """Readers show one as a download."""
        show_picture()

        assert not pull().all("channel/item/enclosure")

    def test_all_its_sizes_stand_in_one_group_with_real_figures(self) -> None:
        show_picture()

        files = pull().all("channel/item/media:group/media:content")

        assert len(files) > 1
        for one in files:
            assert one.get("url").startswith(f"{SITE}/media/")
            assert (one.get("type"), one.get("medium")) == ("image/jpeg", "image")
            assert all(int(one.get(name)) > 0 for name in ("width", "height", "fileSize"))
        assert int(files[0].get("width")) == max(int(one.get("width")) for one in files)

    def test_the_largest_is_the_default(self) -> None:
        show_picture()

        files = pull().all("channel/item/media:group/media:content")

        assert [one.get("isDefault") for one in files] == ["true", *[None] * (len(files) - 1)]

    def test_its_words_are_plain_text(self) -> None:
        show_picture(alt="A bridge & a river", caption="Seen <from> afar")

        group = "channel/item/media:group"
        feed = pull()

        assert feed.text(f"{group}/media:title[@type='plain']") == "A bridge & a river"
        assert feed.text(f"{group}/media:text[@type='plain']") == "A bridge & a river"
        assert feed.text(f"{group}/media:description[@type='plain']") == "Seen <from> afar"

    @pytest.mark.parametrize(
        ("source", "role", "scheme"),
        [("digitalCapture", "photographer", "urn:ebu"), ("digitalCreation", None, None), ("", None, None)],
    )
    def test_who_made_a_photograph_is_a_photographer(self, source: str, role: str | None, scheme: str | None) -> None:
        show_picture(creator="Ada Penrose", credit="Agency", digital_source_type=source)

        credits = pull().all("channel/item/media:group/media:credit")

        assert [(one.text, one.get("role"), one.get("scheme")) for one in credits] == [
            ("Ada Penrose", role, scheme),
            ("Agency", None, None),
        ]

    def test_its_rights_are_told(self) -> None:
        show_picture(copyright_notice="© Agency", rights_url="https://agency.example/terms")

        (notice,) = pull().all("channel/item/media:group/media:copyright")

        assert (notice.text, notice.get("url")) == ("© Agency", "https://agency.example/terms")

    def test_a_small_square_is_its_thumbnail(self) -> None:
        show_picture()

        (thumbnail,) = pull().all("channel/item/media:group/media:thumbnail")

        assert thumbnail.get("width") == thumbnail.get("height")
        assert thumbnail.get("url").startswith(f"{SITE}/media/")


def test_a_withdrawn_article_is_gone_without_a_trace() -> None:
    article = make_live("Regretted")
    withdraw_now(article, "withdrawn", note="It was wrong.")

    content = ask().content

    assert b"Regretted" not in content
    assert str(article.uuid).encode() not in content
    assert b"It was wrong." not in content
