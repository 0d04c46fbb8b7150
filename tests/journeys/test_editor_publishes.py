"""A publisher's day: write, publish, edit, publish again, take back. The world reads only what was published."""

from __future__ import annotations

from django.utils import timezone

from articles.models import PublishedVersion, User
from tests.articles.admin.pages import SECTION, address, begin, send, signed_in, told, write


def live_text() -> list[str]:
    return [
        section.text
        for version in PublishedVersion.objects.live(at=timezone.now())
        for section in version.content.sections
    ]


def test_an_editor_writes_publishes_edits_and_publishes_again(publisher: User) -> None:
    desk = signed_in(publisher)

    article = begin(desk, "The river under the car park")
    written = write(
        desk,
        article,
        lead="It is still there.",
        document=f'<h2 data-section-id="{SECTION}">Where it rises</h2><p>In a field.</p>',
        _publish="Save and publish …",
    )
    assert written.url == address("publish", article.pk)  # type: ignore[attr-defined]
    assert live_text() == []

    told(desk)
    published = send(desk, written.url)  # type: ignore[attr-defined]
    assert published.url == address("change", article.pk)  # type: ignore[attr-defined]
    assert live_text() == ["In a field."]
    (live,) = told(desk)
    assert live.startswith("Published: live since ")
    assert "/articles/the-river-under-the-car-park/" in live

    write(desk, article, document=f'<h2 data-section-id="{SECTION}">Where it rises</h2><p>In a meadow.</p>')
    assert live_text() == ["In a field."]

    send(desk, address("publish", article.pk), kind="correction", note="It is a meadow.")
    assert live_text() == ["In a meadow."]
    version = PublishedVersion.objects.latest("live_from")
    assert (version.kind, version.note, version.revision.number) == ("correction", "It is a meadow.", 3)
    assert [str(section.uuid) for section in article.sections.all()] == [SECTION]

    send(desk, address("withdraw", article.pk), how="withdrawn", note="A court said so.")
    assert live_text() == []
    article.refresh_from_db()
    assert (article.withdrawn_how, article.withdrawal_note) == ("withdrawn", "A court said so.")


def test_an_editor_writes_and_a_publisher_publishes(editor: User, publisher: User) -> None:
    article = begin(signed_in(editor), "A walk")
    write(signed_in(editor), article, document="<p>Along the river.</p>")
    page = signed_in(editor).get(address("change", article.pk))
    assert b"Save and publish" not in page.content

    assert signed_in(editor).post(address("publish", article.pk), {"revision": 2, "seen": 0}).status_code == 403
    assert live_text() == []

    send(signed_in(publisher), address("publish", article.pk))
    assert live_text() == ["Along the river."]
