"""Every page of the desk in a real browser: it keeps to its policy, axe finds nothing, and nothing scrolls sideways.

The pages are those of the admin's URL configuration: a new one is walked without anybody remembering it, and fails
until it is a page, or stands in NO_PAGE.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.editing.autosaves import keep
from articles.editing.translations import start_translation
from articles.models import BulkRun, User
from articles.snapshot import Byline, Cover, Related
from tests.browser.conftest import Console, sign_in
from tests.browser.looking import RUN_AXE, look_at
from tests.factories import (
    PASSWORD,
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
    with_figure,
)

pytestmark = pytest.mark.browser

NO_PAGE = {
    # What scripts and forms talk to.
    "language", "logout", "jsi18n", "autocomplete", "articles_article_related", "articles_article_suggestions",
    "articles_article_preview", "articles_article_dismissal", "articles_article_autosave", "articles_image_upload",
    "articles_image_library", "articles_tag_suggest",
    # What leads to another page.
    "login", "view_on_site",
    # What nobody may: pictures come by upload, failures to sign in by failing.
    "articles_image_add", "axes_accessattempt_add", "axes_accesslog_add", "axes_accessfailurelog_add",
}  # fmt: skip

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
# Without its look into style sheets: that would load them anew, which the policy forbids as well.
AXE = {"resultTypes": ["violations"], "preload": False}
ALL = AXE | {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
OF_LOOKS = AXE | {"runOnly": ["color-contrast", "target-size", "scrollable-region-focusable"]}
"""What depends on width and colours: the rest is the same in both."""
LOOKS = (WIDE, "light", ALL), (NARROW, "dark", OF_LOOKS)
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"

LISTEN = """window.violated = [];
addEventListener("securitypolicyviolation", ({violatedDirective, blockedURI, sample}) =>
    violated.push(`${violatedDirective} ${blockedURI} ${sample}`));"""
SPILLS = """() => [...document.querySelectorAll("body, body *")]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && one.checkVisibility())
    .map(one => one.outerHTML.slice(0, 120))"""
"""What could not be seen without scrolling sideways. Named one by one, so that the failure says what to mend."""


@pytest.fixture
def administrator(db: None) -> User:
    return make_user("administrator", "maria", first_name="Maria", last_name="Okonkwo-Lindqvist", is_superuser=True)


@pytest.fixture
def newsroom(administrator: User) -> dict[str, Any]:
    """By the beginning of a route's name, the primary key of something of that kind, with much in it."""
    picture = make_image(administrator)
    tag, other = make_tag("rivers"), make_tag(LONG)
    cities = make_category("Cities")
    make_category(LONG, parent=cities)
    ada = make_author("Ada Penrose", links=[{"label": "Site", "url": f"https://ada.example/{'a' * 120}"}])
    table = "<table><tbody><tr><th><p>One</p></th><td><p>Two</p></td></tr></tbody></table>"
    text = f'<p>One <mark data-highlight="h0123456789">two</mark> <a href="https://a.example/">three</a>.</p>{table}'
    other_article = make_article(administrator, title="Never published", slug="never-published")
    article = make_article(
        administrator,
        title=f"A walk along the {LONG}",
        sections=(make_section("First", text), make_section("Second", with_figure(picture, "A caption"))),
        cover=Cover(str(picture.uuid)),
        related=(Related(article=str(other_article.uuid)), Related(title=LONG, url=f"https://a.example/{LONG}")),
        tags=(str(tag.uuid), str(other.uuid)),
        category=str(cities.uuid),
        authors=(Byline(str(ada.uuid)),),
    )
    publish_now(article)
    edit(article, title=f"A longer walk along the {LONG}")
    schedule_for(article, timezone.now() + timedelta(days=1))
    keep(article, {"title": ["A walk"]}, base=article.head, by=administrator)
    start_translation(article, locale="de", by=administrator)
    key, _header = make_key("preview", owner=administrator)
    row = {"article": article.pk, "revision": 2, "seen": 2, "title": article.title, "is_open": True}
    rows = [row | {"outcome": outcome, "words": LONG} for outcome in (BulkRun.Outcome.DONE, BulkRun.Outcome.REFUSED)]
    run = BulkRun.objects.create(uuid=uuid4(), by=administrator, act="publish", asked={}, rows=rows)
    tried = {"username": LONG, "ip_address": "192.0.2.7", "user_agent": "A browser"}
    return {
        "articles_article_bulk_run": str(run.pk),
        "articles_article": article.pk,
        "articles_image": picture.pk,
        "articles_author": ada.pk,
        "articles_category": cities.pk,
        "articles_tag": tag.pk,
        "articles_user": administrator.pk,
        "auth_user": administrator.pk,
        "api_apikey": key.pk,
        "axes_accessattempt": AccessAttempt.objects.create(**tried, failures_since_start=3).pk,
        "axes_accesslog": AccessLog.objects.create(**tried).pk,
        "axes_accessfailurelog": AccessFailureLog.objects.create(**tried).pk,
    }


def routes(patterns: Iterable[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, str]]:
    """The named ones: name, and the path with `<parameters>`."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, before + str(one.pattern))
        elif one.name:
            yield one.name, before + str(one.pattern)


def pages_of(newsroom: dict[str, Any]) -> list[str]:
    """The addresses of all that the desk answers with a page, and of pages that ask for a query."""
    found = []
    for name, route in routes(admin.site.get_urls()):
        if name in NO_PAGE:
            continue
        if name == "app_list":
            found += [reverse("admin:app_list", args=[app]) for app in ("articles", "api", "axes")]
            continue
        beginning = max(filter(name.startswith, newsroom), key=len, default="")
        key = newsroom.get(beginning)
        values = {"object_id": key, "id": key, "key": key, "number": 1, "locale": "de"}
        parameters = re.findall(r"<(?:\w+:)?(\w+)>", route)
        found.append(reverse(f"admin:{name}", kwargs={one: values[one] for one in parameters}) + query_of(name, key))
    article = reverse("admin:articles_article_change", args=[newsroom["articles_article"]])
    merge, tag = reverse("admin:articles_tag_merge"), newsroom["articles_tag"]
    found += [
        f"{article}?unsaved",
        f"{reverse('admin:articles_article_changelist')}?state=live&q=walk",
        f"{merge}?term={tag}&term={tag + 1}",
        f"{reverse('admin:articles_author_add')}?_popup=1",
    ]
    return found


def query_of(name: str, key: Any) -> str:
    """Of pages that ask what they are about."""
    if name.endswith("_merge"):
        return f"?term={key}"
    return f"?article={key}" if "_bulk_" in name and not name.endswith("_run") else ""


def faults(page: Page, address: str, status: int = 200) -> list[str]:
    """What is wrong with a page as it is opened, then wide in light and narrow in dark."""
    answer = page.goto(address)
    if answer is None or answer.status != status:
        return [f"answers {answer.status if answer else 'nothing'}"]
    if page.locator("#article_form").count():
        page.wait_for_selector("#article_form[data-ready]")
    return faults_of(page, answer.headers["content-security-policy"])


def faults_of(page: Page, policy: str) -> list[str]:
    rules = set(policy.split("; "))
    found = [] if "style-src 'self'" in rules and "unsafe" not in policy else [policy]
    found += page.evaluate("window.violated")
    # The next page is opened as this one is left: to draw each once more would cost as much as opening it.
    for size, scheme, rules_of_axe in LOOKS if page.viewport_size == WIDE else reversed(LOOKS):
        look_at(page, size=size, scheme=scheme)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found += [f"{size['width']} px: spills {one}" for one in page.evaluate(SPILLS)]
        found += [f"{size['width']} px, {scheme}: {one}" for one in page.evaluate(RUN_AXE, rules_of_axe)]
    return found


@pytest.fixture
def walker(page: Page, console: Console) -> Page:
    console.allow("inline style")  # axe's own; those of the page are counted before it runs
    page.add_init_script(LISTEN)
    page.add_init_script(AXE_SCRIPT)  # half a megabyte, which the browser keeps: to send it to each page takes longer
    page.emulate_media(reduced_motion="reduce")
    return page


@pytest.mark.parametrize("half", [0, 1])  # so that two processes may share them
def test_every_page_of_the_desk_is_sound(
    walker: Page, administrator: User, newsroom: dict[str, Any], half: int
) -> None:
    sign_in(walker, administrator)

    wrong = [f"{address}: {fault}" for address in pages_of(newsroom)[half::2] for fault in faults(walker, address)]

    assert not wrong, "\n".join(wrong)


def test_pages_of_who_is_not_signed_in_and_refusals_are_sound(
    walker: Page, console: Console, author_user: User, settings: Any
) -> None:
    for status in ("403", "404", "429"):
        console.allow(status)
    settings.PASSWORD_HASHERS = ["cms.passwords.Argon2Hasher"]  # as the site has it
    author_user.set_password(PASSWORD)
    author_user.save()

    wrong = {"login": faults(walker, "/admin/login/")}
    walker.get_by_label("Username").fill(author_user.username)
    walker.get_by_label("Password").fill(PASSWORD)
    walker.get_by_role("button", name="Log in").click()
    expect(walker.get_by_role("heading", name="The desk")).to_be_visible()
    wrong["403"] = faults(walker, "/admin/articles/user/", 403)
    wrong["404"] = faults(walker, "/admin/nowhere/", 404)
    look_at(walker, size=WIDE, scheme="light")
    walker.goto("/admin/")
    walker.get_by_role("button", name="Aino").click()
    with walker.expect_response("**/logout/") as answer:
        walker.get_by_role("button", name="Log out").click()
    wrong["logged out"] = faults_of(walker, answer.value.headers["content-security-policy"])
    for _attempt in range(6):
        walker.goto("/admin/login/")
        walker.get_by_label("Username").fill(author_user.username)
        walker.get_by_label("Password").fill("a wrong guess")
        with walker.expect_response("**/login/") as answer:
            walker.get_by_role("button", name="Log in").click()
    assert answer.value.status == 429
    wrong["locked out"] = faults_of(walker, answer.value.headers["content-security-policy"])

    assert not any(wrong.values()), wrong


def test_on_a_telephone_ways_and_filters_open_by_keyboard_and_the_theme_is_kept(desk: Page, console: Console) -> None:
    console.allow("inline style")  # axe's own
    look_at(desk, size=NARROW, scheme="light")
    desk.goto("/admin/articles/article/")
    desk.evaluate(AXE_SCRIPT)
    for button, inside in (
        ("Menu", desk.get_by_role("link", name="Pictures")),
        ("Paula", desk.get_by_role("link", name="Change password")),
        ("Filter", desk.get_by_role("link", name="withdrawn")),
    ):
        expect(inside).to_be_hidden()
        desk.get_by_role("button", name=button).focus()
        desk.keyboard.press("Enter")
        expect(inside).to_be_visible()
        assert desk.evaluate(RUN_AXE, ALL) == []
        desk.keyboard.press("Escape")
        expect(inside).to_be_hidden()

    grounds = []
    for _theme in range(3):
        desk.get_by_role("button", name="Toggle theme").click()
        desk.reload()
        grounds.append(desk.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(22, 23, 26)", "rgb(255, 255, 255)", "rgb(255, 255, 255)"]  # dark, light, auto
