"""Acts on many articles of the list: asked once, done one by one, and told of each."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.admin import bulk_runs
from articles.models import Article, Autosave, BulkRun, Change, PublishedVersion, Revision, Tag, User
from tests.articles.admin.pages import address, errors, fields, signed_in, soup, told
from tests.articles.conftest import Clock
from tests.factories import (
    edit,
    make_article,
    make_image,
    make_section,
    make_tag,
    make_user,
    publish_now,
    schedule_for,
    with_figure,
    withdraw_now,
)


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, a request does all that it can."""
    monkeypatch.setattr(bulk_runs, "AT_ONCE", 600)


def make(user: User, title: str, **options: Any) -> Article:
    return make_article(user, title=title, slug=title.lower().replace(" ", "-"), **options)


def choose(desk: Client, act: str, *articles: Article, **more: Any) -> str:
    """Choose them in the list, and this act in its menu; gives the address to which it leads."""
    data = {"action": f"bulk_{act}", "_selected_action": [one.pk for one in articles]} | more
    answer = desk.post(address("changelist"), data)
    assert answer.status_code == 302, answer.content
    return str(answer["Location"])


def typed(page: HttpResponse) -> dict[str, Any]:
    """What the page that asks would send as it stands: what is ticked, and what is left out."""
    rows = [str(one["value"]) for one in soup(page).select("[name=row][checked]")]
    left = [str(one["value"]) for one in soup(page).select("[name=left]")]
    return fields(page, ".bulk-page form") | {"row": rows, "left": left}


def do(desk: Client, act: str, *articles: Article, **changes: Any) -> dict[str, tuple[str, str]]:
    """From the list to the results."""
    url = choose(desk, act, *articles)
    answer = desk.post(url, typed(desk.get(url)) | changes)
    assert answer.status_code == 302, errors(answer)
    return results(desk.get(answer["Location"]))


def results(page: HttpResponse) -> dict[str, tuple[str, str]]:
    """By title: done, refused, left-out or waiting, and what is said."""
    found = {}
    for part in ("done", "refused", "left-out", "waiting"):
        for row in soup(page).select(f"[aria-labelledby=bulk-{part}] li"):
            said = row.select_one("p")
            name = row.select_one("a, strong")
            assert name is not None
            found[name.text] = (part, " ".join(said.text.split()) if said else "")
    return found


def asked(page: HttpResponse) -> dict[str, str]:
    """By title what the page says would happen, or why not."""
    rows = soup(page).select(".bulk-rows li")
    return {row.select_one("label, strong").text: row.select_one("p").text for row in rows}  # type: ignore[union-attr]


# --- Publish ----------------------------------------------------------------------------------------------------------


def test_many_are_published_at_once_and_each_is_told(publisher: User, clock: Clock) -> None:
    one, two = make(publisher, "One"), make(publisher, "Two")
    publish_now(two)
    edit(two, kicker="Newer")
    clock.pass_(hours=1)
    desk = signed_in(publisher)

    page = desk.get(choose(desk, "publish", one, two))
    found = do(desk, "publish", one, two, kind="correction", note="We erred.")

    assert asked(page) == {
        "One": "Revision 1 becomes public for the first time.",
        "Two": "Revision 2 takes the place of revision 1, which readers see now.",
    }
    assert found == {
        "One": ("done", "Published: live since 2 March 2026, 13:00 (revision 1)."),
        "Two": ("done", "Published: live since 2 March 2026, 13:00 (revision 2)."),
    }
    said = {version.title: (version.kind, version.note) for version in PublishedVersion.objects.order_by("live_from")}
    assert said == {"One": ("first", ""), "Two": ("correction", "We erred.")}
    assert LogEntry.objects.filter(object_id=str(one.pk), change_message__contains="Published").count() == 1


def test_a_correction_of_many_without_a_note_is_refused_before_any_is_tried(publisher: User, clock: Clock) -> None:
    one, two = make(publisher, "One"), make(publisher, "Two")
    publish_now(two)
    edit(two, kicker="Newer")
    clock.pass_(hours=1)
    desk = signed_in(publisher)
    url = choose(desk, "publish", one, two)

    answer = desk.post(url, typed(desk.get(url)) | {"kind": "retraction", "note": " "})

    assert [error for error in errors(answer) if "what was wrong" in error]
    assert (BulkRun.objects.count(), PublishedVersion.objects.count()) == (0, 1)


def test_what_cannot_be_published_is_left_out_with_the_reason_and_told_again_at_the_end(
    publisher: User, clock: Clock
) -> None:
    silent = make_image(publisher, alt="", name="bridge.jpg")
    mute = make(publisher, "Mute", sections=(make_section(html=with_figure(silent)),))
    live, killed, fine = make(publisher, "Live"), make(publisher, "Killed"), make(publisher, "Fine")
    publish_now(live)
    publish_now(killed)
    clock.pass_(hours=1)
    withdraw_now(killed, how="killed")
    clock.pass_(hours=1)

    desk = signed_in(publisher)

    found = do(desk, "publish", mute, live, killed, fine)

    assert found == {
        "Fine": ("done", "Published: live since 2 March 2026, 14:00 (revision 1)."),
        "Killed": (
            "left-out",
            "It was taken back (Kill (reaches back)). To publish it again needs a second yes, on its own page.",
        ),
        "Live": (
            "left-out",
            "Readers see exactly this already. Save a change first; to correct it, use its own page.",
        ),
        "Mute": (
            "left-out",
            f"No alt text: “{silent.label}”. Write one where the picture is used, or in the library; if it says "
            "nothing, mark it there as decorative.",
        ),
    }
    page = soup(desk.get(address("article_bulk_run", BulkRun.objects.get().pk)))
    assert page.select_one(".bulk-summary").text == "1 done, 3 left out."  # type: ignore[union-attr]


@pytest.mark.parametrize(("fate", "starts"), [("keep", [12, 14]), ("replace", [12])])
def test_publishing_asks_what_becomes_of_the_scheduled_ones(
    publisher: User, clock: Clock, fate: str, starts: list[int]
) -> None:
    article = make(publisher, "One")
    schedule_for(article, clock.in_(hours=2))
    desk = signed_in(publisher)
    url = choose(desk, "publish", article, make(publisher, "Two"))

    page = desk.get(url)
    assert asked(page)["One"].endswith("Revision 1 is scheduled for 2 March 2026, 14:00.")
    assert errors(desk.post(url, typed(page))) == ["This field is required."]
    assert desk.post(url, typed(page) | {"fate": fate}).status_code == 302

    assert [one.live_from.hour for one in article.versions.order_by("live_from")] == starts


def test_kind_and_fate_are_asked_only_where_there_is_something_to_ask(publisher: User, clock: Clock) -> None:
    desk = signed_in(publisher)

    page = desk.get(choose(desk, "publish", make(publisher, "One")))

    assert set(typed(page)) == {"csrfmiddlewaretoken", "run", "row", "left"}


def test_what_happened_meanwhile_is_refused_and_the_others_are_done(
    publisher: User, editor: User, clock: Clock
) -> None:
    one, two, three = make(publisher, "One"), make(publisher, "Two"), make(publisher, "Three")
    desk = signed_in(publisher)
    url = choose(desk, "publish", one, two, three)
    form = typed(desk.get(url))
    schedule_for(one, clock.in_(hours=1))
    edit(two, editor, title="Not seen")
    gone = three.pk
    three.delete()

    found = results(desk.get(desk.post(url, form)["Location"]))

    assert found == {
        "One": (
            "refused",
            "This article was published, scheduled or withdrawn since you opened this page. "
            "Look at its present state and decide again.",
        ),
        f"Article {gone}": ("refused", "It was deleted meanwhile."),
        "Not seen": ("done", "Published: live since 2 March 2026, 12:00 (revision 1)."),
    }
    assert two.versions.get().title == "Two"


# --- Schedule, withdraw -----------------------------------------------------------------------------------------------


def test_many_are_scheduled_for_one_moment_of_whoever_asks(publisher: User, clock: Clock) -> None:
    publisher.time_zone = "Europe/Berlin"
    publisher.save()
    one, two = make(publisher, "One"), make(publisher, "Two")
    schedule_for(two, datetime(2026, 7, 1, 7, tzinfo=UTC))

    found = do(signed_in(publisher), "schedule", one, two, at="2026-07-01T09:00")

    assert found == {
        "One": ("done", "Scheduled: revision 1 goes live on 1 July 2026, 09:00."),
        "Two": (
            "refused",
            "Another version of this article starts at 1 July 2026 07:00:00 UTC. Choose another moment.",
        ),
    }
    assert one.versions.get().live_from == datetime(2026, 7, 1, 7, tzinfo=UTC)


def test_many_are_withdrawn_with_one_note(publisher: User, clock: Clock) -> None:
    live, draft, ended = make(publisher, "Live"), make(publisher, "Draft"), make(publisher, "Ended")
    publish_now(live)
    publish_now(ended)
    clock.pass_(hours=1)
    withdraw_now(ended)
    schedule_for(live, clock.in_(days=1))
    clock.pass_(hours=1)
    desk = signed_in(publisher)
    url = choose(desk, "withdraw", live, draft, ended)

    assert errors(desk.post(url, typed(desk.get(url)) | {"how": "withdrawn"})) == [
        "Write the note that readers will see."
    ]
    found = do(desk, "withdraw", live, draft, ended, how="withdrawn", note="We erred.")

    assert found == {
        "Live": (
            "done",
            "Taken from the public on 2 March 2026, 14:00. Dropped from the schedule: 3 March 2026, 13:00.",
        ),
        "Draft": ("left-out", "Nothing of this article was ever public. There is nothing to take back."),
        "Ended": (
            "refused",
            "Nothing of this article is public now. Only a kill, or legal reasons, reach what was.",
        ),
    }
    live.refresh_from_db()
    assert live.withdrawal_note == "We erred."


def test_a_kill_of_many_needs_a_second_yes(publisher: User, clock: Clock) -> None:
    article = make(publisher, "One")
    publish_now(article)
    clock.pass_(hours=1)
    desk = signed_in(publisher)
    url = choose(desk, "withdraw", article)

    refused = desk.post(url, typed(desk.get(url)) | {"how": "killed"})
    assert errors(refused) == ["Say yes once more: this takes back all that was ever public of them."]
    assert not BulkRun.objects.exists()

    assert do(desk, "withdraw", article, how="killed", sure="on")["One"][0] == "done"
    assert article.versions.get().suppressed_at == clock.now


# --- Tag --------------------------------------------------------------------------------------------------------------


def test_tags_are_added_to_and_taken_from_the_drafts_alone(editor: User, clock: Clock) -> None:
    old, new = make_tag("old"), make_tag("new")
    one = make(editor, "One", tags=(str(old.uuid),))
    publish_now(one)
    two, has_it = make(editor, "Two"), make(editor, "Three", tags=(str(new.uuid),))
    public = list(PublishedVersion.objects.values())
    told_before = Change.objects.count()

    found = do(signed_in(editor), "tag", one, two, has_it, add=[new.pk], remove=[old.pk])

    assert found == {
        "One": ("done", "Saved as revision 2."),
        "Two": ("done", "Saved as revision 2."),
        "Three": ("done", "Its tags are so already: nothing was saved."),
    }
    assert [[tag.name for tag in article.tags.all()] for article in (one, two, has_it)] == [["new"]] * 3
    assert (list(PublishedVersion.objects.values()), Change.objects.count()) == (public, told_before)


def test_a_typed_tag_is_made_once_and_an_article_of_another_language_is_refused(editor: User) -> None:
    one, two, german = make(editor, "One"), make(editor, "Two"), make(editor, "Drei", locale="de")

    found = do(signed_in(editor), "tag", one, two, german, **{"locale": "en", "add-new": "Rivers"})

    assert found["Drei"] == (
        "refused",
        "It is in “de”, the tags are of “en”. Choose the articles of each language apart.",
    )
    assert Tag.objects.get().name == "Rivers"
    assert [article.tags.get().name for article in (one, two)] == ["Rivers", "Rivers"]


def test_a_draft_that_somebody_saved_meanwhile_is_not_tagged(editor: User, publisher: User, clock: Clock) -> None:
    article, tag = make(editor, "One"), make_tag()
    desk = signed_in(editor)
    url = choose(desk, "tag", article)
    form = typed(desk.get(url)) | {"add": [tag.pk]}
    edit(article, publisher, kicker="Mine")

    found = results(desk.get(desk.post(url, form)["Location"]))

    assert found["One"] == (
        "refused",
        "Paula Publisher saved revision 2 of this article at 12:00 UTC on 2 March; you started from revision 1. "
        "Look at it, then try again.",
    )
    assert not article.tags.exists()


def test_what_the_tagger_has_not_saved_yet_in_that_article_stays(editor: User) -> None:
    article, tag = make(editor, "One"), make_tag()
    Autosave.objects.create(article=article, by=editor, form={"title": ["Being written"]}, base=1)

    do(signed_in(editor), "tag", article, add=[tag.pk])

    assert article.revisions.first().reason == Revision.Reason.TAGGED  # type: ignore[union-attr]
    assert Autosave.objects.get().form == {"title": ["Being written"]}


def test_nothing_is_tagged_with_nothing(editor: User) -> None:
    desk = signed_in(editor)
    url = choose(desk, "tag", make(editor, "One"))

    answer = desk.post(url, typed(desk.get(url)))

    assert errors(answer) == ["Choose tags to add, or to take away."]


# --- Who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        ("author", ["bulk_tag", "delete_selected"]),
        ("editor", ["bulk_tag", "delete_selected"]),
        ("publisher", ["bulk_publish", "bulk_schedule", "bulk_withdraw", "bulk_tag", "delete_selected"]),
    ],
)
def test_the_list_offers_the_acts_that_are_ones_own(db: None, role: str, acts: list[str]) -> None:
    user = make_user(role)
    make(user, "One")

    page = soup(signed_in(user).get(address("changelist")))

    assert [str(one["value"]) for one in page.select("[name=action] option")] == ["", *acts]


@pytest.mark.parametrize("act", ["publish", "schedule", "withdraw"])
def test_whoever_may_not_publish_reaches_no_page_of_it(act: str, author_user: User) -> None:
    article = make(author_user, "One")
    url = f"{address('article_bulk_' + act)}?article={article.pk}"
    client = signed_in(author_user)

    assert (client.get(url).status_code, client.post(url, {"row": f"{article.pk}.1.0"}).status_code) == (403, 403)
    assert not PublishedVersion.objects.exists()


def test_an_author_tags_own_drafts_and_is_told_whom_to_ask_for_the_others(author_user: User, editor: User) -> None:
    mine, other, tag = make(author_user, "Mine"), make(editor, "Other"), make_tag()
    desk = signed_in(author_user)

    found = do(desk, "tag", mine, other, add=[tag.pk], row=[f"{mine.pk}.1.0", f"{other.pk}.1.0"])

    assert found == {
        "Mine": ("done", "Saved as revision 2."),
        "Other": ("refused", "It is a colleague's. Ask an editor to tag it."),
    }
    assert not other.tags.exists()


def test_a_run_is_its_owners_alone(publisher: User) -> None:
    do(signed_in(publisher), "publish", make(publisher, "One"))
    url = address("article_bulk_run", BulkRun.objects.get().pk)
    other = signed_in(make_user("publisher"))

    assert (other.get(url).status_code, other.post(url).status_code) == (404, 404)


# --- Once, and to the end ---------------------------------------------------------------------------------------------


def test_the_same_form_sent_twice_does_nothing_twice(publisher: User) -> None:
    article, tag = make(publisher, "One"), make_tag()
    desk = signed_in(publisher)
    url = choose(desk, "tag", article)
    form = typed(desk.get(url)) | {"add": [tag.pk]}

    first, second = desk.post(url, form), desk.post(url, form)

    assert first["Location"] == second["Location"]
    assert results(desk.get(second["Location"])) == {"One": ("done", "Saved as revision 2.")}
    assert article.revisions.count() == 2


def test_a_long_run_is_done_in_parts_and_goes_on(publisher: User, clock: Clock, monkeypatch: Any) -> None:
    monkeypatch.setattr(bulk_runs, "AT_ONCE", 0)
    articles = [make(publisher, title) for title in ("One", "Two", "Three")]
    desk = signed_in(publisher)
    url = choose(desk, "publish", *articles)

    run = desk.post(url, typed(desk.get(url)))["Location"]
    assert sorted(what for what, _words in results(desk.get(run)).values()) == ["done", "waiting", "waiting"]
    assert PublishedVersion.objects.count() == 1  # opening the page does nothing
    assert soup(desk.get(run)).select("[data-goes-on] progress")
    clock.pass_(minutes=11)
    assert not soup(desk.get(run)).select("[data-goes-on]")  # found in the browser's history
    assert [desk.post(run).status_code for _ in range(3)] == [302, 302, 302]

    page = desk.get(run)
    assert [what for what, _words in results(page).values()] == ["done", "done", "done"]
    assert soup(page).select_one(".bulk-summary").text == "3 done."  # type: ignore[union-attr]
    assert PublishedVersion.objects.count() == 3


def test_refused_ones_can_be_tried_again_with_the_same_answers(publisher: User, clock: Clock) -> None:
    one, two = make(publisher, "One"), make(publisher, "Two")
    for article in (one, two):
        publish_now(article)
        edit(article, kicker="Newer")
    clock.pass_(hours=1)
    desk = signed_in(publisher)
    url = choose(desk, "publish", one, two)
    form = typed(desk.get(url)) | {"kind": "clarification", "note": "Clearer."}
    schedule_for(two, clock.in_(hours=1))

    run = desk.get(desk.post(url, form)["Location"])
    link = soup(run).select_one(".bulk-ways a")
    assert link is not None
    again = typed(desk.get(str(link["href"])))

    assert (again["kind"], again["note"]) == ("clarification", "Clearer.")
    assert [row.split(".")[0] for row in again["row"]] == [str(two.pk)]
    assert again["run"] != form["run"]


def test_a_row_that_is_not_ticked_is_left_alone(publisher: User) -> None:
    one, two = make(publisher, "One"), make(publisher, "Two")

    found = do(signed_in(publisher), "publish", one, two, row=[f"{one.pk}.1.0"])

    assert list(found) == ["One"]
    assert not two.versions.exists()


def test_at_least_one_must_be_chosen(publisher: User) -> None:
    desk = signed_in(publisher)
    url = choose(desk, "publish", make(publisher, "One"))

    answer = desk.post(url, typed(desk.get(url)) | {"row": []})

    assert errors(answer) == ["Choose at least one article."]


def test_more_than_the_bound_are_not_taken_across_pages(publisher: User, monkeypatch: Any) -> None:
    monkeypatch.setattr("articles.admin.bulk_pages.MOST", 2)
    articles = [make(publisher, title) for title in ("One", "Two", "Three")]
    desk = signed_in(publisher)
    data = {"action": "bulk_publish", "_selected_action": [articles[0].pk], "select_across": "1"}

    desk.post(address("changelist"), data)

    assert told(desk) == ["These are 3 articles. Choose at most 2 at once, or narrow the list with its filters."]


def test_the_way_back_leads_to_the_list_as_it_was_narrowed(publisher: User) -> None:
    article = make(publisher, "One")
    desk = signed_in(publisher)
    data = {"action": "bulk_publish", "_selected_action": [article.pk]}

    url = desk.post(f"{address('changelist')}?state=draft&q=One", data)["Location"]
    run = desk.post(url, typed(desk.get(url)))["Location"]

    back = [str(one["href"]) for one in soup(desk.get(run)).select(".bulk-ways a")]
    assert back == [f"{address('changelist')}?state=draft&q=One"]


@pytest.mark.parametrize(
    "query", ["", "article=0", "article=1e3", "article=99999999999999999999", "article=1&like=nonsense"]
)
def test_an_address_that_names_nothing_leads_back_to_the_list(query: str, publisher: User) -> None:
    answer = signed_in(publisher).get(f"{address('article_bulk_publish')}?{query}")

    assert (answer.status_code, answer["Location"]) == (302, address("changelist"))


@pytest.mark.parametrize("run", ["", "nonsense", "\0"])
def test_a_form_without_a_key_begins_nothing(run: str, publisher: User) -> None:
    desk = signed_in(publisher)
    url = choose(desk, "publish", make(publisher, "One"))

    answer = desk.post(url, typed(desk.get(url)) | {"run": run})

    assert (answer.status_code, BulkRun.objects.count()) == (200, 0)


@pytest.mark.parametrize("act", ["publish", "schedule", "withdraw", "tag"])
def test_the_page_takes_the_same_queries_however_many_are_chosen(
    act: str, publisher: User, clock: Clock, django_assert_num_queries: Any
) -> None:
    desk = signed_in(publisher)
    image, tag = make_image(publisher, rights_expire_at=clock.in_(days=1)), make_tag()
    articles = []
    for title in ("One", "Two", "Three"):
        article = make(publisher, title, tags=(str(tag.uuid),), sections=(make_section(html=with_figure(image)),))
        publish_now(article)
        edit(article, kicker="Newer")
        schedule_for(article, clock.in_(days=1))
        articles.append(article)

    for number in (1, 3):
        url = choose(desk, act, *articles[:number])
        with django_assert_num_queries({"publish": 11, "schedule": 11, "withdraw": 8, "tag": 9}[act]):
            assert len(asked(desk.get(url))) == number


def test_each_article_more_takes_the_same_queries_more(publisher: User) -> None:
    desk, counts = signed_in(publisher), []
    for number in (1, 2, 3):
        chosen = [make(publisher, f"{number} {which}") for which in range(number)]
        url = choose(desk, "publish", *chosen)
        form = typed(desk.get(url))
        with CaptureQueriesContext(connection) as queries:
            desk.post(url, form)
        counts.append(len(queries))

    assert counts[2] - counts[1] == counts[1] - counts[0]
