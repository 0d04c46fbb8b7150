"""Never lose a word: what was written is there again, whatever ended: page, browser, session or server."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect

from articles.models import Article, Autosave, User
from cms.management.commands.serve import granian
from tests.browser import chromium
from tests.browser.conftest import ARGUMENTS, PATIENCE, STARTS_WITHIN, Console, Site, free_port, sign_in, wait_for
from tests.browser.writing import FIRST, composed, drafted, open_article, opened, put_cursor, save
from tests.factories import PASSWORD, edit, make_article, make_section

pytestmark = pytest.mark.browser

KEPT = re.compile(r"Text kept at \d\d:\d\d")
QUIET = 2  # seconds


def of(user: User) -> Article:
    return make_article(user, sections=(make_section("First", "<p>One two three.</p>", FIRST),))


def write(page: Page, words: str) -> None:
    put_cursor(page, "One two three.")
    page.keyboard.type(words)


def status(page: Page) -> Any:
    return page.locator("[data-autosave] [role=status]")


def expect_offer(page: Page) -> None:
    expect(page.get_by_role("heading", name="You have newer unsaved text from")).to_be_visible()


def restore(page: Page) -> Any:
    """The text, once what was offered is in it."""
    expect_offer(page)
    page.get_by_role("link", name="Restore").click()
    expect(page.get_by_role("heading", name="This is your unsaved text from")).to_be_visible()
    return opened(page)


def test_after_two_seconds_of_quiet_it_is_kept_and_offered_until_it_is_saved_or_discarded(
    desk: Page, publisher: User
) -> None:
    article = of(publisher)
    open_article(desk, article)
    desk.wait_for_timeout(1000 * (QUIET + 0.5))
    expect(status(desk)).to_be_empty()
    assert not Autosave.objects.exists()  # to open it and to look at it keeps nothing

    write(desk, " Four.")
    expect(status(desk)).to_have_text(KEPT)
    assert drafted(article).head == 1
    expect(status(desk)).to_have_attribute("role", "status")  # announced when there is time

    desk.goto("about:blank")
    open_article(desk, article)
    expect(desk.locator("#article_form .writing-columns")).to_have_attribute("inert", "")
    desk.get_by_role("link", name="Compare").click()
    expect(desk.locator("ins")).to_have_text("Four.")
    desk.get_by_role("link", name="Back").click()
    expect(restore(desk)).to_contain_text("One two three. Four.")
    save(desk)

    assert "One two three. Four." in composed(drafted(article))
    assert not Autosave.objects.exists()
    expect(desk.locator(".unsaved-offer")).to_have_count(0)

    put_cursor(desk, "One two three. Four.")
    desk.keyboard.type(" Five.")
    expect(status(desk)).to_have_text(KEPT)
    desk.goto("about:blank")
    open_article(desk, article)
    desk.get_by_role("button", name="Discard").click()
    expect(desk.locator(".messagelist")).to_contain_text("is discarded")

    text = opened(desk)
    expect(text).to_contain_text("One two three.")
    expect(text).not_to_contain_text("Five.")
    expect(desk.locator(".unsaved-offer")).to_have_count(0)  # what is discarded is not offered again


def test_one_that_is_still_on_its_way_when_the_save_is_through_is_refused(
    desk: Page, publisher: User, console: Console
) -> None:
    console.allow("409")
    article = of(publisher)
    late: list[Request] = []
    desk.route("**/autosave/", lambda route, request: late.append(request))  # sent, and under way for ever
    open_article(desk, article)
    write(desk, " Four.")
    desk.wait_for_timeout(1000 * (QUIET + 0.5))
    desk.unroute("**/autosave/")
    save(desk)

    arrive = """({url, body, token}) => fetch(url, {method: "POST", body, headers: {
        "Content-Type": "application/json", "X-CSRFToken": token}}).then(answer => answer.status)"""
    token = desk.locator("#article_form [name=csrfmiddlewaretoken]").input_value()
    assert desk.evaluate(arrive, {"url": late[0].url, "body": late[0].post_data, "token": token}) == 409

    open_article(desk, article)
    expect(desk.locator(".unsaved-offer")).to_have_count(0)


def test_a_colleagues_save_is_told_and_stops_nothing(desk: Page, publisher: User, editor: User) -> None:
    article = of(publisher)
    open_article(desk, article)
    edit(article, by=editor, kicker="By Edgar")
    write(desk, " Four.")

    expect(status(desk)).to_contain_text("Edgar Editor saved revision 2 of this article")
    assert Autosave.objects.get().base == 1


def test_text_of_another_window_is_not_overwritten(desk: Page, publisher: User, console: Console) -> None:
    console.allow("409")
    article = of(publisher)
    other = desk.context.new_page()
    open_article(desk, article)
    open_article(other, article)

    write(desk, " Four.")
    expect(status(desk)).to_have_text(KEPT)
    write(other, " Five.")
    expect(status(other)).to_contain_text("You have other unsaved text of this article, perhaps in another window.")

    assert "Four." in Autosave.objects.get().form["document"][0]


def test_what_a_duplicated_tab_writes_is_not_kept_in_the_place_of_the_first_ones(
    desk: Page, publisher: User, console: Console
) -> None:
    console.allow("ERR_INTERNET_DISCONNECTED")
    article = of(publisher)
    open_article(desk, article)
    with desk.expect_popup() as opened_tab:  # a window that a page opens begins with a copy of its memory, too
        desk.evaluate("window.open(location.href)")
    twin = opened_tab.value
    opened(twin)
    desk.context.set_offline(True)

    for page, words in ((desk, " Four."), (twin, " Five.")):
        write(page, words)
        expect(status(page)).to_contain_text("Meanwhile what you write is kept in this browser.")

    texts = """() => new Promise(done => {
        indexedDB.open("desk-unsent").onsuccess = ({target}) =>
            target.result.transaction("texts").objectStore("texts").getAll().onsuccess =
                ({target}) => done(target.result.map(({fields}) => fields.document[0].match(/Four|Five/)[0]).sort());
    })"""
    assert twin.evaluate(texts) == ["Five", "Four"]


# --- Without a server, without a session ----------------------------------------------------------------------------


def test_what_cannot_be_sent_is_kept_in_the_browser_and_offered_by_the_next_page(
    desk: Page, publisher: User, console: Console
) -> None:
    console.allow("ERR_INTERNET_DISCONNECTED")
    article = of(publisher)
    open_article(desk, article)
    desk.context.set_offline(True)
    write(desk, " Four.")
    desk.get_by_role("button", name="Save", exact=True).click()  # leads to no error page
    expect(status(desk)).to_contain_text("Not saved yet. The server does not answer.")
    expect(status(desk)).to_contain_text("Meanwhile what you write is kept in this browser.")
    desk.close()
    desk.context.set_offline(False)

    page = desk.context.new_page()
    open_article(page, article)

    expect(restore(page)).to_contain_text("One two three. Four.")


def test_a_save_that_never_arrives_is_offered_even_where_the_writer_saved_on_another_machine(
    desk: Page, publisher: User, console: Console
) -> None:
    console.allow("503")
    article = of(publisher)
    open_article(desk, article)
    page = re.compile(r"/change/$")
    busy = {"status": 503, "body": "Busy."}
    desk.route(page, lambda route, request: route.fulfill(**busy) if request.method == "POST" else route.continue_())
    write(desk, " Four.")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("Busy.")).to_be_visible()
    desk.unroute(page)
    edit(article, by=publisher, kicker="Elsewhere")

    open_article(desk, article)

    expect(restore(desk)).to_contain_text("One two three. Four.")
    assert drafted(article).kicker == "Elsewhere"


def test_a_save_that_is_refused_while_an_autosave_is_on_its_way_goes_on_from_it(
    desk: Page, publisher: User, console: Console
) -> None:
    console.allow("ERR_ABORTED")
    article = of(publisher)
    open_article(desk, article)

    arrived: list[Route] = []

    def arrive_without_an_answer(route: Route) -> None:
        if arrived:
            route.continue_()
        else:
            arrived.append(route)
            route.fetch()

    desk.route("**/autosave/", arrive_without_an_answer)
    desk.locator("#id_title").fill("")
    with desk.expect_request("**/autosave/"):
        desk.wait_for_timeout(1000 * (QUIET + 0.5))
    assert Autosave.objects.get().form["title"] == [""]
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("This field is required.", exact=True)).to_be_visible()

    opened(desk)
    write(desk, " Four.")
    expect(status(desk)).to_have_text(KEPT)
    assert "One two three. Four." in Autosave.objects.get().form["document"][0]


def test_a_lost_session_is_told_and_after_signing_in_again_the_writing_goes_on(
    desk: Page, publisher: User, console: Console, settings: Any
) -> None:
    console.allow("401")
    console.allow("403")
    let_sign_in(desk, publisher, settings)
    article = of(publisher)
    open_article(desk, article)
    desk.context.clear_cookies()

    write(desk, " Four.")
    expect(status(desk)).to_contain_text("You are not signed in any more.")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(status(desk)).to_contain_text("Not saved yet. You are not signed in any more.")
    with desk.expect_popup() as opened_tab:
        status(desk).get_by_role("link", name="Sign in again and go on").click()
    sign_in_by_form(opened_tab.value, publisher)
    expect(opened_tab.value.get_by_text("Go back to the tab with your text")).to_be_visible()
    opened_tab.value.close()

    expect(status(desk)).to_have_text("The server answers again: you can save now.")
    assert "Four." in Autosave.objects.get().form["document"][0]
    put_cursor(desk, "One two three. Four.")
    desk.keyboard.type(" Five.")
    save(desk)
    assert "One two three. Four. Five." in composed(drafted(article))


def test_a_save_that_finds_the_session_lost_loses_nothing(desk: Page, publisher: User, settings: Any) -> None:
    let_sign_in(desk, publisher, settings)
    article = of(publisher)
    open_article(desk, article)
    desk.context.clear_cookies(name="session")

    write(desk, " Four.")
    desk.get_by_role("button", name="Save", exact=True).click()
    sign_in_by_form(desk, publisher)

    expect(restore(desk)).to_contain_text("One two three. Four.")


def let_sign_in(page: Page, user: User, settings: Any) -> None:
    """By the form, too. They are signed in anew, since a new password ends a session."""
    settings.PASSWORD_HASHERS = ["cms.passwords.Argon2Hasher"]  # as the site has it
    user.set_password(PASSWORD)
    user.save()
    sign_in(page, user)


def sign_in_by_form(page: Page, user: User) -> None:
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


# --- Killed ---------------------------------------------------------------------------------------------------------


def test_a_browser_that_is_killed_in_mid_sentence_loses_two_seconds_at_the_most(
    browser: Browser, context: BrowserContext, site: Site, publisher: User, tmp_path: Path
) -> None:
    address = f"{site.url}/admin/articles/article/{of(publisher).pk}/change/"
    typed: list[tuple[float, str]] = []

    with running(browser, tmp_path, publisher) as (page, kill):
        page.goto(address)
        opened(page)
        put_cursor(page, "One two three.")
        for number in range(40):
            page.keyboard.type(f" w{number:02d}")
            typed.append((time.monotonic(), f"w{number:02d}"))
            time.sleep(0.1)
        kill()
        killed = time.monotonic()

    with running(browser, tmp_path, publisher) as (page, _kill):
        page.goto(address)
        text = restore(page).inner_text()
    assert [word for at, word in typed if at < killed - QUIET and word not in text] == []
    assert [word for _at, word in typed if text.count(word) > 1] == []


@contextmanager
def running(browser: Browser, profile: Path, user: User) -> Iterator[tuple[Page, Callable[[], None]]]:
    """A page of a browser of its own, which remembers what its profile holds; and the way to kill it."""
    port_file = profile / "DevToolsActivePort"
    port_file.unlink(missing_ok=True)
    options = [*ARGUMENTS, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    process = subprocess.Popen(
        [str(chromium.find()), *options, *root, "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )

    def kill() -> None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)

    try:
        end = time.monotonic() + STARTS_WITHIN
        while not port_file.exists() or "\n" not in port_file.read_text():
            assert time.monotonic() < end, "the browser did not start"
            time.sleep(0.05)
        remote = browser.browser_type.connect_over_cdp(f"http://127.0.0.1:{port_file.read_text().split()[0]}")
        context = remote.contexts[0]
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        sign_in(page, user)
        yield page, kill
    finally:
        if process.poll() is None:
            kill()


def test_a_server_that_is_killed_in_the_middle_of_an_autosave_and_comes_back_has_it(
    context: BrowserContext, site: Site, publisher: User, settings: Any
) -> None:
    article = of(publisher)
    settings.PORT = free_port()
    address = f"http://127.0.0.1:{settings.PORT}"

    def serve() -> subprocess.Popen[bytes]:
        process = site.start(*granian("127.0.0.1"), PORT=str(settings.PORT))
        wait_for(f"{address}/healthz", process, site.log)
        return process

    def kill(process: subprocess.Popen[bytes]) -> None:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(20)

    server = serve()
    try:
        page = context.new_page()
        sign_in(page, publisher)
        page.goto(f"{address}/admin/articles/article/{article.pk}/change/")
        opened(page)
        with transaction.atomic():  # the autosave waits for its turn to write
            with page.expect_request("**/autosave/"):
                write(page, " Four.")
            page.wait_for_timeout(300)
            kill(server)
        expect(status(page)).to_contain_text("The server does not answer.")
        assert not Autosave.objects.exists()

        page.keyboard.type(" Five.")
        server = serve()
        expect(status(page)).to_have_text(KEPT, timeout=40_000)
        assert "<p>One two three. Four. Five.</p>" in Autosave.objects.get().form["document"][0]
    finally:
        kill(server)


def test_a_server_that_kept_the_text_and_died_before_its_answer_takes_what_is_written_on(
    desk: Page, publisher: User, console: Console
) -> None:
    console.allow("ERR_CONNECTION_RESET")

    def die_before_the_answer(route: Route) -> None:
        route.fetch()
        route.abort("connectionreset")

    article = of(publisher)
    open_article(desk, article)
    desk.route("**/autosave/", die_before_the_answer)
    write(desk, " Four.")
    expect(status(desk)).to_contain_text("The server does not answer.")
    assert "Four." in Autosave.objects.get().form["document"][0]

    desk.unroute("**/autosave/")
    desk.keyboard.type(" Five.")
    expect(status(desk)).to_have_text(KEPT, timeout=20_000)
    assert "<p>One two three. Four. Five.</p>" in Autosave.objects.get().form["document"][0]
