"""Acts on many articles in the browser: chosen, asked and done by the keyboard, and told of each."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from articles.models import Article
from tests.browser.conftest import Console
from tests.browser.writing import press
from tests.factories import edit, make_article, make_image, make_section, make_tag, publish_now, with_figure

pytestmark = pytest.mark.browser


def choose(page: Page, act: str, *titles: str) -> None:
    page.goto("/admin/articles/article/")
    for title in titles:
        page.get_by_role("row").filter(has_text=title).get_by_role("checkbox").press("Space")
    page.get_by_label("Action:").select_option(label=act)
    page.get_by_role("button", name="Go", exact=True).press("Enter")


def listed(page: Page, heading: str) -> Locator:
    return page.get_by_role("region", name=heading).get_by_role("listitem")


def no_complaints(page: Page) -> None:
    found = Axe().run(page, context="#content-main")
    assert found.violations_count == 0, found.generate_report()


def test_articles_are_published_and_tagged_in_bulk_by_keys(desk: Page, console: Console) -> None:
    console.allow("inline style")  # axe's own
    mute = make_section(html=with_figure(make_image(alt="")))
    one, two = make_article(title="One", slug="one"), make_article(title="Two", slug="two")
    make_article(title="Mute", slug="mute", sections=(mute,))
    publish_now(two)
    edit(two, kicker="Newer")
    rivers = make_tag("rivers")

    choose(desk, "Publish …", "One", "Two", "Mute")
    expect(listed(desk, "2 articles")).to_have_count(2)
    expect(listed(desk, "Left out: 1 article")).to_contain_text("No alt text")
    no_complaints(desk)
    desk.get_by_label("What kind of change is it?").select_option("silent")
    desk.get_by_role("button", name="Publish them now").press("Enter")

    expect(desk.get_by_role("status")).to_have_text("2 done, 1 left out.")
    no_complaints(desk)
    desk.go_back()
    expect(listed(desk, "Left out: 3 articles")).to_have_count(3)  # nothing to be sent once more
    desk.go_forward()
    desk.reload()
    assert [article.versions.count() for article in (one, two)] == [1, 2]
    desk.get_by_role("link", name="Try the others again …").press("Enter")
    expect(listed(desk, "Left out: 1 article")).to_contain_text("Mute")

    choose(desk, "Tag …", "One", "Two")
    desk.get_by_role("combobox", name="Add").focus()
    desk.keyboard.type("riv")
    expect(desk.get_by_role("option", name="rivers")).to_be_visible()
    press(desk, "ArrowDown", "Enter")
    no_complaints(desk)
    desk.get_by_role("button", name="Change the tags").press("Enter")
    expect(listed(desk, "Done")).to_have_text(["✓ Two Saved as revision 3.", "✓ One Saved as revision 2."])
    assert [list(Article.objects.get(pk=one.pk).tags.all()) for one in (one, two)] == [[rivers], [rivers]]
