"""Taxonomy at the desk: trees moved by hand and by keys, typed tags, merging, portraits, windows to make terms."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.editing.category_tree import standing_below
from articles.models import Article, Author, Category, Tag, User
from articles.snapshot import Byline
from tests.articles.media.pictures import draw, encoded
from tests.browser.conftest import Console, sign_in
from tests.browser.writing import open_article, press, save
from tests.factories import make_article, make_author, make_category, make_section, make_tag

pytestmark = pytest.mark.browser

TREE = "/admin/articles/category/"


def names(parent: Category | None = None, locale: str = "en") -> list[str]:
    return [one.name for one in standing_below(parent, locale=locale)]


def said(page: Page, words: str) -> None:
    expect(page.locator("[data-tree-status]")).to_have_text(words)


def handle(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=f"Move {name}", exact=True)


def row(page: Page, category: Category) -> Locator:
    return page.locator(f'[data-category="{category.pk}"] > .tree-row')


def drag(page: Page, name: str, target: Category, part: float) -> None:
    """Onto the row, at that part of its height."""
    box = row(page, target).bounding_box()
    assert box is not None
    handle(page, name).drag_to(row(page, target), target_position={"x": 150, "y": box["height"] * part})


def test_a_category_is_moved_by_the_arrow_keys_and_each_move_is_saved_and_said(desk: Page) -> None:
    one = make_category("One")
    make_category("Two")
    make_category("Three")  # by name: One, Three, Two

    desk.goto(TREE)
    handle(desk, "Two").focus()
    press(desk, "ArrowUp")
    said(desk, "“Two” stands at the top now, 2 of 3.")
    press(desk, "ArrowRight")
    said(desk, "“Two” stands below “One” now, 1 of 1.")
    assert (names(), names(one)) == (["One", "Three"], ["Two"])
    press(desk, "ArrowRight")
    said(desk, "It cannot go further that way.")
    press(desk, "ArrowLeft", "ArrowDown")
    said(desk, "“Two” stands at the top now, 3 of 3.")

    expect(handle(desk, "Two")).to_be_focused()
    assert names() == ["One", "Three", "Two"]
    assert (
        desk.locator("[data-tree] > ol > li").evaluate_all("items => items.map(item => item.dataset.name)") == names()
    )


def test_a_category_is_moved_by_buttons(desk: Page) -> None:
    make_category("One")
    make_category("Two")

    desk.goto(TREE)
    handle(desk, "Two").click()
    desk.get_by_role("button", name="Two: Up", exact=True).click()
    said(desk, "“Two” stands at the top now, 1 of 2.")

    assert names() == ["Two", "One"]


def test_a_category_is_dragged_before_after_and_below_others(desk: Page) -> None:
    one, two, three = make_category("A"), make_category("B"), make_category("C")

    desk.goto(TREE)
    drag(desk, "C", one, 0.1)
    said(desk, "“C” stands at the top now, 1 of 3.")
    drag(desk, "A", two, 0.9)
    said(desk, "“A” stands at the top now, 3 of 3.")
    assert names() == ["C", "B", "A"]
    drag(desk, "B", three, 0.5)
    said(desk, "“B” stands below “C” now, 1 of 1.")

    assert (names(), names(three)) == (["C", "A"], ["B"])
    assert row(desk, two).locator("xpath=ancestor::li").nth(0).get_attribute("data-name") == "C"


def test_what_is_refused_is_said_and_stays_in_its_place(desk: Page, console: Console) -> None:
    one, german = make_category("One"), make_category("Eins", "de")
    two = make_category("Two", parent=one)
    console.allow("422")

    desk.goto(TREE)
    drag(desk, "One", two, 0.5)
    said(desk, "A category cannot stand below itself. Choose another parent.")
    drag(desk, "Two", german, 0.5)
    said(desk, "The parent is of another locale. Choose one of the same locale.")

    assert (names(), names(one), names(locale="de")) == (["One"], ["Two"], ["Eins"])
    assert row(desk, two).locator("xpath=ancestor::li").nth(0).get_attribute("data-name") == "One"


def test_a_tag_is_made_by_typing_its_name_and_an_existing_one_is_taken(desk: Page) -> None:
    zurich = make_tag("Zürich")
    make_tag("Zug")
    article = make_article(sections=(make_section("One", "<p>Words.</p>"),))

    open_article(desk, article)
    box = desk.get_by_role("combobox", name="Tags")
    box.press_sequentially("ZURICH")
    box.press("Enter")
    box.press_sequentially("zu")
    desk.get_by_role("option", name="Zug").wait_for()
    press(desk, "ArrowDown", "Enter")
    box.press_sequentially("Night")
    offered = desk.get_by_role("option", name="Make the tag: Night")
    expect(offered).to_be_visible()
    offered.click(trial=True)  # it lies over the fields that follow
    box.press_sequentially(" trains,")
    expect(desk.get_by_role("button", name="Remove: Night trains")).to_be_visible()
    desk.get_by_role("button", name="Remove: Zug").click()
    box.press_sequentially("typed only")
    save(desk)

    assert sorted(article.tags.values_list("name", flat=True)) == ["Night trains", "Zürich", "typed only"]
    assert zurich in article.tags.all()
    assert Tag.objects.count() == 4
    expect(desk.get_by_role("button", name="Remove: Night trains")).to_be_visible()


def test_an_author_chooses_tags_and_is_told_that_none_can_be_made(page: Page, author_user: User) -> None:
    make_tag("rivers")
    article = make_article(author_user)
    sign_in(page, author_user)

    open_article(page, article)
    box = page.get_by_role("combobox", name="Tags")
    box.press_sequentially("seas")
    box.press("Enter")
    expect(page.locator(".tag-field").get_by_role("status")).to_contain_text("There is no such tag.")
    box.fill("Rivers")
    box.press("Enter")
    save(page)

    assert [tag.name for tag in article.tags.all()] == ["rivers"]
    assert Tag.objects.count() == 1


def test_category_and_author_are_made_in_windows_of_the_writing_page(desk: Page) -> None:
    article = make_article(locale="de", authors=(Byline(str(make_author("Ada").uuid)),))

    open_article(desk, article)
    with desk.expect_popup() as opened:
        desk.locator("#add_id_category").click()
    opened.value.get_by_label("Name").fill("Kultur")
    expect(opened.value.get_by_label("Locale")).to_have_value("de")
    with opened.value.expect_event("close"):
        opened.value.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator("#id_category option:checked")).to_have_text("Kultur")
    desk.get_by_role("button", name="Add author").click()
    with desk.expect_popup() as opened:
        desk.locator("#add_id_authors-1-author").click()
    opened.value.get_by_label("Name").fill("Bo")
    with opened.value.expect_event("close"):
        opened.value.get_by_role("button", name="Save", exact=True).click()
    save(desk)

    draft = Article.objects.get(pk=article.pk)
    assert draft.category is not None
    assert (draft.category.name, draft.category.locale) == ("Kultur", "de")
    assert [byline.author.name for byline in draft.bylines.all()] == ["Ada", "Bo"]


def test_a_portrait_is_uploaded_and_links_are_added_and_ordered(desk: Page, tmp_path: Path) -> None:
    ada = make_author("Ada")
    (tmp_path / "ada.jpg").write_bytes(encoded(draw(400, 400)))

    desk.goto(f"/admin/articles/author/{ada.pk}/change/")
    desk.get_by_role("button", name="Choose a picture …").click()
    dialog = desk.get_by_role("dialog", name="Choose the portrait")
    dialog.get_by_label("Drop pictures here").set_input_files(tmp_path / "ada.jpg")
    dialog.get_by_role("button", name="ada.jpg").click()
    expect(desk.get_by_role("button", name="Choose another picture …")).to_be_focused()
    expect(desk.locator("[data-portrait-picture]")).to_have_js_property("naturalWidth", 320)
    for label, address in (("Site", "https://ada.example/"), ("Work", "https://work.example/")):
        desk.get_by_role("button", name="Add link").click()
        desk.keyboard.type(label)
        press(desk, "Tab")
        desk.keyboard.type(address)
    desk.get_by_role("button", name="Up").nth(1).click()
    desk.get_by_label("Bio: German").fill("Schreibt.")
    desk.get_by_role("button", name="Save and continue editing").click()
    expect(desk.locator(".messagelist")).to_contain_text("was changed successfully")

    saved = Author.objects.get()
    assert saved.portrait is not None
    assert [link["label"] for link in saved.links] == ["Work", "Site"]
    assert [(bio.locale, bio.text) for bio in saved.bios.all()] == [("de", "Schreibt.")]
