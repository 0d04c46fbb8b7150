"""Explore more in the browser: the picker by keyboard, rows that move, go and come back, addresses of this site."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.editing.freezing import freeze
from articles.editing.translations import start_translation
from articles.models import Article, User
from articles.snapshot import Byline, Related
from tests.browser.conftest import Site
from tests.browser.writing import drafted, lose_pointer, open_article, press, save
from tests.factories import edit, make_article, make_author, publish_now

pytestmark = pytest.mark.browser


@pytest.fixture
def trams(publisher: User) -> list[Article]:
    made = [make_article(publisher, title=f"Tram {n}", slug=f"tram-{n}") for n in (1, 2, 3)]
    publish_now(made[0])
    return made


@pytest.fixture
def article(publisher: User, trams: list[Article]) -> Article:
    return make_article(publisher, title="Own", slug="own", related=tuple(Related(article=str(t.uuid)) for t in trams))


def explore(page: Page, article: Article) -> Locator:
    open_article(page, article)
    page.wait_for_selector("[data-related][data-ready]")
    return page.get_by_role("combobox", name="Search an article, or paste its address")


def search(box: Locator, text: str) -> Locator:
    box.fill(text)
    options = box.page.locator("#related-found [role=option]")
    expect(options.first).to_be_visible()
    return options


def saved(article: Article) -> list[str]:
    """Titles of those that it leads to now."""
    by_id = {str(one.uuid): one.title for one in Article.objects.all()}
    return [by_id[link.article] if link.article else link.title for link in freeze(drafted(article)).related]


def row(page: Page, name: str) -> Locator:
    return page.locator(f"[data-related] > ol > li[aria-label^='{name},']")


def announced(page: Page, words: str) -> None:
    expect(page.locator("[data-related] > [role=status]")).to_have_text(words)


def test_articles_of_one_search_are_added_by_keyboard_alone(desk: Page, publisher: User, trams: list[Article]) -> None:
    own = make_article(publisher, title="Own", slug="own")

    box = explore(desk, own)
    options = search(box, "tram")
    expect(desk.locator("[data-picker-note]")).to_have_text("3 results. Choose with the arrow keys and Enter.")
    press(desk, "ArrowDown", "ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "related-found-1")
    press(desk, "Enter")
    expect(box).to_be_focused()
    expect(desk.locator("[data-picker-note]")).to_have_text("Added: Tram 3")  # behind the one that is public
    expect(options.nth(1)).to_have_attribute("aria-disabled", "true")
    press(desk, "Enter")  # the next one
    expect(desk.locator("[data-picker-note]")).to_have_text("Added: Tram 2")
    press(desk, "Tab")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("")
    save(desk)

    assert saved(own) == ["Tram 3", "Tram 2"]


def test_the_search_is_left_by_escape_never_sends_the_form_and_adds_nothing_twice(desk: Page, article: Article) -> None:
    box = explore(desk, article)
    search(box, "tram")

    press(desk, "Escape")
    expect(desk.locator("#related-found")).to_be_hidden()
    expect(box).to_have_value("tram")
    press(desk, "Escape")
    expect(box).to_have_value("")

    box.fill("nothing like it")
    press(desk, "Enter")
    expect(desk.locator("[data-picker-note]")).to_have_text("No article found.")
    assert drafted(article).head == 1

    options = search(box, "tram 1")
    expect(options.first).to_have_attribute("aria-disabled", "true")
    expect(options.first).to_contain_text("already in the list")
    options.first.click(force=True)  # Playwright waits for what is disabled
    expect(desk.locator("[data-related] > ol > li")).to_have_count(3)


def test_rows_move_by_keys_by_buttons_and_by_a_drag(desk: Page, article: Article) -> None:
    explore(desk, article)

    remove = row(desk, "Tram 3").get_by_role("button", name="Remove: Tram 3")
    remove.focus()
    press(desk, "Alt+ArrowUp", "Alt+ArrowUp")
    announced(desk, "Now 1 of 3: Tram 3")
    expect(remove).to_be_focused()
    row(desk, "Tram 1").get_by_role("button", name="Move down: Tram 1").click()
    announced(desk, "Now 3 of 3: Tram 1")
    save(desk)
    assert saved(article) == ["Tram 3", "Tram 2", "Tram 1"]

    desk.wait_for_selector("[data-related][data-ready]")
    handle = row(desk, "Tram 3").locator(".row-handle")
    handle.scroll_into_view_if_needed()
    start, last = handle.bounding_box(), row(desk, "Tram 1").bounding_box()
    assert start is not None and last is not None
    rows = desk.locator("[data-related] > ol > li")

    def begin() -> None:
        desk.mouse.move(start["x"] + 5, start["y"] + 5)
        desk.mouse.down()
        desk.mouse.move(start["x"] + 5, last["y"] + last["height"] - 3, steps=20)

    begin()
    expect(rows.last).to_contain_text("Tram 3")
    lose_pointer(desk)
    expect(rows.first).to_contain_text("Tram 3")
    desk.mouse.up()
    begin()
    desk.mouse.up()
    announced(desk, "Now 3 of 3: Tram 3")
    save(desk)
    assert saved(article) == ["Tram 2", "Tram 1", "Tram 3"]


def test_a_removed_row_comes_back_to_its_place_by_undo(desk: Page, article: Article) -> None:
    explore(desk, article)

    row(desk, "Tram 1").get_by_role("button", name="Remove: Tram 1").click()
    row(desk, "Tram 2").get_by_role("button", name="Remove: Tram 2").click()
    announced(desk, "Removed: Tram 2")
    expect(desk.get_by_role("button", name="Undo, bring back: Tram 2")).to_be_focused()
    press(desk, "Enter")
    announced(desk, "Back again: Tram 2")
    save(desk)

    assert saved(article) == ["Tram 2", "Tram 3"]


def test_a_refused_form_brings_rows_order_and_removals_back(desk: Page, article: Article) -> None:
    explore(desk, article)

    row(desk, "Tram 1").get_by_role("button", name="Move down: Tram 1").click()
    row(desk, "Tram 3").get_by_role("button", name="Remove: Tram 3").click()
    desk.get_by_role("button", name="Add an address outside").click()
    desk.keyboard.type("https://example.org/")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator("[data-related] .errorlist")).to_contain_text("with a title")
    expect(desk.get_by_role("button", name="Undo, bring back: Tram 3")).to_be_visible()
    desk.locator("[data-related] [name$='-title']:visible").fill("Outside")
    save(desk)

    assert saved(article) == ["Tram 2", "Tram 1", "Outside"]


def test_an_address_of_this_site_is_the_article_and_one_outside_is_offered_from_the_search(
    desk: Page, site: Site, publisher: User, trams: list[Article]
) -> None:
    own = make_article(publisher, title="Own", slug="own")

    box = explore(desk, own)
    options = search(box, f"{site.url}/articles/tram-2/")
    expect(options.first).to_have_attribute("aria-selected", "true")
    press(desk, "Enter")
    expect(row(desk, "Tram 2")).to_contain_text("Not public now: readers do not see it.")

    desk.get_by_role("button", name="Add an address outside").click()
    expect(desk.locator("[data-related] [name$='-url']:visible").last).to_be_focused()
    desk.keyboard.type(f"{site.url}/articles/tram-3/")
    press(desk, "Tab")
    expect(desk.locator(".related-offer")).to_contain_text("This is an article of this site.")
    desk.get_by_role("button", name="Use the article").click()
    expect(row(desk, "Tram 3")).to_be_visible()

    search(box, "example.org/story")
    press(desk, "ArrowDown", "Enter")
    expect(desk.locator("[data-related] [name$='-title']:visible").last).to_be_focused()
    desk.keyboard.type("A story")
    save(desk)

    assert freeze(drafted(own)).related == (
        Related(article=str(trams[1].uuid)),
        Related(article=str(trams[2].uuid)),
        Related(title="A story", url="https://example.org/story"),
    )


def test_another_locale_lets_its_translation_speak_at_once(desk: Page, publisher: User, article: Article) -> None:
    german = start_translation(Article.objects.get(title="Tram 1"), locale="de", by=publisher)
    edit(german, publisher, title="Bahn 1")
    publish_now(german)

    explore(desk, article)
    desk.get_by_label("Locale").select_option("de")

    expect(row(desk, "Bahn 1")).to_contain_text("Its translation speaks for “Tram 1 (en)”.")


def test_authors_move_by_keys_too(desk: Page, publisher: User) -> None:
    signed = tuple(Byline(str(make_author(name).uuid)) for name in ("Ada", "Ben"))
    own = make_article(publisher, title="Own", slug="own", authors=signed)

    open_article(desk, own)
    desk.get_by_role("button", name="Remove: Ben").focus()
    press(desk, "Alt+ArrowUp")
    save(desk)

    assert [byline.author for byline in freeze(drafted(own)).authors] == [signed[1].author, signed[0].author]
