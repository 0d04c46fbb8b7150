"""What was done to the query parameters of other systems, done to ours. Numbers: README.md beside this file."""

from __future__ import annotations

import ast
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Change
from articles.snapshot import Byline, Cover, Highlight, Seo
from tests.api.conftest import NOW, make_live
from tests.articles.admin.pages import address, signed_in
from tests.articles.search.tables import bytes_of_the_index
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_category,
    make_image,
    make_key,
    make_section,
    make_tag,
    make_user,
    publish_now,
    schedule_for,
    withdraw_now,
)

ROOT = Path(__file__).resolve().parent.parent.parent
PROBLEM = "application/problem+json"
INVALID = "urn:standfirst:problem:invalid-parameters"
SECRET = "zqsecretzq"


def refused(answer):
    """The codes of a refusal that is one in form; unknown names are told the allowed ones."""
    assert (answer.status_code, answer["Content-Type"], answer.json()["type"]) == (400, PROBLEM, INVALID)
    faults = answer.json()["errors"]
    assert all("Allowed: " in fault["detail"] for fault in faults if fault["code"].startswith(("unknown", "invalid_c")))
    return [fault["code"] for fault in faults]


# --- Filters that reach too far ---------------------------------------------------------------------------------------

THROUGH_RELATIONS = {
    "author__user__password__startswith=p": "unknown",
    "authors__accounts__email=a": "unknown",
    "where[author][password]=p": "unknown",
    "filters[author][email][$startsWith]=a": "unknown",
    "filters[$and][0][author][resetToken][$startsWith]=a": "unknown",
    "ordering=author__user__last_login": "invalid_choice",
    "fields=author.user.email": "invalid_choice",
    "fields=authors.accounts": "invalid_choice",
    "include=revisions": "invalid_choice",
}


def test_case_01_no_filter_reaches_through_a_relation(api, django_assert_num_queries):
    with django_assert_num_queries(0):
        before = {query: api.get("articles/", query) for query in THROUGH_RELATIONS}
    author = make_author()
    make_user("author", "padma", email="a@example.org", writes_as=author)
    make_live(authors=(Byline(str(author.uuid)),))

    assert {query: refused(answer) for query, answer in before.items()} == {
        query: [code] for query, code in THROUGH_RELATIONS.items()
    }
    assert [api.get("articles/", query).content for query in before] == [one.content for one in before.values()]


def test_case_02_no_hidden_word_is_searched(api):
    mark = make_section("", f'<p><mark data-highlight-id="h0123456789">{SECRET}</mark></p>')
    live = make_live(title="Open")
    edit(live, sections=(mark,), highlights=(Highlight("h0123456789", mark.id, note=f"{SECRET}note"),))
    make_article(title=f"{SECRET} draft", slug="draft", kicker=SECRET, seo=Seo(description=SECRET))
    make_image(alt=f"{SECRET} alt", name=f"{SECRET}.jpg", credit=SECRET)
    nothing = api.get("search/", "q=nosuchword&locale=*").content

    for word in (SECRET, SECRET[:4], f"{SECRET}note"):
        assert api.get("search/", f"q={word}&locale=*").content == nothing
        assert api.get("articles/", f"search={word}&locale=*").json()["count"] == 0
    assert api.get("search/", "q=open").json()["count"] == 1
    assert SECRET.encode() not in bytes_of_the_index()


# --- Values and names that reach the database -------------------------------------------------------------------------

LISTS = ("slug__in", "id__in", "category__in", "tag__in", "tag__all", "ordering", "fields", "include", "fallback")
INTO_SQL = ("a','b') THEN 1--", "a' OR '1'='1", 'a"b', "a\\'b", "a\\", "a\0b", "a`b", "a);SELECT 1", "%27", "a,b'")


@pytest.mark.parametrize("parameter", LISTS)
def test_case_03_a_list_of_slugs_never_reaches_sql(api, parameter, django_assert_num_queries):
    make_live()

    with django_assert_num_queries(0):
        codes = {code for value in INTO_SQL for code in refused(api.get("articles/", f"{parameter}={quote(value)}"))}

    assert codes <= {"invalid", "invalid_choice", "encoding"}


def test_case_03_lists_of_any_good_slugs_take_the_same_statements(api):
    make_live()

    def statements(slugs):
        with CaptureQueriesContext(connection) as asked:
            assert api.get("articles/", f"slug__in={slugs}&ordering=title").status_code == 200
        return [query["sql"].partition(" WHERE ")[0] for query in asked]

    few, many = statements("a-title"), statements("a-title,end,null,then-1,0")

    assert few == many


NAMES = (
    "_connector=OR",
    "_negated=1",
    "category__in[x']=1",
    "category__in[0]=1",
    "slug__in[]=a",
    'a"b=1',
    "title__contains=a",
    "pk=1",
    "_connector=OR&category=a",
)


def test_case_04_no_name_of_a_visitor_reaches_the_orm(api, django_assert_num_queries):
    with django_assert_num_queries(0):
        unknown = {query: refused(api.get("articles/", query)) for query in NAMES}
        columns = [refused(api.get("articles/", query)) for query in ("ordering=x.y", 'fields=a"b', "ordering=-a.b")]

    assert unknown == {query: ["unknown"] for query in NAMES}
    assert columns == [["invalid_choice"]] * 3


def test_case_04_no_code_unpacks_a_request_into_a_call():
    def unpacked(source):
        for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
            named = [ast.unparse(keyword.value) for keyword in call.keywords if keyword.arg is None]
            yield from (one for one in named if "request" in one or one.endswith((".GET", ".POST", ".data")))

    assert list(unpacked("rows.filter(**request.GET.dict())")) == ["request.GET.dict()"]  # it finds what it is for
    files = [path for room in ("api", "articles", "cms") for path in (ROOT / room).rglob("*.py")]
    assert [(path.name, found) for path in files for found in unpacked(path.read_text())] == []


def spellings(uuid):
    """The id in other forms that some parser would take for it."""
    text = str(uuid)
    return (
        text.upper(),
        "{" + text + "}",
        f"urn:uuid:{text}",
        text.replace("-", ""),
        text + "abc",
        text + "\0",
        text + " ",
        "\u200b" + text,
        text.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)}),
        text.replace("-", "\u2010"),
    )


def test_case_05_an_id_has_one_spelling(api):
    tag = make_tag()
    article = make_live(tags=(str(tag.uuid),))

    for path, uuid in (("articles", article.uuid), ("tags", tag.uuid)):
        odd = [api.get(f"{path}/{quote(one, safe='')}/") for one in spellings(uuid)]
        assert api.get(f"{path}/{uuid}/").status_code == 200
        assert [answer.status_code for answer in odd] == [404] * len(odd)
    for one in spellings(article.uuid):
        assert set(refused(api.get("articles/", f"id__in={quote(one)}"))) <= {"invalid", "encoding"}


KEYS_OF_ROWS = ("{}abc", "{}\0", " {}", "+{}", "0{}", "{}.0", "{}_0", "{}&", "{}" + "0" * 30)


def test_case_05_a_key_at_the_desk_has_one_spelling(db):
    publisher = make_user("publisher")
    pages = {"change": make_article(publisher), "tag_change": make_tag(), "image_change": make_image(publisher)}
    desk = signed_in(publisher)

    for page, row in pages.items():
        assert desk.get(address(page, row.pk)).status_code == 200
        wide = "".join(chr(0xFF10 + int(digit)) for digit in str(row.pk))
        for odd in (wide, *(spelling.format(row.pk) for spelling in KEYS_OF_ROWS)):
            answer = desk.get(address(page, row.pk).replace(f"/{row.pk}/", f"/{quote(odd)}/"))
            assert (odd, answer.status_code, answer.get("Location")) == (odd, 302, "/admin/")  # which says so


# --- Parameters together ----------------------------------------------------------------------------------------------

GOOD = {
    "category": "cities",
    "tag__in": "rivers,hidden",
    "author": "ada-penrose",
    "updated_at__gte": "2000-01-01T00:00:00Z",
    "slug__in": "live,draft,scheduled,killed,next",
    "has_highlights": "false",
    "search": "zq",
    "locale": "*",
    "fallback": "de",
    "ordering": "title",
    "fields": "title,slug,seo",
    "include": "sections",
    "highlights": "off",
    "as_of": "2026-03-01T00:00:00Z",
    "page_size": "100",
    "cursor": "*",
}
"""One of each kind; the crawl of tests/leaks asks with all."""


def test_case_06_no_pair_of_parameters_opens_what_is_hidden(api, clock):
    tag, category, author = make_tag(), make_category(), make_author()
    public = {"tags": (str(tag.uuid),), "category": str(category.uuid), "authors": (Byline(str(author.uuid)),)}
    clock.move_to(NOW - timedelta(days=9))
    live = make_live("zq live", "live", **public)
    edit(live, title=SECRET, slug="next", kicker=SECRET)
    draft = make_article(title=SECRET, slug="draft", **public)
    later = make_article(title=SECRET, slug="scheduled", **public)
    schedule_for(later, NOW + timedelta(days=1))
    killed = make_live(SECRET, "killed", **public)
    withdraw_now(killed, "killed")
    clock.move_to(NOW)
    _, past = make_key("history")
    good = GOOD | {"id__in": ",".join(str(one.uuid) for one in (live, draft, later, killed))}

    statuses = set()
    for first, second in combinations(good, 2):
        query = "&".join(f"{name}={quote(good[name])}" for name in (first, second))
        answer = api.get("articles/", query, **(past if "as_of" in (first, second) else {}))
        statuses.add(answer.status_code)
        assert SECRET not in answer.content.decode(), query
        if answer.status_code == 200:
            assert [card.get("title", "zq live") for card in answer.json()["results"]] in ([], ["zq live"]), query

    assert statuses == {200, 400}
    assert Change.objects.exists()


# --- People ----------------------------------------------------------------------------------------------------------


def test_case_07_accounts_are_listed_nowhere(api):
    author = make_author("Ada Penrose")
    editor = make_user("editor", "edgar", first_name="Edgar", last_name="Zimt", email="zimt@example.org")
    publish_now(make_article(editor, authors=(Byline(str(author.uuid)),)), by=editor)

    for path in ("authors/", "authors/ada-penrose/", "articles/", "articles/a-title/", "changes/"):
        text = api.get(path).content.decode().lower()
        assert not {word for word in ("edgar", "zimt") if word in text}, path
    assert [one["name"] for one in api.get("authors/").json()["results"]] == ["Ada Penrose"]
    assert api.get("authors/edgar/").status_code == 404
    for word in ("zimt@example.org", "zimt", "edgar"):
        assert api.get("articles/", f"search={word}").json()["count"] == 0
    assert refused(api.get("authors/", "search=zimt@example.org")) == ["unknown"]


def test_case_09_pictures_of_drafts_are_neither_listed_nor_found(api):
    public, hidden, unused = (make_image(credit=credit) for credit in ("public", "hidden", "unused"))
    article = make_live(cover=Cover(str(public.uuid), alt="Seen"))
    edit(article, cover=Cover(str(hidden.uuid), alt="Unseen"))
    make_article(slug="draft", cover=Cover(str(unused.uuid), alt="Unseen"))

    listed = api.get("changes/", "type=image").json()["results"]

    assert [entry["id"] for entry in listed] == [str(public.uuid)]
    for image in (public, hidden, unused):
        for name in (image.uuid, image.pk, image.label, image.original):
            assert api.client.get(f"/media/{name}").status_code == 404
        assert api.get(f"images/{image.uuid}/").status_code == 404
    everything = [api.get(path).content.decode() for path in ("articles/", "articles/a-title/", "changes/")]
    for image in (hidden, unused):
        names = [str(image.uuid), image.credit, *image.renditions.values_list("name", flat=True)]
        assert [name for name in names for text in everything if name in text] == []


# --- Too much -------------------------------------------------------------------------------------------------------

TOO_MUCH = {
    "articles/?page_size=101": "out_of_range",
    "articles/?page=1000000000": "out_of_range",
    "articles/?fields=" + ",".join(["title"] * 65): "too_many",
    "articles/?include=" + ",".join(["sections"] * 999): "too_many",
    "articles/?id__in=" + ",".join(["8b0f6d43-3c1c-4f2b-8f0a-6f7a3d9e5c11"] * 101): "too_many",
    "articles/?slug__in=" + ",".join(["a"] * 50_000): "too_many",
    "search/?q=" + "q" * 201: "too_long",
    "search/?q=" + "a+" * 21: "too_many",
    "articles/?search=" + "q" * 201: "too_long",
    "articles/?cursor=" + "c" * 10_000: "invalid",
    "changes/?page_size=100000": "out_of_range",
}


@pytest.mark.parametrize("address", TOO_MUCH, ids=lambda address: address[:30])
def test_case_14_what_would_be_dear_is_refused_before_a_row_is_read(api, address, django_assert_num_queries):
    path, _, query = address.partition("?")

    with django_assert_num_queries(0):
        answer = api.get(path, query)

    assert refused(answer) == [TOO_MUCH[address]]


def test_case_14_sizes_in_an_address_make_no_picture(api):
    name = make_image().renditions.order_by("pk")[0].name
    files = api.client.get(f"/media/{name}?width=9000&w=1&format=avif&transforms=[]")

    assert files.content == api.client.get(f"/media/{name}").content
    for asked in (f"9000x9000/{name}", f"{name}/9000", f"resize/1/{name}", name.replace(".jpg", ".avif")):
        assert api.client.get(f"/media/{asked}").status_code == 404


QUADRATIC = ('"' * 5000, "a:" * 5000, "a" * 5000, "(" * 5000, "a*" * 5000, "  " * 5000, "É" * 5000)


@pytest.mark.parametrize("words", QUADRATIC, ids=lambda words: words[:2])
def test_case_15_no_long_question_is_read(api, words, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert refused(api.get("search/", f"q={quote(words)}")) == ["too_long"]
        assert refused(api.get("articles/", f"search={quote(words)}")) == ["too_long"]


@pytest.mark.parametrize("words", QUADRATIC, ids=lambda words: words[:2])
def test_case_15_the_longest_question_is_answered_in_as_many_statements(api, words, django_assert_max_num_queries):
    make_live()

    with django_assert_max_num_queries(9):
        answer = api.get("search/", f"q={quote(words[:200])}")

    assert answer.status_code in (200, 400)
