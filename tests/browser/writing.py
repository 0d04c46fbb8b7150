"""How tests write in the browser: open an article, put the cursor somewhere, press keys, save."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from articles.editing.freezing import freeze
from articles.models import Article
from articles.text.document import SectionText, compose
from tests.factories import make_article, make_section

FIRST, SECOND = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
MARK = "h0123456789"
SETTLED = """() => new Promise(done =>
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 25))))"""


def open_article(page: Page, article: Article) -> Locator:
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    return opened(page)


def opened(page: Page) -> Locator:
    """The editor of the text, once it can be written in."""
    page.wait_for_selector("#article_form[data-ready]")
    return page.locator('[data-writing-editor="document"]')


def unfold(page: Page) -> None:
    """Open all groups beside the text."""
    page.evaluate("document.querySelectorAll('[data-group]').forEach(group => group.open = true)")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Saved as revision")
    page.wait_for_selector("#article_form[data-ready]")


def press(page: Page, *keys: str) -> None:
    """One after the other, at a speed that a hand could have: a selection reaches the editor a moment after its key."""
    for key in keys:
        if key in ("Control+c", "Control+x"):
            page.wait_for_timeout(150)  # what is taken is the editor's own selection
        page.keyboard.press(key)
        page.evaluate(SETTLED)


def put_cursor(page: Page, text: str, *, at: str = "End") -> None:
    """Into the block with this text: to its End, or Home."""
    page.locator('[data-writing-editor="document"]').get_by_text(text, exact=True).click()
    press(page, at)


def paste(page: Page, words: str, *, kind: str = "text/html") -> None:
    """As the system's clipboard would give it: a paste event with HTML, or with "text/plain"."""
    page.evaluate(
        """([words, kind]) => {
            const data = new DataTransfer();
            data.setData(kind, words);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        [words, kind],
    )


def drafted(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def heading_ids(article: Article) -> list[tuple[str, str]]:
    return [(section.heading, str(section.uuid)) for section in article.sections.all()]


def two_sections() -> Article:
    return make_article(
        sections=(
            make_section("First", "<p>One two three.</p>", FIRST),
            make_section("Second", "<p>Four five six.</p>", SECOND),
        )
    )


def composed(article: Article) -> str:
    return compose(SectionText(one.id, one.heading, one.html) for one in freeze(article).sections)


def lose_pointer(page: Page) -> None:
    """As the browser tells of a drag that it took over for itself. The mouse is pointer 1."""
    page.evaluate("document.dispatchEvent(new PointerEvent('pointercancel', { pointerId: 1, bubbles: true }))")
