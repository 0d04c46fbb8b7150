"""Feeds over HTTP (RFC 9110): whether what a reader has still holds, in how many bytes, and where a feed has moved."""

from __future__ import annotations

import gzip
from typing import Any, Final

import pytest
from django.http import HttpResponse
from django.test import Client

from articles.editing.merging_terms import merge_terms
from articles.editing.taxonomy import save_term
from articles.models import Article
from articles.snapshot import Byline, Cover, Related
from tests.api.conftest import SITE, make_live
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_category,
    make_image,
    make_section,
    make_tag,
    make_user,
    publish_now,
    withdraw_now,
)
from tests.feeds.reading import ask, pull

pytestmark = pytest.mark.django_db
FILES: Final = ("rss.xml", "atom.xml", "corrections.xml")
QUERIES: Final = 15
"""Of a feed of the site, however many articles stand in it."""
QUERIES_FOR_A_TERM: Final = 19


@pytest.fixture
def article(clock: Any) -> Article:
    """Live for two seconds."""
    made = make_live("A title", "a-title", category=str(make_category("Cities").uuid))
    clock.shift(2)
    return made


class TestStillHolds:
    """13.1.2, 8.8.3, 15.4.5."""

    @pytest.mark.parametrize("name", FILES)
    def test_the_same_bytes_have_the_same_strong_etag(self, article: Article, name: str) -> None:
        first, second = ask(name), ask(name)

        assert first.content == second.content
        assert first["ETag"] == second["ETag"]
        assert first["ETag"].startswith('"')
        assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert first["Vary"] == "Accept-Encoding"
        assert not first.cookies

    @pytest.mark.parametrize("name", FILES)
    @pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*", '"a",{},"b"'])
    def test_what_still_holds_is_not_sent_again(self, article: Article, name: str, form: str) -> None:
        before = ask(name)

        answer = ask(name, **{"If-None-Match": form.format(before["ETag"])})

        assert (answer.status_code, answer.content) == (304, b"")
        for header in ("ETag", "Cache-Control", "Vary", "Last-Modified", "Content-Language"):
            assert answer[header] == before[header]

    @pytest.mark.parametrize("tags", ['"other"', "nonsense", '"', "W/", "", '"\x7f"', '"a" "b"'])
    def test_what_does_not_hold_is_sent(self, article: Article, tags: str) -> None:
        assert ask(**{"If-None-Match": tags}).status_code == 200

    @pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
    def test_whatever_is_seen_gives_another_etag(self, clock: Any, name: str) -> None:
        author = make_author("Ada Penrose")
        made = make_live(authors=(Byline(str(author.uuid)),))
        seen = [ask(name)["ETag"]]

        author.name = "Ada Quill"
        save_term(author)
        seen.append(ask(name)["ETag"])
        clock.shift(60)
        edit(made, title="Another")
        publish_now(made, kind="silent")
        seen.append(ask(name)["ETag"])
        clock.shift(60)
        withdraw_now(made)
        seen.append(ask(name)["ETag"])

        assert len(set(seen)) == len(seen)

    def test_what_is_not_seen_in_it_leaves_it_as_it_was(self, article: Article, clock: Any) -> None:
        before = ask("category/cities/rss.xml")
        clock.shift(60)
        make_live("Elsewhere", "elsewhere")
        make_article(title="A draft", slug="a-draft")

        assert ask("category/cities/rss.xml")["ETag"] == before["ETag"]


class TestLastModified:
    """8.8.2."""

    def test_it_is_the_newest_public_change(self, article: Article, clock: Any) -> None:
        assert ask()["Last-Modified"] == "Mon, 02 Mar 2026 09:30:00 GMT"

        clock.shift(58)
        withdraw_now(article)
        clock.shift(60)

        assert ask()["Last-Modified"] == "Mon, 02 Mar 2026 09:31:00 GMT"

    def test_it_is_not_told_before_it_is_a_second_old(self, clock: Any) -> None:
        """Two publishes in one second would share it (8.8.2.2)."""
        make_live()
        clock.shift(0.9)
        assert "Last-Modified" not in ask().headers

        clock.shift(0.1)
        assert "Last-Modified" in ask().headers

    def test_the_etag_beats_the_date(self, article: Article) -> None:
        """13.2.2."""
        late = {"If-Modified-Since": "Tue, 03 Mar 2026 00:00:00 GMT"}

        assert ask(**late, **{"If-None-Match": '"other"'}).status_code == 200

        early = {"If-Modified-Since": "Sun, 01 Mar 2026 00:00:00 GMT"}
        assert ask(**early, **{"If-None-Match": ask()["ETag"]}).status_code == 304

    def test_a_date_alone_decides_too(self, article: Article) -> None:
        """Some readers know no ETag (13.1.3)."""
        assert ask(**{"If-Modified-Since": ask()["Last-Modified"]}).status_code == 304
        assert ask(**{"If-Modified-Since": "Sun, 01 Mar 2026 00:00:00 GMT"}).status_code == 200
        assert ask(**{"If-Modified-Since": "nonsense"}).status_code == 200

    def test_a_date_of_a_second_that_may_see_more_decides_nothing(self, clock: Any) -> None:
        make_live()

        assert ask(**{"If-Modified-Since": "Tue, 03 Mar 2026 00:00:00 GMT"}).status_code == 200


class TestInFewerBytes:
    """8.4, 12.5.3."""

    @pytest.mark.parametrize("name", FILES)
    def test_it_is_compressed_for_who_can_unpack_it(self, article: Article, name: str) -> None:
        plain, packed = ask(name), ask(name, **{"Accept-Encoding": "gzip, deflate"})

        assert packed["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.content) == plain.content
        assert packed["Content-Length"] == str(len(packed.content))
        assert packed["Vary"] == plain["Vary"] == "Accept-Encoding"

    def test_it_has_an_etag_of_its_own(self, article: Article) -> None:
        """8.8.3.3."""
        packed = {"Accept-Encoding": "gzip"}
        plain_tag, packed_tag = ask()["ETag"], ask(**packed)["ETag"]

        assert plain_tag != packed_tag
        assert ask(**packed, **{"If-None-Match": packed_tag}).status_code == 304
        assert ask(**packed, **{"If-None-Match": plain_tag}).status_code == 200

    def test_what_still_holds_names_no_length_but_its_own(self, article: Article) -> None:
        """8.6: that of the answer that is not sent, or none."""
        packed = {"Accept-Encoding": "gzip"}
        before = ask(**packed)

        answer = ask(**packed, **{"If-None-Match": before["ETag"]})

        assert answer.get("Content-Length") in (None, before["Content-Length"])

    @pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0"])
    def test_who_cannot_gets_it_as_it_is(self, article: Article, accepted: str) -> None:
        assert "Content-Encoding" not in ask(**{"Accept-Encoding": accepted}).headers


class TestAsked:
    @pytest.mark.parametrize("name", FILES)
    def test_head_is_like_get_without_the_text(self, article: Article, name: str) -> None:
        """9.3.2."""
        got, headed = ask(name), Client().head(f"/feeds/{name}")

        assert (headed.status_code, headed.content) == (200, b"")
        assert dict(headed.headers) == dict(got.headers)

    def test_a_range_is_not_cut_out(self, article: Article) -> None:
        """14.2: a server may ignore it."""
        answer = ask(Range="bytes=0-10")

        assert (answer.status_code, answer.content) == (200, ask().content)

    @pytest.mark.parametrize("accept", ["application/json", "text/html", "image/png", "nonsense", ""])
    def test_the_name_says_the_format_whatever_is_accepted(self, article: Article, accept: str) -> None:
        answer = ask("rss.xml", Accept=accept)

        assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
        assert answer.content == ask("rss.xml").content

    def test_who_asks_makes_no_difference(self, article: Article) -> None:
        answer = ask(Authorization="Basic bm9ib2R5Om5vdGhpbmc=", Cookie="sessionid=x", **{"A-IM": "feed"})

        assert (answer.status_code, answer.content) == (200, ask().content)

    @pytest.mark.parametrize("query", ["utm_source=x", "utm_campaign=a&fbclid=b", "gclid=", "page=1&utm_medium=rss"])
    def test_what_counts_visitors_is_ignored(self, article: Article, query: str) -> None:
        answer = ask(query=query)

        assert (answer.content, answer["ETag"]) == (ask().content, ask()["ETag"])

    @pytest.mark.parametrize(
        "query", ["page=0", "page=-1", "page=x", "page=", "page=1&page=2", "page=201", "colour=red"]
    )
    def test_what_is_no_page_is_refused_by_name(self, article: Article, query: str) -> None:
        answer = ask(query=query)

        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
        assert query.partition("=")[0] in answer.json()["errors"][0]["parameter"]

    @pytest.mark.parametrize(
        "path", ["nothing.xml", "fr/rss.xml", "category/none/rss.xml", "rss.xml/", "category/rss.xml"]
    )
    def test_what_is_not_there_is_not_found(self, article: Article, path: str) -> None:
        assert ask(path).status_code == 404

    @pytest.mark.parametrize("slug", ["a%0Ab", "a%0D%0Ab", "%00", "%C3%BC", "A b", "%3F"])
    @pytest.mark.parametrize("place", ["", "en/", "de/"])
    def test_what_cannot_be_a_slug_is_not_found(self, db: None, place: str, slug: str) -> None:
        """`en/` redirects without asking the database: no header may be broken with it."""
        assert ask(f"{place}category/{slug}/rss.xml").status_code == 404

    def test_a_page_beyond_the_last_is_not_found(self, article: Article) -> None:
        assert ask(query="page=2").status_code == 404

    @pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
    def test_nothing_is_written(self, method: str) -> None:
        answer = getattr(Client(), method)("/feeds/rss.xml")

        assert answer.status_code == 405
        assert "GET" in answer["Allow"]


class TestMoved:
    """15.4.2; where else a former address leads, leads its feed."""

    @pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
    def test_of_a_category_renamed_twice_each_former_feed_leads_on(self, article: Article, name: str) -> None:
        category = article.category
        for slug in ("towns", "places"):
            category.slug = slug
            save_term(category)

        for former in ("cities", "towns"):
            answer = ask(f"category/{former}/{name}", "utm_source=x&page=1")
            assert (answer.status_code, answer["Location"]) == (301, f"{SITE}/feeds/category/places/{name}?page=1")
        assert pull(f"category/places/{name}")

    def test_so_do_tags_and_authors(self) -> None:
        tag, author = make_tag("rivers"), make_author("Ada Penrose")
        make_live(tags=(str(tag.uuid),), authors=(Byline(str(author.uuid)),))
        for term in (tag, author):
            term.slug = "new"
            save_term(term)

        assert ask("tag/rivers/rss.xml")["Location"] == f"{SITE}/feeds/tag/new/rss.xml"
        assert ask("author/ada-penrose/rss.xml")["Location"] == f"{SITE}/feeds/author/new/rss.xml"

    def test_of_merged_terms_the_losers_feed_leads_to_the_winners(self) -> None:
        loser, winner = make_tag("river"), make_tag("rivers")
        for slug, tag in (("one", loser), ("two", winner)):
            make_live(slug, slug, tags=(str(tag.uuid),))
        merge_terms(loser, winner)

        answer = ask("tag/river/atom.xml")

        assert (answer.status_code, answer["Location"]) == (301, f"{SITE}/feeds/tag/rivers/atom.xml")
        assert pull("tag/rivers/atom.xml").texts("//atom:entry/atom:title") == ["two", "one"]

    def test_with_the_default_locale_in_it_an_address_leads_to_the_one_without(self, article: Article) -> None:
        answer = ask("en/category/cities/rss.xml")

        assert (answer.status_code, answer["Location"]) == (301, f"{SITE}/feeds/category/cities/rss.xml")

    def test_a_category_whose_articles_all_went_has_an_empty_feed(self, article: Article) -> None:
        withdraw_now(article)

        feed = pull("category/cities/rss.xml")

        assert feed.texts("channel/item") == []

    def test_an_empty_feed_stays_as_it_is_whatever_is_published_elsewhere(self, clock: Any) -> None:
        before = ask("de/rss.xml")
        clock.shift(60)
        make_live("New", "new")

        after = ask("de/rss.xml")

        assert (after.content, after["ETag"]) == (before.content, before["ETag"])

    def test_one_that_never_was_public_is_not_found_by_any_of_its_names(self) -> None:
        category = make_category("Secret")
        make_article(category=str(category.uuid))

        assert ask("category/secret/rss.xml").status_code == 404


def test_a_category_has_the_articles_of_those_below_it() -> None:
    above = make_category("Places")
    below = make_category("Cities", parent=above)
    make_live(category=str(below.uuid))

    assert pull("category/places/rss.xml").texts("channel/item/title") == ["A title"]


def test_a_full_feed_takes_as_many_queries_as_one_of_two(django_assert_num_queries: Any) -> None:
    """One test for all: fifty articles, each corrected, take a while to make."""
    asked = [(name, QUERIES + name.startswith("corrections")) for name in FILES]
    asked += [("category/cities/atom.xml", QUERIES_FOR_A_TERM)]
    for more, in_all in ((2, 2), (48, 50)):
        fill(more)
        for path, queries in asked:
            with django_assert_num_queries(queries):
                assert entries(ask(path)) == in_all


def fill(number: int) -> None:
    """Full articles, each corrected, with all that a document names."""
    first = Article.objects.first()
    author, image = make_author(f"Author {number}"), make_image(size=(40, 30))
    category = first.category if first else make_category("Cities")
    fields = {
        "authors": (Byline(str(author.uuid)),),
        "category": str(category.uuid),
        "tags": (str(make_tag(f"tag {number}").uuid),),
        "cover": Cover(str(image.uuid)),
        "sections": (make_section(),),
    }
    owner = first.owner if first else make_user()
    related: tuple[Related, ...] = ()
    for one in range(number):
        slug = f"article-{number}-{one}"
        article = make_article(owner, title=slug, slug=slug, related=related, **fields)
        publish_now(article)
        edit(article, lead_html="Corrected.")
        publish_now(article, kind="correction", note="It was wrong.")
        related = related or (Related(article=str(article.uuid)),)


def entries(answer: HttpResponse) -> int:
    return answer.content.count(b"<item>") + answer.content.count(b"<entry ")


def test_a_name_that_a_hidden_term_was_given_since_is_no_address(clock: Any) -> None:
    """The term was public once, so its feed goes on; but nobody was ever told the new name."""
    tag = make_tag("Rivers")
    made = make_live(tags=(str(tag.uuid),))
    clock.shift(60)
    withdraw_now(made)
    clock.shift(60)
    tag.name, tag.slug = "Secret", "secret"
    save_term(tag)

    assert ask("tag/secret/rss.xml").status_code == 404
    assert ask("tag/rivers/rss.xml").status_code == 200
