"""The pages of the acts: what each asks, says, and refuses."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from articles.editing.addresses import Address, addresses
from articles.models import Article, PublishedVersion, User
from articles.publishing.states import State, state_of
from tests.articles.admin.pages import address, errors, fields, send, signed_in, soup, told
from tests.articles.conftest import Clock
from tests.factories import edit, make_article, publish_now, schedule_for, withdraw_now


def sentences(user: User, article: Article, page: str = "change") -> list[str]:
    """The state in plain words, as the page has it."""
    found = soup(signed_in(user).get(address(page, article.pk)))
    return [item.text for item in found.select(".state-panel > p:not(.help), .act-page > p")]


def state(article: Article, clock: Clock) -> str:
    return str(state_of(article, at=clock.now).state)


@pytest.fixture
def berliner(publisher: User) -> User:
    publisher.time_zone = "Europe/Berlin"
    publisher.save()
    return publisher


def test_publishing_for_the_first_time_asks_nothing_and_says_where(publisher: User, clock: Clock) -> None:
    article = make_article(publisher)
    desk = signed_in(publisher)

    asked = fields(desk.get(address("publish", article.pk)), ".act-page form")
    assert set(asked) == {"csrfmiddlewaretoken", "revision", "seen"}
    assert send(desk, address("publish", article.pk)).status_code == 302

    assert told(desk) == [
        "Published: live since 2 March 2026, 12:00 (revision 1). "
        "Page: http://127.0.0.1:8000/articles/a-title/ API: http://127.0.0.1:8000/api/v1/articles/a-title/"
    ]
    assert state(article, clock) == State.LIVE


def test_publishing_again_asks_for_the_kind_and_a_note(publisher: User, clock: Clock) -> None:
    article = make_article(publisher)
    publish_now(article)
    edit(article, title="Newer")
    clock.pass_(hours=1)

    send(signed_in(publisher), address("publish", article.pk), kind="clarification", note="Clearer now.")

    version = article.versions.latest("live_from")
    assert (version.title, version.kind, version.note) == ("Newer", "clarification", "Clearer now.")


@pytest.mark.parametrize(("act", "more"), [("publish", {}), ("schedule", {"at": "2026-03-03T09:00"})])
def test_a_correction_without_a_note_is_refused_at_its_field(
    publisher: User, clock: Clock, act: str, more: dict[str, str]
) -> None:
    article = make_article(publisher)
    publish_now(article)
    edit(article, title="Newer")
    clock.pass_(hours=1)

    answer = send(signed_in(publisher), address(act, article.pk), kind="correction", note=" \u200b ", **more)

    assert soup(answer).select_one(".field-note .errorlist").text == (  # type: ignore[union-attr]
        "A correction, a clarification or a retraction tells readers what was wrong. "
        "Write the note that readers will see, or choose another kind of change."
    )
    assert article.versions.count() == 1


@pytest.mark.parametrize("act", ["publish", "schedule"])
def test_what_readers_see_already_is_said_and_can_only_be_told_of(publisher: User, clock: Clock, act: str) -> None:
    article = make_article(publisher)
    publish_now(article)
    clock.pass_(hours=1)
    desk = signed_in(publisher)

    page = soup(desk.get(address(act, article.pk)))
    send(desk, address(act, article.pk), kind="update", at="2026-03-03T09:00")

    assert "Readers see exactly this already." in [sentence.text for sentence in page.select(".act-page > p")]
    assert [kind["value"] for kind in page.select("[name=kind] option")] == list(PublishedVersion.CORRECTING)
    assert article.versions.count() == 1


def test_what_readers_see_already_is_published_anew_where_that_moves_its_end(publisher: User, clock: Clock) -> None:
    article = make_article(publisher)
    publish_now(article)
    desk = signed_in(publisher)
    send(desk, address("expire", article.pk), at="2026-03-09T12:00")
    clock.pass_(hours=1)

    assert "Readers see exactly this already." not in soup(desk.get(address("publish", article.pk))).text
    send(desk, address("publish", article.pk), kind="silent")

    assert article.versions.latest("live_from").expires_at is None


def test_a_schedule_is_read_in_the_time_zone_of_who_asks(berliner: User, clock: Clock) -> None:
    article = make_article(berliner)
    desk = signed_in(berliner)

    assert "In your time zone, Europe/Berlin." in soup(desk.get(address("schedule", article.pk))).text
    send(desk, address("schedule", article.pk), at="2026-07-01T09:00")

    assert article.versions.get().live_from == datetime(2026, 7, 1, 7, tzinfo=UTC)
    assert told(desk)[0].startswith("Scheduled: revision 1 goes live on 1 July 2026, 09:00 (Europe/Berlin).")
    assert sentences(berliner, article) == [
        "Readers have never seen this article.",
        "Revision 1 goes live on 1 July 2026, 09:00 (scheduled by Paula Publisher).",
        "The draft is revision 1, saved by Paula Publisher on 2 March 2026, 13:00.",
    ]


def test_a_moment_that_a_clock_skips_or_that_has_passed_is_refused(berliner: User, clock: Clock) -> None:
    article = make_article(berliner)
    desk = signed_in(berliner)

    skipped = send(desk, address("schedule", article.pk), at="2026-03-29T02:30")
    passed = send(desk, address("schedule", article.pk), at="2026-03-02T12:59")

    assert "couldn’t be interpreted in time zone Europe/Berlin" in errors(skipped)[0]
    assert errors(passed) == ["2 March 2026 11:59 UTC has passed. Choose a moment still to come."]
    assert not PublishedVersion.objects.exists()


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
@pytest.mark.parametrize("at", ["9999-12-31T23:59", "0001-01-01T00:00"])
def test_a_moment_at_the_edge_of_the_calendar_is_refused_at_its_field(
    publisher: User, clock: Clock, zone: str, at: str
) -> None:
    publisher.time_zone = zone
    publisher.save()
    article = make_article(publisher)
    desk = signed_in(publisher)

    scheduled = send(desk, address("schedule", article.pk), at=at)
    publish_now(article)
    expires = send(desk, address("expire", article.pk), at=at)

    assert errors(scheduled) == errors(expires) == ["Choose a year from 1900 to 9000."]


def test_two_starts_at_one_moment_are_refused(publisher: User, clock: Clock) -> None:
    article = make_article(publisher)
    schedule_for(article, clock.in_(hours=1))

    answer = send(signed_in(publisher), address("schedule", article.pk), at="2026-03-02T13:00")

    assert errors(answer) == [
        "Another version of this article starts at 2 March 2026 13:00:00 UTC. Choose another moment."
    ]


@pytest.mark.parametrize(("fate", "starts"), [("keep", [12, 14]), ("replace", [12])])
def test_publishing_while_something_is_scheduled_asks_what_becomes_of_it(
    publisher: User, clock: Clock, fate: str, starts: list[int]
) -> None:
    article = make_article(publisher)
    version = schedule_for(article, clock.in_(hours=2)).version
    assert version is not None
    desk = signed_in(publisher)
    url = address("publish", article.pk)

    assert errors(send(desk, url)) == ["This field is required."]
    assert send(desk, url, **{f"pending-{version.pk}": fate}).status_code == 302

    assert [one.live_from.hour for one in article.versions.order_by("live_from")] == starts


def test_a_schedule_that_was_made_meanwhile_is_told_and_asked_about(publisher: User, clock: Clock) -> None:
    article = make_article(publisher)
    desk = signed_in(publisher)
    typed = fields(desk.get(address("publish", article.pk)), ".act-page form")
    schedule_for(article, clock.in_(hours=2))

    answer = desk.post(address("publish", article.pk), typed)

    assert "This field is required." in errors(answer)
    assert "Revision 1 is scheduled for 2 March 2026, 14:00" in soup(answer).text
    assert article.versions.count() == 1


@pytest.mark.parametrize("page", ["publish", "schedule", "unschedule", "withdraw", "expire"])
def test_a_page_that_saw_an_older_state_does_nothing_and_shows_the_present_one(
    page: str, publisher: User, clock: Clock
) -> None:
    article = make_article(publisher)
    publish_now(article)
    pending = schedule_for(article, clock.in_(days=1)).version
    assert pending is not None
    desk = signed_in(publisher)
    typed = fields(desk.get(address(page, article.pk)), ".act-page form") | {
        "at": "2026-05-01T12:00",
        "how": "unpublished",
        "kind": "update",
        "note": "My note",
        "version": pending.pk,
        f"pending-{pending.pk}": "keep",
    }
    schedule_for(article, clock.in_(days=2))
    versions = list(PublishedVersion.objects.values())

    answer = desk.post(address(page, article.pk), typed)

    assert answer.status_code == 200
    assert (
        "This article was published, scheduled or withdrawn since you opened this page. "
        "Look at its present state and decide again."
    ) in errors(answer)
    assert list(PublishedVersion.objects.values()) == versions
    again = fields(answer, ".act-page form")
    assert again["seen"] == "3"
    if "note" in again:
        assert again["note"] == "My note"


def test_unscheduling_drops_the_one_that_was_chosen(publisher: User, clock: Clock) -> None:
    article = make_article(publisher)
    first = schedule_for(article, clock.in_(hours=1)).version
    schedule_for(article, clock.in_(hours=2))
    assert first is not None
    desk = signed_in(publisher)

    send(desk, address("unschedule", article.pk), version=first.pk)

    assert [one.live_from for one in article.versions.all()] == [clock.in_(hours=2)]
    assert told(desk) == ["Unscheduled: nothing goes live on 2 March 2026, 13:00."]


def test_an_article_expires_at_once_or_later(publisher: User, clock: Clock) -> None:
    article = make_article(publisher)
    publish_now(article)
    desk = signed_in(publisher)
    clock.pass_(hours=1)

    send(desk, address("expire", article.pk), at="2026-03-03T12:00")
    assert sentences(publisher, article)[0] == (
        "Live since 2 March 2026, 12:00 (revision 1) until 3 March 2026, 12:00, when it expires."
    )
    clock.pass_(minutes=30)
    send(desk, address("expire", article.pk))

    assert state(article, clock) == State.EXPIRED
    assert sentences(publisher, article)[0] == "Expired on 2 March 2026, 13:30: readers get “410 Gone”."


def test_an_article_whose_expiry_is_before_its_start_is_not_published(publisher: User, clock: Clock) -> None:
    article = make_article(publisher, expires_at=clock.in_(hours=-1))

    answer = send(signed_in(publisher), address("publish", article.pk))

    assert "It would expire at 2 March 2026 11:00 UTC" in errors(answer)[0]
    assert not article.versions.exists()


@pytest.mark.parametrize(
    ("how", "note", "said"),
    [
        ("unpublished", "", "Unpublished on 2 March 2026, 13:00: readers get “410 Gone”."),
        (
            "withdrawn",
            "We erred.",
            "Withdrawn with a public note on 2 March 2026, 13:00: readers get “410 Gone”. The note: “We erred.”",
        ),
        (
            "killed",
            "",
            "Taken back on 2 March 2026, 13:00 (Kill (reaches back)): readers get “410 Gone” and no text. "
            "To publish it again must be confirmed.",
        ),
        (
            "legal",
            "",
            "Taken back on 2 March 2026, 13:00 (Legal (reaches back)): readers get “410 Gone” and no text. "
            "To publish it again must be confirmed.",
        ),
    ],
)
def test_a_withdrawal_says_what_readers_see_and_what_is_dropped(
    publisher: User, clock: Clock, how: str, note: str, said: str
) -> None:
    article = make_article(publisher)
    publish_now(article)
    schedule_for(article, clock.in_(days=1))
    desk = signed_in(publisher)
    clock.pass_(hours=1)

    assert "Dropped from the schedule: 3 March 2026, 12:00." in sentences(publisher, article, "withdraw")
    send(desk, address("withdraw", article.pk), how=how, note=note)

    assert told(desk) == [
        "Taken from the public on 2 March 2026, 13:00. Dropped from the schedule: 3 March 2026, 12:00."
    ]
    assert sentences(publisher, article)[0] == said
    assert not article.versions.live(at=clock.now).exists()


def test_a_public_note_must_be_written(publisher: User, clock: Clock) -> None:
    article = make_article(publisher)
    publish_now(article)

    answer = send(signed_in(publisher), address("withdraw", article.pk), how="withdrawn")

    assert errors(answer) == ["Write the note that readers will see."]


def test_what_ended_can_be_killed_and_nothing_else(publisher: User, clock: Clock) -> None:
    article = make_article(publisher)
    publish_now(article)
    clock.pass_(hours=1)
    withdraw_now(article)
    desk = signed_in(publisher)

    choices = [item["value"] for item in soup(desk.get(address("withdraw", article.pk))).select("[name=how]")]
    assert choices == ["killed", "legal"]
    assert errors(send(desk, address("withdraw", article.pk), how="unpublished")) == [
        "Select a valid choice. unpublished is not one of the available choices."
    ]
    assert send(desk, address("withdraw", article.pk), how="killed").status_code == 302


def test_what_was_public_can_be_killed_while_a_newer_version_is_scheduled(publisher: User, clock: Clock) -> None:
    article = make_article(publisher, expires_at=clock.in_(hours=1))
    publish_now(article)
    edit(article, expires_at=None)
    clock.pass_(hours=2)
    schedule_for(article, clock.in_(hours=1))
    assert state(article, clock) == State.SCHEDULED
    desk = signed_in(publisher)

    page = soup(desk.get(address("change", article.pk)))
    send(desk, address("withdraw", article.pk), how="killed")

    assert [item.text for item in page.select(".acts a")] == ["Unschedule …", "Withdraw …"]
    assert page.select(".deletelink") == []
    assert state(article, clock) == State.WITHDRAWN
    assert not article.versions.scheduled(at=clock.now).exists()


def test_what_is_scheduled_and_was_never_public_is_not_to_be_withdrawn(publisher: User, clock: Clock) -> None:
    article = make_article(publisher)
    schedule_for(article, clock.in_(hours=1))

    page = soup(signed_in(publisher).get(address("change", article.pk)))

    assert [item.text for item in page.select(".acts a")] == ["Unschedule …", "Delete"]
    assert sentences(publisher, article, "withdraw")[-2] == "Nothing of this article was ever public."


def test_a_withdrawal_that_somebody_else_made_first_is_told(publisher: User, clock: Clock) -> None:
    article = make_article(publisher)
    publish_now(article)
    desk = signed_in(publisher)
    typed = fields(desk.get(address("withdraw", article.pk)), ".act-page form") | {"how": "unpublished"}
    clock.pass_(hours=1)
    withdraw_now(article)

    answer = desk.post(address("withdraw", article.pk), typed)

    assert answer.status_code == 200
    assert article.versions.get().live_until == clock.now


def test_after_a_kill_publishing_again_must_be_confirmed(publisher: User, clock: Clock) -> None:
    article = make_article(publisher)
    publish_now(article)
    clock.pass_(hours=1)
    withdraw_now(article, how="killed")
    clock.pass_(hours=1)
    desk = signed_in(publisher)

    refused = send(desk, address("publish", article.pk))
    assert "Confirm that you want to publish it again." in errors(refused)[0]
    assert not article.versions.live(at=clock.now).exists()

    assert send(desk, address("publish", article.pk), again="on").status_code == 302
    assert article.versions.live(at=clock.now).exists()


def test_a_slug_that_another_article_took_meanwhile_is_refused_by_name(publisher: User, clock: Clock) -> None:
    article = make_article(publisher, slug="mine")
    article.slug_claims.all().delete()
    make_article(publisher, slug="mine-2")
    taken = make_article(publisher, slug="other")
    taken.slug_claims.update(slug="mine")

    answer = send(signed_in(publisher), address("publish", article.pk))

    assert errors(answer) == ["The slug “mine” belongs to something else. Choose another one."]


def test_the_page_publishes_the_revision_that_it_showed(publisher: User, clock: Clock) -> None:
    article = make_article(publisher, title="Seen")
    desk = signed_in(publisher)
    typed = fields(desk.get(address("publish", article.pk)), ".act-page form")
    edit(article, title="Not seen")

    desk.post(address("publish", article.pk), typed)

    assert article.versions.get().title == "Seen"
    assert desk.post(address("publish", article.pk), typed | {"revision": "nonsense"}).status_code == 200


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("unschedule", "Nothing of this article is scheduled."),
        ("withdraw", "Nothing of this article was ever public."),
        ("expire", "Nothing of this article is public now."),
    ],
)
def test_a_page_with_nothing_to_do_says_so(page: str, said: str, publisher: User) -> None:
    article = make_article(publisher)
    desk = signed_in(publisher)

    for answer in (
        desk.get(address(page, article.pk)),
        desk.post(address(page, article.pk), {"revision": 1, "seen": 0}),
    ):
        assert answer.status_code == 200
        assert [item.text for item in soup(answer).select(".act-page .errornote")] == [said]


def test_the_panel_says_that_the_draft_is_newer(publisher: User, editor: User, clock: Clock) -> None:
    article = make_article(publisher)
    publish_now(article)
    assert sentences(publisher, article)[:2] == [
        "Live since 2 March 2026, 12:00 (revision 1).",
        "The draft is what readers see.",
    ]

    clock.pass_(hours=1)
    edit(article, editor, title="Newer")

    assert sentences(publisher, article)[1] == (
        "The draft is newer (revision 2, saved by Edgar Editor on 2 March 2026, 13:00)."
    )


def test_a_german_article_has_its_own_addresses(publisher: User, settings: object) -> None:
    article = make_article(publisher, locale="de", slug="ein-titel")
    publish_now(article)

    links = soup(signed_in(publisher).get(address("change", article.pk))).select(".state-panel > p > a")

    assert [link["href"] for link in links] == [
        "http://127.0.0.1:8000/de/articles/ein-titel/",
        "http://127.0.0.1:8000/api/v1/articles/ein-titel/?locale=de",
    ]


def test_a_headless_site_names_its_frontend(publisher: User, settings: object) -> None:
    settings.READER = False  # type: ignore[attr-defined]
    article = make_article(publisher)
    publish_now(article)
    page = address("change", article.pk)

    api = soup(signed_in(publisher).get(page)).select(".state-panel > p > a")
    assert [link["href"] for link in api] == ["http://127.0.0.1:8000/api/v1/articles/a-title/"]

    settings.FRONTENDS = {"en": {"article": "https://magazine.example/{slug}"}}  # type: ignore[attr-defined]
    both = soup(signed_in(publisher).get(page)).select(".state-panel > p > a")
    assert both[0]["href"] == "https://magazine.example/a-title"


def test_a_frontend_s_address_is_filled_with_slug_and_locale(settings: Any) -> None:
    settings.FRONTENDS = {"de": {"article": "https://example.org/{locale}/{slug}"}}

    assert addresses("fluss", "de")[0] == Address("Page", "https://example.org/de/fluss")


def test_publishing_says_that_an_expiry_is_not_carried_on(publisher: User, clock: Clock) -> None:
    article = make_article(publisher)
    publish_now(article)
    send(signed_in(publisher), address("expire", article.pk), at="2026-03-09T12:00")

    assert sentences(publisher, article, "publish")[-1] == "It no longer expires on 9 March 2026, 12:00."
