"""Who may open and do what on the desk: each address, each role, and nothing changed where it is refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from articles.models import Article, Change, PublishedVersion, Revision, User
from tests.articles.admin.pages import address, begin, fields, send, signed_in
from tests.factories import make_article, make_category, make_user, publish_now

OF_AN_ARTICLE: list[tuple[str, tuple[int, ...]]] = [
    ("change", ()),
    ("delete", ()),
    ("history", ()),
    ("revision", (1,)),
    ("restore", (1,)),
    ("preview", ()),
    ("autosave", ()),
    ("unsaved", ()),
    ("publish", ()),
    ("schedule", ()),
    ("unschedule", ()),
    ("withdraw", ()),
    ("expire", ()),
]
ACTS = ("publish", "schedule", "unschedule", "withdraw", "expire")


def everything() -> list[Any]:
    models = (Article, Revision, PublishedVersion, Change)
    accounts = list(User.objects.order_by("pk").values("pk", "username", "password", "is_superuser"))
    return [accounts, *(list(model.objects.order_by("pk").values()) for model in models)]


@pytest.mark.parametrize(("page", "arguments"), OF_AN_ARTICLE)
def test_an_author_opens_no_page_of_a_colleagues_draft(
    page: str, arguments: tuple[int, ...], author_user: User, editor: User
) -> None:
    url = address(page, make_article(editor).pk, *arguments)
    author = signed_in(author_user)
    before = everything()

    answers = [author.get(url), author.post(url, {"title": "Mine", "base": 1, "revision": 1, "seen": 0, "post": "yes"})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert everything() == before


@pytest.mark.parametrize("page", ACTS)
def test_whoever_may_not_publish_reaches_no_act(page: str, author_user: User, editor: User, publisher: User) -> None:
    own = make_article(author_user)
    before = everything()

    for user, expected in ((author_user, 403), (editor, 403), (publisher, 200)):
        assert (user, signed_in(user).get(address(page, own.pk)).status_code) == (user, expected)
        if expected == 403:
            data = {"revision": 1, "seen": 0, "how": "killed", "at": "2040-01-01T12:00"}
            assert signed_in(user).post(address(page, own.pk), data).status_code == 403
    assert everything() == before


def test_no_act_is_done_by_opening_its_page(publisher: User) -> None:
    article = make_article(publisher)
    publish_now(article)
    before = everything()

    for page in ACTS:
        assert signed_in(publisher).get(address(page, article.pk), {"how": "killed", "seen": 1}).status_code == 200
    assert everything() == before


def test_an_author_writes_restores_and_deletes_own_drafts(author_user: User) -> None:
    author = signed_in(author_user)

    article = begin(author, "Mine")
    assert article.owner == author_user
    assert send(author, address("change", article.pk), title="Still mine", _save="Save").status_code == 302
    assert send(author, address("restore", article.pk, 1)).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.head) == ("Mine", 3)
    assert send(author, address("delete", article.pk)).status_code == 302
    assert not Article.objects.exists()


def test_an_author_sees_colleagues_articles_in_the_list_and_no_way_into_them(author_user: User, editor: User) -> None:
    mine, other = (
        make_article(author_user, title="Mine", slug="mine"),
        make_article(editor, title="Other", slug="other"),
    )

    page = signed_in(author_user).get(address("changelist")).content.decode()

    assert "Other" in page
    assert address("change", mine.pk) in page
    assert address("change", other.pk) not in page


def test_bulk_deletion_with_a_colleagues_draft_deletes_nothing(author_user: User, editor: User) -> None:
    mine, other = make_article(author_user, slug="mine"), make_article(editor, slug="other")
    data = {"action": "delete_selected", "_selected_action": [mine.pk, other.pk], "post": "yes"}

    answer = signed_in(author_user).post(address("changelist"), data)

    assert answer.status_code == 403
    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    ("model", "field", "allowed"),
    [
        ("relatedlink", "target", "author editor publisher administrator"),
        ("articleauthor", "author", "author editor publisher administrator"),
        ("article", "tags", "author editor publisher administrator"),
        ("revision", "by", "administrator"),
    ],
)
def test_suggestions_are_for_those_who_may_see_what_is_suggested(
    db: None, model: str, field: str, allowed: str
) -> None:
    url = reverse("admin:autocomplete")
    data = {"app_label": "articles", "model_name": model, "field_name": field, "term": ""}

    for role in ("author", "editor", "publisher", "administrator"):
        expected = 200 if role in allowed.split() else 403
        assert (role, signed_in(make_user(role)).get(url, data).status_code) == (role, expected)
    staff = make_user("", is_active=True)
    User.objects.filter(pk=staff.pk).update(is_staff=True)
    assert signed_in(User.objects.get(pk=staff.pk)).get(url, data).status_code == 403


def test_the_desk_is_closed_to_whoever_does_not_work_here(stranger: User) -> None:
    answer = signed_in(stranger).get(address("changelist"))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("admin:login"))  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["author", "category", "tag"])
def test_terms_are_made_by_editors_and_not_by_authors(kind: str, author_user: User, editor: User) -> None:
    url = address(f"{kind}_add")

    assert signed_in(author_user).get(url).status_code == 403
    assert signed_in(author_user).post(url, {"name": "New", "locale": "en"}).status_code == 403
    assert send(signed_in(editor), url, name="New").status_code == 302


def test_an_author_may_not_change_or_delete_a_term(author_user: User) -> None:
    category = make_category()

    assert signed_in(author_user).post(address("category_change", category.pk), {"name": "Mine"}).status_code == 403
    assert signed_in(author_user).post(address("category_delete", category.pk), {"post": "yes"}).status_code == 403
    category.refresh_from_db()
    assert category.name == "Cities"


@pytest.mark.parametrize("role", ["author", "editor", "publisher"])
def test_accounts_are_for_administrators_only(db: None, role: str) -> None:
    client, account = signed_in(make_user(role)), make_user("editor")

    pages = [address("user_changelist"), address("user_add"), address("user_change", account.pk)]
    pages += [address("user_delete", account.pk), reverse("admin:auth_user_password_change", args=[account.pk])]

    assert [client.get(page).status_code for page in pages] == [403] * 5


def test_an_administrator_gives_roles_but_cannot_touch_a_superuser(db: None) -> None:
    administrator = signed_in(make_user("administrator"))
    root = make_user("administrator", is_superuser=True)
    account = make_user("author")
    url = address("user_change", account.pk)

    data = fields(administrator.get(url), "#user_form") | {
        "groups": [],
        "is_superuser": "on",
        "time_zone": "Asia/Tokyo",
    }
    assert administrator.post(url, data).status_code == 302
    account.refresh_from_db()
    assert (list(account.groups.all()), account.is_superuser, account.time_zone) == ([], False, "Asia/Tokyo")

    password = reverse("admin:auth_user_password_change", args=[root.pk])
    assert administrator.post(address("user_change", root.pk), {"username": "taken"}).status_code == 403
    assert administrator.post(password, {"password1": "x" * 14, "password2": "x" * 14}).status_code == 403
    assert administrator.post(address("user_delete", root.pk), {"post": "yes"}).status_code == 403
    assert User.objects.get(pk=root.pk).password == root.password
