"""The recipes of docs/frontends.md, word by word: pages from another origin, and programs, on the real site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from articles.editing.drafts import create_draft
from articles.models import Article
from articles.snapshot import Cover, Related
from tests.browser.conftest import Console, Site
from tests.factories import (
    edit,
    finish_renditions,
    make_article,
    make_content,
    make_image,
    make_section,
    publish_now,
    withdraw_now,
)

pytestmark = pytest.mark.browser

GUIDE = Path(__file__).resolve().parent.parent.parent / "docs" / "frontends.md"
EXAMPLE_SITE = "http://127.0.0.1:8000"
PASSAGE = "h0000000001"
SECTION = f'<p>Well 🙂, <mark data-highlight-id="{PASSAGE}">it was late</mark>.</p>'


def recipe(language: str, containing: str) -> str:
    """The code of the guide in this language that says so."""
    codes: list[str] = re.findall(rf"```{language}\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    return next(code for code in codes if containing in code)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Callable[[str, str], str]]:
    """Puts a file on another origin, and gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()

    def put(name: str, content: str) -> str:
        (tmp_path / name).write_text(content)
        return f"http://127.0.0.1:{server.server_address[1]}/{name}"

    yield put
    server.shutdown()
    server.server_close()


@pytest.fixture
def article_page(site: Site, elsewhere: Callable[[str, str], str]) -> str:
    """The recipe's page, which reads this site."""
    return elsewhere("article.html", recipe("html", "highlightSwitch").replace(EXAMPLE_SITE, site.url))


def make_clock() -> Article:
    picture = make_image(size=(1000, 800), alt="A clock", caption="At noon.", creator="Maren Oduya")
    finish_renditions()
    article = make_article(
        title="The Clock <b>",
        slug="the-clock",
        lead_html="It is <em>late</em>.",
        cover=Cover(str(picture.uuid)),
        sections=(make_section("At noon", SECTION),),
        related=(Related("Elsewhere", url="https://example.org/"),),
    )
    publish_now(article)
    return article


def test_page_in_plain_javascript_shows_article_picture_and_highlights(page: Page, article_page: str) -> None:
    make_clock()

    page.goto(f"{article_page}?article=the-clock")

    expect(page).to_have_title("The Clock <b>")
    expect(page.locator("h1")).to_have_text("The Clock <b>")
    expect(page.locator(".lead em")).to_have_text("late")
    expect(page.locator("section#at-noon h2")).to_have_text("At noon")
    expect(page.locator("figcaption")).to_have_text("At noon. Maren Oduya")
    picture = page.get_by_role("img", name="A clock")
    picture.evaluate("img => img.decode()")
    assert picture.evaluate("img => img.currentSrc").endswith(".avif")
    assert picture.evaluate("img => Math.round(100 * img.clientWidth / img.clientHeight)") == 178  # 16:9
    expect(page.get_by_role("link", name="Elsewhere")).to_have_attribute("href", "https://example.org/")
    mark = page.locator(f"mark#{PASSAGE}")
    expect(mark).to_have_text("it was late")
    expect(mark).to_have_css("background-color", "rgba(0, 0, 0, 0)")

    page.get_by_role("switch", name="Highlights").check()

    expect(mark).to_have_css("background-color", "rgb(255, 255, 0)")
    page.reload()
    expect(page.get_by_role("switch", name="Highlights")).to_be_checked()


def test_page_in_plain_javascript_goes_from_language_to_language(page: Page, article_page: str) -> None:
    english = make_clock()
    german = make_content("Die Uhr", "die-uhr", locale="de")
    publish_now(create_draft(german, by=english.owner, translation_key=english.translation_key))
    page.goto(f"{article_page}?article=the-clock")

    page.get_by_role("link", name="Die Uhr").click()

    expect(page.locator("h1")).to_have_text("Die Uhr")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.get_by_role("link", name="The Clock <b>")).to_be_visible()


def test_page_in_plain_javascript_follows_a_new_slug_and_says_what_is_gone(
    page: Page, article_page: str, console: Console
) -> None:
    for status in ("400", "401", "404", "410"):
        console.allow(status)
    article = make_clock()
    edit(article, slug="the-late-clock")
    publish_now(article)

    page.goto(f"{article_page}?article=the-clock")
    expect(page.locator("h1")).to_have_text("The Clock <b>")

    withdraw_now(article, "withdrawn", note="It was on time.")
    page.reload()
    expect(page.get_by_role("status")).to_have_text("It was on time.")

    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/" in request.url else None)
    for query in ("article=no-such-thing", "article=the-clock&locale=xx", "", "article=..", "article="):
        page.goto(f"{article_page}?{query}")
        expect(page.get_by_role("status")).to_have_text("There is no such article.")
    assert len(asked) == 2  # where nothing is named, nothing is asked

    page.goto(f"{article_page}?token=expired")
    expect(page.get_by_role("status")).to_have_text("This preview link holds no more.")


def test_page_in_plain_javascript_shows_a_draft_to_who_has_a_preview_link(page: Page, article_page: str) -> None:
    article = make_article(title="Not yet", slug="not-yet")
    token = import_module("articles.previews").sign_preview(article, by=article.owner)

    page.goto(f"{article_page}?token={token}&locale=de")

    expect(page.locator("h1")).to_have_text("Not yet")


def test_search_box_finds_while_people_type(page: Page, site: Site, elsewhere: Callable[[str, str], str]) -> None:
    make_clock()
    elsewhere("search.js", recipe("js", "export function searchBox"))
    script = f"""import {{ searchBox }} from "./search.js";
    searchBox(document.querySelector("input"), document.querySelector("ul"), "{site.url}/api/v1", "en");"""
    source = f'<!doctype html><title>Search</title><input aria-label="Search"><ul></ul><script type="module">{script}'
    page.goto(elsewhere("search.html", f"{source}</script>"))

    page.get_by_label("Search").press_sequentially("cloc", delay=20)

    found = page.get_by_role("link", name="The Clock <b>")
    expect(found).to_have_attribute("href", f"{site.url}/articles/the-clock/")
    expect(found.locator("mark")).to_have_text("Clock")


def test_pieces_by_offsets_are_the_passages(page: Page, site: Site, elsewhere: Callable[[str, str], str]) -> None:
    make_clock()
    elsewhere("pieces.js", recipe("js", "export function pieces"))
    page.goto(elsewhere("empty.html", "<!doctype html><title>Empty</title>"))

    told = page.evaluate(
        """async (site) => {
            const { ofSection, ofLead } = await import("./pieces.js");
            const article = await (await fetch(`${site}/api/v1/articles/the-clock/`)).json();
            const simple = (pieces) => pieces.map(({ text, highlight }) => [text, highlight?.id ?? null]);
            return [simple(ofLead(article)), simple(ofSection(article, article.sections[0]))];
        }""",
        site.url,
    )

    assert told == [[["It is late.", None]], [["Well 🙂, ", None], ["it was late", PASSAGE], [".", None]]]


def test_shelf_asks_whether_what_it_has_still_holds(site: Site, transactional_db: None) -> None:
    asked: list[int] = []
    shelf = shelf_of(site, asked)
    article = make_clock()
    path = "/api/v1/articles/?fields=title"

    first, again = shelf.get(path), shelf.get(path)
    edit(article, title="On time")
    publish_now(article)
    newer = shelf.get(path)
    withdraw_now(article)

    assert first["results"] == again["results"] == [{"title": "The Clock <b>"}]
    assert newer["results"] == [{"title": "On time"}]
    assert asked == [200, 304, 200]
    assert shelf.get("/api/v1/articles/the-clock/") is None


def shelf_of(site: Site, asked: list[int]) -> Any:
    """The guide's `Shelf`, which notes what it is answered."""
    names: dict[str, Any] = {}
    exec(compile(recipe("python", "class Shelf"), str(GUIDE), "exec"), names)  # noqa: S102  # what the guide says

    def noting(request: Any, timeout: float) -> Any:
        try:
            answer = urlopen(request, timeout=timeout)  # noqa: S310  (our own site)
        except names["HTTPError"] as told:
            asked.append(told.code)
            raise
        asked.append(answer.status)
        return answer

    names["urlopen"] = noting
    return names["Shelf"](site.url)
