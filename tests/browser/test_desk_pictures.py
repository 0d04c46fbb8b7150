"""Pictures at the desk: upload, focal point, cover and figures, in a real browser under the real policy."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.models import Image
from articles.snapshot import Cover
from tests.articles.media.pictures import draw, encoded, xmp
from tests.browser.conftest import Console
from tests.browser.writing import drafted, open_article, press, put_cursor, save
from tests.factories import make_article, make_section, with_figure

pytestmark = pytest.mark.browser


def files(folder: Path) -> dict[str, Path]:
    """A photograph with its rights, one without, and something that is none."""
    contents = {
        "gull.jpg": encoded(draw(800, 500), xmp=xmp()),
        "plain.png": encoded(draw(600, 600), "PNG"),
        "page.jpg": b"<html>no picture</html>",
    }
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return {name: folder / name for name in contents}


def upload(page: Page, *paths: Path) -> Locator:
    """On the page, or in its dialog. Gives the rows."""
    page.get_by_label("Drop pictures here, or choose files").set_input_files(list(paths))
    return page.locator(".upload-rows li")


def in_library(page: Page, *paths: Path) -> list[Image]:
    """Uploaded by the running site, whose folder of pictures is its own."""
    page.goto("/admin/articles/image/")
    rows = upload(page, *paths)
    for row in range(len(paths)):
        expect(rows.nth(row)).to_contain_text("In the library.")
    return [Image.objects.get(label=path.name) for path in paths]


def test_several_files_are_uploaded_at_once_each_with_its_own_answer(
    desk: Page, console: Console, tmp_path: Path
) -> None:
    sent = files(tmp_path)
    console.allow("422")

    desk.goto("/admin/articles/image/")
    rows = upload(desk, *sent.values())
    expect(rows.nth(0)).to_contain_text("In the library.")
    expect(rows.nth(1)).to_contain_text("In the library. Describe it")
    expect(rows.nth(2)).to_contain_text("This file is no picture of a format that can be taken in.")
    again = upload(desk, sent["gull.jpg"])
    expect(again.nth(3)).to_contain_text("Was in the library already")
    rows.nth(0).get_by_role("link").click()

    expect(desk.get_by_label("Alt text")).to_have_value("A gull")
    expect(desk.get_by_label("Creator")).to_have_value("Ada Penrose, Bo Quist")
    assert Image.objects.count() == 2


def test_a_file_is_dropped_on_the_list(desk: Page) -> None:
    desk.goto("/admin/articles/image/")
    desk.locator("[data-upload-area] input").wait_for()
    desk.evaluate(
        """data => {
            const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0));
            const transfer = new DataTransfer();
            transfer.items.add(new File([bytes], "dropped.jpg", {type: "image/jpeg"}));
            const place = document.querySelector(".drop-zone");
            for (const kind of ["dragover", "drop"]) {
                place.dispatchEvent(new DragEvent(kind, {dataTransfer: transfer, bubbles: true, cancelable: true}));
            }
        }""",
        base64.b64encode(encoded()).decode(),
    )
    expect(desk.locator(".upload-rows li")).to_contain_text("In the library.")

    assert Image.objects.get().label == "dropped.jpg"


def test_the_focal_point_follows_mouse_and_keys_and_so_do_the_crops(desk: Page, tmp_path: Path) -> None:
    (image,) = in_library(desk, files(tmp_path)["gull.jpg"])

    desk.goto(f"/admin/articles/image/{image.pk}/change/")
    picture = desk.locator(".focal-picture img")
    box = picture.bounding_box()
    assert box is not None
    desk.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.5)
    press(desk, "ArrowRight", "Shift+ArrowUp", "ArrowUp")
    status = desk.locator(".focal-status")
    expect(status).to_have_text("26 % from the left, 39 % from the top")
    shown = desk.locator(".focal-crop-square img").evaluate("image => getComputedStyle(image).objectPosition")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist")).to_contain_text("was changed successfully")

    image.refresh_from_db()
    assert (round(image.focal_x, 2), round(image.focal_y, 2)) == (0.26, 0.39)
    assert shown == "0% 50%"  # the square begins at the left edge: the point is nearer to it than half a square


def test_a_cover_is_uploaded_and_chosen_in_the_dialog_and_asked_for_its_alt_text(desk: Page, tmp_path: Path) -> None:
    article = make_article()

    open_article(desk, article)
    desk.get_by_role("button", name="Choose a picture …").click()
    dialog = desk.get_by_role("dialog", name="Choose the cover")
    expect(dialog.get_by_role("status").last).to_have_text("No picture found.")
    upload(desk, files(tmp_path)["plain.png"])
    dialog.get_by_role("button", name="plain.png").click()
    expect(desk.locator("[data-cover-words]")).to_have_text("No alt text yet: write one, or it cannot be published.")
    desk.get_by_role("button", name="Save and publish …").click()
    expect(desk.locator(".field-cover_alt .errorlist")).to_contain_text("No alt text: “plain.png”.")
    desk.get_by_label("Cover's alt text").fill("Four colours")
    desk.get_by_role("button", name="Save and publish …").click()
    desk.get_by_role("button", name="Publish now").click()
    expect(desk.locator(".messagelist")).to_contain_text("Published")

    saved = drafted(article)
    assert (saved.cover, saved.cover_alt) == (Image.objects.get(), "Four colours")


def test_a_figure_is_put_below_the_paragraph_with_its_caption_and_words(desk: Page, tmp_path: Path) -> None:
    sent = files(tmp_path)
    gull, plain = in_library(desk, sent["gull.jpg"], sent["plain.png"])
    article = make_article(sections=(make_section("One", "<p>First.</p><p>Second.</p>"),))

    open_article(desk, article)
    put_cursor(desk, "First.")
    press(desk, "Alt+F10")
    desk.get_by_role("toolbar", name="Formatting").get_by_role("button", name="Picture", exact=True).click()
    dialog = desk.get_by_role("dialog", name="Put a picture into the text")
    dialog.get_by_label("Search the library").fill("plain")
    expect(dialog.get_by_role("button", name="gull.jpg")).to_have_count(0)
    dialog.get_by_role("button", name="plain.png").click()
    press(desk, "Control+Alt+2")  # in a caption no heading is made: the picture would be gone
    desk.keyboard.type("A caption")
    press(desk, "Enter")
    desk.keyboard.type("Between.")
    figure = desk.locator(".figure-image")
    expect(figure.locator("img")).to_have_js_property("naturalWidth", 320)
    figure.get_by_label("Alt text here").fill("Four colours")
    save(desk)

    assert drafted(article).sections.get().body == (
        f'<p>First.</p><figure data-image="{plain.uuid}" data-alt="Four colours">'
        "<figcaption>A caption</figcaption></figure><p>Between.</p><p>Second.</p>"
    )
    assert [row.image for row in drafted(article).article_images.all()] == [plain]
    assert gull.article_images.count() == 0


def test_a_figure_is_changed_removed_and_brought_back_and_untouched_ones_stay(desk: Page, tmp_path: Path) -> None:
    sent = files(tmp_path)
    gull, plain = in_library(desk, sent["gull.jpg"], sent["plain.png"])
    body = with_figure(gull, "<em>A</em> gull", "Two gulls")
    article = make_article(cover=Cover(str(gull.uuid)), sections=(make_section("One", body),))

    open_article(desk, article)
    figure = desk.locator(".figure-image")
    expect(figure.get_by_label("Alt text here")).to_have_value("Two gulls")
    expect(figure).to_contain_text(f"Credit: Ada Penrose, Bo Quist / {gull.credit}")
    in_the_library = figure.get_by_role("link", name="Change it in the library")
    expect(in_the_library).to_have_attribute("href", f"/admin/articles/image/{gull.pk}/change/")
    figure.get_by_role("button", name="Change picture").click()
    desk.get_by_role("dialog").get_by_role("button", name="plain.png").click()
    expect(figure).to_contain_text("No credit yet.")
    figure.get_by_role("button", name="Remove picture").click()
    expect(figure).to_have_count(0)
    press(desk, "Control+z")
    expect(figure).to_have_count(1)
    save(desk)

    assert drafted(article).sections.get().body == body.replace(str(gull.uuid), str(plain.uuid))
    assert drafted(article).cover == gull
