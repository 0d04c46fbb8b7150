"""What was done to the desks of other systems, done to ours. Numbers: README.md beside this file."""

from __future__ import annotations

from datetime import timedelta
from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from articles.admin.rights import RuledAdmin
from articles.editing.translations import start_translation
from articles.errors import Refused
from articles.models import Article, Category, Change, Image, PublishedVersion, Revision, User
from articles.previews import read_preview
from articles.snapshot import Related
from tests.advisories.words import MARKUP, full_of, pages_of
from tests.api.conftest import NOW
from tests.articles.admin.pages import address, fields, send, signed_in, soup
from tests.articles.media.pictures import encoded
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_category,
    make_section,
    make_tag,
    make_user,
    publish_now,
    schedule_for,
)

pytestmark = pytest.mark.django_db
SECRET = "zqsecretzq"


def everything() -> list[Any]:
    models: tuple[type[Model], ...] = (Article, Revision, PublishedVersion, Change, Image, User)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


# --- Objects of others ------------------------------------------------------------------------------------------------


def test_case_07_a_bulk_action_with_ids_of_others_tells_no_title(author_user: User, editor: User) -> None:
    mine, other = make_article(author_user, slug="mine"), make_article(editor, title=SECRET, slug="other")
    category = make_category(SECRET)
    author, before = signed_in(author_user), [*everything(), list(Category.objects.values())]

    def do(page: str, action: str, *rows: Any) -> int:
        data = {"action": action, "_selected_action": [row.pk for row in rows], "post": "yes"}
        answer = author.post(address(page), data)
        assert answer.status_code == 200 or SECRET not in answer.content.decode()
        return answer.status_code

    assert do("changelist", "delete_selected", mine, other) == 403
    assert do("changelist", "delete_selected", other) == 403
    assert do("category_changelist", "delete_selected", category) == 200  # the list again: there is no such action
    assert do("category_changelist", "merge_selected", category) == 200
    assert author.get(f"{address('category_merge')}?term={category.pk}").status_code == 403
    assert [*everything(), list(Category.objects.values())] == before


PAGES_OF_AN_ARTICLE = ("change", "delete", "history", "translations", "preview")


def test_case_08_nothing_of_a_colleagues_draft_is_shown_copied_or_changed(author_user: User, editor: User) -> None:
    make_article(author_user, slug="mine")
    theirs = make_article(editor, title=SECRET, slug="theirs", kicker=SECRET)
    edit(theirs, title=f"{SECRET} again")
    author, before = signed_in(author_user), everything()
    pages = [address(page, theirs.pk) for page in PAGES_OF_AN_ARTICLE]
    pages += [address("translations", theirs.pk) + "?with=de", address("change", theirs.pk) + "?_popup=1"]
    pages += [address(page, theirs.pk, number) for page in ("revision", "restore") for number in (1, 2)]

    for page in pages:
        for answer in (author.get(page), author.post(page, {"title": "x", "locale": "de", "base": 2, "post": "yes"})):
            assert (page, answer.status_code) == (page, 403)
            assert SECRET not in answer.content.decode()
    assert everything() == before


def test_case_08_a_nested_page_is_of_its_parent_alone(
    author_user: User, editor: User, publisher: User, clock: Any
) -> None:
    mine, theirs = make_article(author_user, slug="mine"), make_article(editor, title=SECRET, slug="theirs")
    for kicker in ("second", "third"):
        edit(theirs, kicker=kicker)
    schedule_for(theirs, NOW + timedelta(days=1), by=publisher)
    version = PublishedVersion.objects.get().pk
    author, before = signed_in(author_user), everything()

    for page in ("revision", "restore"):
        for answer in (author.get(address(page, mine.pk, 3)), author.post(address(page, mine.pk, 3), {"base": 1})):
            assert answer.status_code == 404
            assert SECRET not in answer.content.decode()
    mine_too = make_article(publisher, slug="mine-too")
    schedule_for(mine_too, NOW + timedelta(days=2))
    answer = send(signed_in(publisher), address("unschedule", mine_too.pk), version=version)
    assert answer.status_code == 200
    assert PublishedVersion.objects.get(pk=version).dropped_at is None
    assert Revision.objects.count() == len(before[1]) + 1


def test_case_08_a_translation_of_a_colleague_is_not_compared(author_user: User, editor: User) -> None:
    mine = make_article(author_user, slug="mine")
    theirs = start_translation(mine, locale="de", by=editor)
    edit(theirs, editor, title=SECRET, kicker=SECRET)

    for query in ("", "?with=de"):
        assert SECRET not in signed_in(author_user).get(address("translations", mine.pk) + query).content.decode()


def test_case_10_who_does_something_is_said_by_the_session(author_user: User, administrator: User) -> None:
    author, other = signed_in(author_user), administrator.pk
    posing = dict.fromkeys(("by", "owner", "owner_id", "user", "user_id", "uploaded_by", "author"), other)

    send(author, address("add"), title="Mine", _save="Save", **posing)
    sent = SimpleUploadedFile("gull.jpg", encoded())
    author.post(address("image_upload"), {"file": sent, **posing}, headers={"Remote-User": "admin", "X-User": other})
    article = Article.objects.get()
    link = author.post(address("preview", article.pk), posing).json()["url"]

    assert (article.owner, Revision.objects.get().by, Image.objects.get().uploaded_by) == (author_user,) * 3
    assert read_preview(Client().get(link).wsgi_request.GET["token"]).user == author_user.pk


@pytest.fixture
def administrator(db: None) -> User:
    return make_user("administrator", "root")


# --- Lists and forms --------------------------------------------------------------------------------------------------

LOOKUPS = {
    "article": ("owner__password__startswith", "owner__email", "revisions__by__password__regex", "lead__startswith"),
    "author": ("accounts__password__startswith", "accounts__isnull", "articles__owner__email__gt"),
    "category": ("articles__owner__password__startswith", "merged_into__slug__startswith"),
    "tag": ("articles__owner__password__startswith", "articles__lead__contains"),
    "image": ("uploaded_by__password__startswith", "checksum__startswith", "original__startswith"),
    "user": ("password__startswith", "last_login__gt", "logentry__change_message__contains"),
}


@pytest.mark.parametrize("kind", LOOKUPS)
@pytest.mark.parametrize("role", ["author", "administrator"])
def test_case_27_no_list_is_narrowed_by_a_column_that_is_not_on_it(kind: str, role: str) -> None:
    desk = signed_in(make_user(role))
    page = reverse(f"admin:articles_{kind}_changelist")
    opened = desk.get(page).status_code

    answers = {lookup: desk.get(page, {lookup: "p"}).status_code for lookup in LOOKUPS[kind]}

    assert opened == (403 if (kind, role) == ("user", "author") else 200)
    assert answers == dict.fromkeys(LOOKUPS[kind], 400 if opened == 200 else 403)


def test_case_27_what_may_stand_in_a_lists_address_is_what_its_filters_say(administrator: User) -> None:
    desk = signed_in(administrator)
    make_tag()
    make_article(administrator)

    for model, screen in admin.site._registry.items():
        if model._meta.app_label == "axes":  # not ours, and for superusers alone
            continue
        page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        assert not screen.list_editable
        assert isinstance(screen, RuledAdmin)
        offered = soup(desk.get(page)).select(".changelist-filter-list a, #changelist-filter a")
        named = {link["href"].removeprefix("?").partition("=")[0] for link in offered} - {""}  # type: ignore[union-attr]
        assert named <= set(screen.lookups) | {"_facets"}, page


def test_case_27_forged_rows_and_fields_change_nothing(author_user: User, editor: User) -> None:
    mine, theirs = make_article(author_user, slug="mine"), make_article(editor, slug="theirs", title=SECRET)
    tag, author = make_tag(), signed_in(author_user)
    before = everything()
    forged = {
        "form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "form-0-id": theirs.pk, "form-0-title": "Forged",
        "revisions-TOTAL_FORMS": 1, "revisions-INITIAL_FORMS": 1, "revisions-0-number": 1, "_save": "Save",
    }  # fmt: skip

    assert author.post(address("changelist"), forged).status_code in (200, 302)
    assert author.post(address("tag_changelist"), forged | {"form-0-id": tag.pk}).status_code in (200, 302)
    assert everything() == before

    opened = fields(author.get(address("change", mine.pk)))
    unsaid = {"owner": editor.pk, "translation_key": theirs.translation_key, "acts": 9, "head": 9, "uuid": uuid4()}
    author.post(address("change", mine.pk), opened | forged | unsaid | {"title": "Mine anew"})

    now = Article.objects.get(pk=mine.pk)
    assert (now.title, now.owner, now.uuid, now.translation_key, now.head, now.acts) == (
        "Mine anew", author_user, mine.uuid, mine.translation_key, 2, 0,
    )  # fmt: skip
    assert Article.objects.get(pk=theirs.pk).title == SECRET


# --- Words that want to be more ---------------------------------------------------------------------------------------


class Attributes(HTMLParser):
    """Names and values of all attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(name, value or "") for name, value in attrs]


def acting(response: HttpResponse) -> list[tuple[str, str]]:
    """The attributes that would run something."""
    page = Attributes()
    page.feed(response.content.decode())
    return [(name, value) for name, value in page.found if name.startswith("on") or value.startswith("javascript:")]


def test_case_16_markup_in_any_field_stays_text_on_every_page(administrator: User) -> None:
    administrator.first_name = administrator.email = MARKUP
    administrator.save()
    article = full_of(MARKUP, administrator)
    desk = signed_in(administrator)

    seen = 0
    for page in pages_of(article):
        answer = desk.get(page)
        assert answer.status_code == 200, page
        assert b"<img src=x" not in answer.content, page
        assert acting(answer) == [], page
        seen += b"onerror=alert(1)" in answer.content
    assert seen > 25  # or it would be nowhere


SCRIPTS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//evil.example",
    "https:evil.example",
)


@pytest.mark.parametrize("url", SCRIPTS)
def test_case_16_no_address_is_a_script(url: str, publisher: User) -> None:
    with pytest.raises(Refused):
        make_article(publisher, related=(Related("Title", "", url),))
    with pytest.raises(Refused):
        make_author(links=[{"label": "Website", "url": url}])
    article = make_article(publisher, sections=(make_section("", f'<p><a href="{escape(url)}">x</a></p>'),))
    publish_now(article)

    assert article.sections.get().body == "<p>x</p>"
    assert b"alert(1)" not in Client().get("/articles/a-title/").content


TEMPLATE = "{{97*997}}{% debug %}{{request}}${97*997}#{97*997}%(title)s{0.__class__}{title}"
PRODUCT = str(97 * 997)  # what an engine would make of it, and no token or identifier holds by chance


def test_case_30_templates_in_any_field_come_back_literally(administrator: User, settings: Any) -> None:
    article = full_of(TEMPLATE, administrator)
    desk = signed_in(administrator)

    for page in pages_of(article)[::3]:
        text = desk.get(page).content.decode()
        assert PRODUCT not in text, page
        assert settings.SECRET_KEY not in text
    document = Client().get("/api/v1/articles/full/").json()
    words = [document["title"], document["kicker"], document["cover"]["alt"], document["seo"]["description"]]
    words += [document["authors"][0]["name"], document["tags"][0]["name"], document["category"]["name"]]
    words += [document["sections"][0]["heading"], document["related"][0]["title"], document["highlights"][0]["note"]]
    assert words == [TEMPLATE] * len(words)
