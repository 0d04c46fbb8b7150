"""What stands beside the text: it follows what is typed, folds, leads to what is to be mended; and the desk's keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from articles.models import User
from articles.snapshot import Byline, Cover, Related
from tests.browser.conftest import Console, Site, sign_in
from tests.browser.writing import drafted, open_article, opened, press, put_cursor, unfold
from tests.factories import make_article, make_author, make_image, make_section, publish_now

pytestmark = pytest.mark.browser


def group(page: Page, name: str) -> Locator:
    return page.locator(f"[data-group={name}]")


def result(page: Page) -> list[str]:
    """As a search engine shows it: address, title, description."""
    return page.locator("[data-search-result] > div > p").all_inner_texts()


def test_the_search_result_and_the_lengths_follow_what_is_typed(desk: Page, publisher: User) -> None:
    figure = f'<figure data-image="{make_image(publisher).uuid}"><figcaption>A gull.</figcaption></figure>'
    body = f"{figure}<p>Opening.</p>"
    article = make_article(publisher, title="Short", slug="short", lead_html="", sections=(make_section("", body),))
    open_article(desk, article)
    unfold(desk)
    shown = desk.locator("[data-result-title]")
    site = desk.locator("[data-result-address]").inner_text().partition(" ")[0]

    assert result(desk) == [f"{site} › articles › short", "Short", "A gull. Opening."]
    expect(desk.locator("#seo-title-length")).to_have_text(
        "Empty: the title stands for it. 5 characters. Short: there is room to say more."
    )

    desk.get_by_label("Title:", exact=True).fill("The river that nobody had seen for ninety years")
    desk.locator('[data-writing-editor="lead"]').click()
    desk.keyboard.type("It is still there.")
    expect(desk.locator("[data-result-description]")).to_have_text("It is still there.")
    assert result(desk)[:2] == [
        f"{site} › articles › the-river-that-nobody-had-seen-for-ninety-years",  # as nobody knows the old one
        "The river that nobody had seen for ninety years",
    ]

    desk.get_by_label("SEO title").fill("River " * 12)
    desk.get_by_label("SEO description").fill("A walk along it.")
    desk.get_by_label("Keep out of search engines").check()
    expect(shown).to_have_text("River River River River River River River River River River River River")
    expect(desk.locator("[data-result-description]")).to_have_text("A walk along it.")
    expect(desk.locator("#seo-title-length")).to_have_text("71 characters. Long: what follows 60 may not be shown.")
    expect(desk.locator("[data-search-result] figcaption")).to_have_text("Search engines are asked not to show it.")


def test_the_address_says_what_becomes_of_the_old_one(desk: Page, publisher: User) -> None:
    draft = make_article(publisher, title="A draft", slug="a-draft")
    live = make_article(publisher, title="Live", slug="live")
    publish_now(live)
    fate = desk.locator("[data-address-fate]")

    open_article(desk, draft)
    expect(desk.locator("[data-address-shown]")).to_contain_text("/articles/a-draft/")
    expect(fate).to_be_empty()
    desk.get_by_label("Slug").fill("another")
    expect(desk.locator("[data-address-shown]")).to_contain_text("/articles/another/")
    expect(fate).to_have_text("Nobody outside knows the old address: it will lead nowhere.")
    desk.get_by_label("Slug").fill("Über uns!")
    expect(desk.locator("[data-address-shown]")).to_contain_text("/articles/…/")
    expect(fate).to_have_text(
        "This cannot stand in an address. Use small letters a–z, digits and single hyphens, and not digits alone. "
        "As in: ueber-uns"
    )
    expect(desk.get_by_label("Slug")).to_have_attribute("aria-invalid", "true")
    desk.get_by_label("Slug").fill("")
    expect(desk.locator("[data-address-shown]")).to_contain_text("/articles/a-draft/")
    expect(desk.get_by_label("Slug")).not_to_have_attribute("aria-invalid", "true")

    open_article(desk, live)
    desk.get_by_label("Slug").fill("alive")
    expect(fate).to_have_text("Readers find it at …/live until the next publish. From then on that address leads here.")


def test_groups_are_found_as_they_were_left_and_open_with_what_is_to_be_mended(desk: Page, publisher: User) -> None:
    article = make_article(publisher)
    open_article(desk, article)
    expect(group(desk, "rights")).not_to_have_attribute("open", "")
    group(desk, "rights").locator("summary").click()
    group(desk, "filing").locator("summary").press("Enter")
    expect(group(desk, "filing").locator("[data-hint]")).to_contain_text("Feature")

    open_article(desk, article)
    expect(group(desk, "rights")).to_have_attribute("open", "")
    expect(group(desk, "filing")).not_to_have_attribute("open", "")

    group(desk, "rights").locator("summary").click()
    unfold(desk)
    desk.get_by_label("Licence").fill("no address at all")
    desk.get_by_label("Priority").fill("12")
    group(desk, "rights").locator("summary").click()
    desk.keyboard.press("Control+s")
    opened(desk)
    expect(group(desk, "rights")).to_have_attribute("open", "")
    expect(group(desk, "filing")).to_have_attribute("open", "")
    expect(desk.locator(".field-licence .errorlist")).to_be_visible()
    desk.locator(".refusals").get_by_role("link", name="Licence").click()
    expect(desk.get_by_label("Licence")).to_be_focused()
    assert drafted(article).head == 1


def test_what_is_reached_by_tab_is_never_hidden_behind_a_bar(desk: Page, publisher: User) -> None:
    article = make_article(publisher, authors=(Byline(str(make_author("Ada").uuid)),), related=(Related("Outside"),))
    open_article(desk, article)
    unfold(desk)
    desk.locator("#id_title").focus()

    reached, hidden = [], []
    while "bar" not in reached and len(reached) < 120:
        desk.keyboard.press("Tab")
        where, name, bar = desk.evaluate(REACHED)
        reached.append(where)
        hidden += [f"{name} behind {bar}"] if bar else []

    assert {"text", "beside", "bar"} <= set(reached)
    assert reached.count("beside") > 20
    assert hidden == []


REACHED = """() => {
    const held = document.activeElement;
    const [top, bottom] = ['.writing-toolbar', '.desk-bar'].map(name => document.querySelector(name));
    const where = held.closest('.writing-beside') ? 'beside' : held.closest('.desk-bar') ? 'bar' : 'text';
    const edges = held.getBoundingClientRect();
    const isBehind = bar => {
        const over = bar.getBoundingClientRect();
        return !bar.contains(held) && edges.left < over.right && over.left < edges.right
            && edges.top < over.bottom && over.top < edges.bottom;
    };
    const bar = held.isContentEditable ? null : [top, bottom].find(isBehind);
    return [where, held.id || held.textContent.trim(), bar?.className ?? ''];
}"""


def test_until_the_scripts_stand_no_source_is_shown_and_without_scripts_it_can_be_written_in(
    desk: Page, publisher: User, browser: Browser, site: Site, console: Console
) -> None:
    article = make_article(publisher, sections=(make_section("One", "<p>Words.</p>"),))
    address = f"/admin/articles/article/{article.pk}/change/"
    console.allow("ERR_FAILED")
    desk.route("**/desk/writing*.js", lambda route: route.abort())
    desk.goto(address)
    source = desk.locator("#id_document")
    expect(source).to_be_hidden()
    before = desk.locator("#id_title").bounding_box()
    desk.unroute("**/desk/writing*.js")
    open_article(desk, article)
    after = desk.locator("#id_title").bounding_box()
    assert before and after and abs(before["y"] - after["y"]) < 1

    with browser.new_context(base_url=site.url, java_script_enabled=False) as context:
        page = context.new_page()
        sign_in(page, publisher)
        page.goto(address)
        page.locator("#id_document").fill("<h2>One</h2><p>By hand.</p>")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".messagelist")).to_contain_text("Saved as revision 2.")
    assert drafted(article).sections.get().body == "<p>By hand.</p>"


def test_the_cover_shows_its_crops_around_the_focal_point(desk: Page, publisher: User) -> None:
    image = make_image(publisher, size=(400, 300), focal_x=0.0, focal_y=1.0)
    open_article(desk, make_article(publisher, cover=Cover(str(image.uuid))))

    cover = group(desk, "cover")
    expect(cover.locator(".focal-crop-square img")).to_have_css("object-position", "0% 50%")
    expect(cover.locator(".focal-crop-wide img")).to_have_css("object-position", "50% 100%")
    with desk.expect_popup() as other:
        cover.get_by_role("link", name="Move the focal point").click()
    expect(other.value.get_by_role("button", name="Focal point")).to_be_visible()


def test_all_acts_are_in_the_bar_also_on_a_narrow_screen(desk: Page, publisher: User) -> None:
    article = make_article(publisher)
    publish_now(article)
    desk.set_viewport_size({"width": 390, "height": 844})
    open_article(desk, article)

    for name in ("Save", "Save and publish …", "Save and schedule …"):
        expect(desk.get_by_role("button", name=name, exact=True)).to_be_in_viewport()
    desk.locator("[data-menu] summary").press("Enter")
    expect(desk.get_by_role("link", name="Withdraw …")).to_be_in_viewport()
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("link", name="Withdraw …")).to_be_hidden()
    assert desk.evaluate("document.documentElement.scrollWidth") == 390


def test_the_keys_do_what_the_sheet_says(desk: Page, publisher: User) -> None:
    article = make_article(publisher, sections=(make_section("", "<p>One.</p>"),))
    sheet = desk.get_by_role("dialog", name="Keyboard shortcuts")

    desk.goto("/admin/")
    desk.evaluate("for (const key of '??') document.dispatchEvent(new KeyboardEvent('keydown', { key }))")
    expect(sheet.get_by_role("heading", name="Lists and the start page")).to_be_visible()
    press(desk, "Escape")
    expect(sheet).to_have_count(0)
    desk.goto("/admin/articles/article/")
    press(desk, "/")
    expect(desk.locator("#searchbar")).to_be_focused()
    press(desk, "?")
    expect(desk.locator("#searchbar")).to_have_value("?")

    open_article(desk, article)
    put_cursor(desk, "One.")
    desk.keyboard.type(" Two?")
    press(desk, "Control+/")
    expect(sheet.get_by_role("heading", name="Lists and the start page")).to_have_count(0)
    sheet.get_by_label("Keys without Ctrl work").uncheck()
    press(desk, "Escape")
    press(desk, "F6")
    expect(group(desk, "cover").locator("summary")).to_be_focused()
    press(desk, "?")
    expect(sheet).to_have_count(0)
    press(desk, "F6")
    expect(desk.locator('[data-writing-editor="document"]')).to_be_focused()
    desk.keyboard.press("Control+s")
    expect(desk.locator(".messagelist")).to_contain_text("Saved as revision 2")
    opened(desk)
    bottom = desk.locator(".historylink").evaluate("one => one.getBoundingClientRect().bottom")
    assert bottom <= desk.locator(".messagelist").evaluate("one => one.getBoundingClientRect().top")
    desk.keyboard.press("Control+Shift+Enter")
    expect(desk.get_by_label("Goes live on")).to_be_visible()
