"""The library at the desk: who may what, what an upload answers, what the screens say."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Image, User
from articles.snapshot import Cover
from tests.articles.admin.pages import address, errors, fields, send, signed_in, soup, write
from tests.articles.media.pictures import draw, encoded, xmp
from tests.factories import make_article, make_author, make_image, make_section, make_user, publish_now, with_figure

pytestmark = pytest.mark.django_db
UPLOAD = "image_upload"


def upload(client: Client, data: bytes, name: str = "gull.jpg", **more: Any) -> Any:
    return client.post(address(UPLOAD), {"file": SimpleUploadedFile(name, data), **more})


def labels(response: HttpResponse) -> list[str]:
    return [cell.text for cell in soup(response).select("#result_list .field-file")]


def drafted(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


# --- Upload -----------------------------------------------------------------------------------------------------------


def test_an_upload_answers_with_the_picture_and_its_page(author_user: User) -> None:
    answer = upload(signed_in(author_user), encoded(draw(1600, 1000), xmp=xmp()))

    image = Image.objects.get()
    picture = answer.json()["picture"]
    assert (answer.status_code, answer.json()["isNew"], answer.json()["remarks"]) == (201, True, [])
    assert (picture["id"], picture["label"], picture["alt"]) == (str(image.uuid), "gull.jpg", "A gull")
    assert picture["credit"] == "Ada Penrose, Bo Quist / Harbour Press"
    assert picture["page"] == address("image_change", image.pk)
    assert image.uploaded_by == author_user
    assert Client().get(picture["preview"]).status_code == 200


def test_the_same_file_again_is_recognised_and_said(editor: User) -> None:
    data = encoded()
    client = signed_in(editor)
    first = upload(client, data).json()

    again = upload(client, data, "renamed.jpg")

    assert (again.status_code, again.json()) == (200, first | {"isNew": False})
    assert Image.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html><script>alert(1)</script>", "This file is no picture of a format that can be taken in."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This file is no picture of a format that can be taken in."),
        (b"", "This file is no picture of a format that can be taken in."),
        (encoded()[:400], "This picture is damaged, or cut off."),
    ],
)
def test_hostile_files_are_refused_in_words_and_leave_nothing(editor: User, data: bytes, words: str) -> None:
    answer = upload(signed_in(editor), data)

    assert answer.status_code == 422
    assert answer.json()["problem"].startswith(words)
    assert not Image.objects.exists()


def test_a_file_over_the_limit_is_refused_with_the_limit(editor: User, settings: Any) -> None:
    settings.MAX_UPLOAD_BYTES = 1_000

    answer = upload(signed_in(editor), encoded())

    assert answer.status_code == 422
    assert answer.json()["problem"].startswith("This file is larger than 0.001 MB.")


def test_the_name_of_a_file_is_shown_as_text_and_is_no_path(editor: User) -> None:
    client = signed_in(editor)
    upload(client, encoded(), "../<img src=x onerror=alert(1)>.jpg")

    page = client.get(address("image_changelist"))

    assert labels(page) == ["<img src=x onerror=alert(1)>.jpg"]
    assert b"<img src=x" not in page.content


def test_no_file_or_several_are_refused(editor: User) -> None:
    client = signed_in(editor)
    two = [SimpleUploadedFile("a.jpg", encoded()), SimpleUploadedFile("b.jpg", encoded())]

    answers = [client.post(address(UPLOAD), {"file": sent}) for sent in (two, "no file", "")]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert not Image.objects.exists()


def test_only_the_newsroom_uploads_and_by_post_with_a_token(stranger: User, editor: User) -> None:
    data = encoded()
    checked = Client(enforce_csrf_checks=True)
    checked.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    without_role = make_user("", "staffer")
    User.objects.filter(pk=without_role.pk).update(is_staff=True)

    assert upload(Client(), data).status_code == 302
    assert upload(signed_in(stranger), data).status_code == 302
    assert upload(signed_in(without_role), data).status_code == 403
    assert upload(checked, data).status_code == 403
    assert signed_in(editor).get(address(UPLOAD)).status_code == 405
    assert not Image.objects.exists()


# --- The library ------------------------------------------------------------------------------------------------------


def test_the_library_is_searched_by_every_word(author_user: User) -> None:
    make_image(name="one.jpg", alt="A gull at sea")
    make_image(name="two.jpg", alt="A gull in town")
    client = signed_in(author_user)

    found = client.get(address("image_library"), {"q": "gull SEA"}).json()

    assert [picture["label"] for picture in found["pictures"]] == ["one.jpg"]
    assert found["hasMore"] is False


@pytest.mark.parametrize("id_", ["nothing", "", "\0", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_id_finds_nothing(id_: str, author_user: User) -> None:
    make_image()

    answer = signed_in(author_user).get(address("image_library"), {"id": id_})

    assert answer.json() == {"pictures": [], "hasMore": False}


def test_whoever_has_no_role_sees_no_library() -> None:
    staffer = make_user("", "staffer")
    User.objects.filter(pk=staffer.pk).update(is_staff=True)

    answers = [signed_in(staffer).get(address(page)) for page in ("image_library", "image_changelist")]

    assert [answer.status_code for answer in answers] == [403, 403]


def test_the_lists_filters_find_what_needs_care(editor: User) -> None:
    now = timezone.now()
    used = make_image(name="used.jpg")
    make_image(name="silent.jpg", alt="")
    make_image(name="decorative.jpg", alt="", is_decorative=True)
    make_image(name="expired.jpg", rights_expire_at=now - timedelta(days=1))
    make_image(name="soon.jpg", rights_expire_at=now + timedelta(days=9))
    make_image(name="later.jpg", rights_expire_at=now + timedelta(days=90))
    make_article(cover=Cover(str(used.uuid)))
    client = signed_in(editor)

    def found(**asked: str) -> list[str]:
        return labels(client.get(address("image_changelist"), asked))

    assert found(alt="missing") == ["silent.jpg"]
    assert found(alt="decorative") == ["decorative.jpg"]
    assert found(rights="expired") == ["expired.jpg"]
    assert found(rights="soon") == ["soon.jpg"]
    assert found(use="used") == ["used.jpg"]
    assert len(found(use="unused")) == 5
    assert found(use="anything else") == []


def test_the_list_takes_a_constant_number_of_queries(editor: User, django_assert_num_queries: Any) -> None:
    client = signed_in(editor)
    client.get(address("image_changelist"))
    for number in (1, 3):
        while Image.objects.count() < number:
            make_image()
        with django_assert_num_queries(8):
            client.get(address("image_changelist"))


# --- One picture ------------------------------------------------------------------------------------------------------


def test_a_picture_is_described(editor: User) -> None:
    image = make_image(alt="")

    answer = send(
        signed_in(editor),
        address("image_change", image.pk),
        alt=" A  gull ",
        creator="Ada",
        rights_url="https://example.org/r",
        rights_expire_at="2030-01-02T03:04",
        focal_x="0.25",
        focal_y="1",
    )

    image.refresh_from_db()
    assert answer.status_code == 302
    assert (image.alt, image.creator, image.rights_url) == ("A gull", "Ada", "https://example.org/r")
    assert (image.focal_x, image.focal_y, image.edition) == (0.25, 1.0, 2)
    assert f"{image.rights_expire_at:%Y-%m-%d %H:%M}" == "2030-01-02 03:04"


def test_what_cannot_be_is_refused_at_its_field(editor: User) -> None:
    image = make_image(alt="A gull")

    answer = send(signed_in(editor), address("image_change", image.pk), is_decorative="on", focal_x="2")

    assert errors(answer) == [
        "A decorative picture has no alt text: empty it, or untick this.",
        "Ensure this value is less than or equal to 1.",
    ]


def test_an_author_describes_only_their_own_and_only_until_it_was_published(author_user: User, editor: User) -> None:
    own, other, published = make_image(author_user), make_image(editor), make_image(author_user)
    publish_now(make_article(editor, cover=Cover(str(published.uuid))), by=make_user("publisher"))
    client = signed_in(author_user)

    def may_change(image: Image) -> int:
        return client.post(address("image_change", image.pk), {"alt": "Mine", "focal_x": 0, "focal_y": 0}).status_code

    assert [may_change(image) for image in (own, other, published)] == [302, 403, 403]
    assert [client.get(address("image_change", image.pk)).status_code for image in (own, other)] == [200, 200]
    assert client.post(address("image_delete", other.pk), {"post": "yes"}).status_code == 403
    assert Image.objects.filter(alt="Mine").count() == 1


def test_who_is_used_is_not_deleted_and_the_page_says_where(editor: User) -> None:
    image, free = make_image(), make_image()
    make_article(title="Gulls", sections=(make_section(html=with_figure(image)),))
    client = signed_in(editor)

    page = client.get(address("image_delete", image.pk))
    kept = client.post(address("image_delete", image.pk), {"post": "yes"})
    gone = client.post(address("image_delete", free.pk), {"post": "yes"})

    assert "used by “Gulls”" in page.content.decode()
    assert (kept.status_code, gone.status_code) == (200, 302)
    assert list(Image.objects.all()) == [image]
    uses = soup(client.get(address("image_change", image.pk))).select(".picture-uses li")
    assert [" ".join(item.text.split()) for item in uses] == ["Draft: Gulls"]


def test_the_page_warns_of_rights_that_end(editor: User) -> None:
    image = make_image(rights_expire_at=timezone.now() - timedelta(days=1))

    page = soup(signed_in(editor).get(address("image_change", image.pk)))

    assert page.select_one("p.errornote").text.startswith("Rights expired on ")  # type: ignore[union-attr]


def test_there_is_no_empty_picture_to_add(editor: User, stranger: User) -> None:
    answer = signed_in(editor).get(address("image_add"))

    assert (answer.status_code, answer["Location"]) == (302, address("image_changelist") + "#upload")


# --- Covers and figures ----------------------------------------------------------------------------------------------


def test_a_cover_is_saved_with_the_words_of_this_use(editor: User) -> None:
    article, image = make_article(), make_image()

    answer = write(signed_in(editor), article, cover=str(image.uuid), cover_alt=" Two  gulls ", cover_caption="At sea")

    saved = drafted(article)
    assert answer.status_code == 302
    assert (saved.cover, saved.cover_alt, saved.cover_caption) == (image, "Two gulls", "At sea")


def test_a_cover_is_kept_by_a_save_and_taken_away_by_an_empty_field(editor: User) -> None:
    image = make_image()
    article = make_article(cover=Cover(str(image.uuid), "Two gulls"))
    client = signed_in(editor)

    write(client, article, title="Another title")
    assert (drafted(article).cover, drafted(article).cover_alt) == (image, "Two gulls")

    write(client, article, cover="")
    assert (drafted(article).cover, drafted(article).cover_alt) == (None, "")


@pytest.mark.parametrize("cover", ["00000000-0000-4000-8000-000000000000", "1", "nothing"])
def test_a_cover_that_is_no_picture_is_refused(cover: str, editor: User) -> None:
    article = make_article()

    answer = write(signed_in(editor), article, cover=cover)

    assert answer.status_code == 200
    assert len(errors(answer)) == 1
    assert drafted(article).head == 1


def test_the_way_to_publish_asks_for_the_alt_text_at_its_field(publisher: User) -> None:
    image = make_image(name="gull.jpg", alt="")
    article = make_article(cover=Cover(str(image.uuid)))
    client = signed_in(publisher)

    refused = client.post(
        address("change", article.pk), fields(client.get(address("change", article.pk))) | {"_publish": "1"}
    )
    asked = soup(client.get(address("publish", article.pk)))

    words = "No alt text: “gull.jpg”. Write one where the picture is used, or in the library; if it says nothing, "
    assert [item.text for item in soup(refused).select(".field-cover_alt .errorlist li")] == [
        words + "mark it there as decorative."
    ]
    assert asked.select_one("#content-main p.errornote").text == words + "mark it there as decorative."  # type: ignore[union-attr]
    assert asked.select("#content-main form") == []

    given = client.post(
        address("change", article.pk),
        fields(client.get(address("change", article.pk))) | {"_publish": "1", "cover_alt": "A gull"},
    )
    assert (given.status_code, given["Location"]) == (302, address("publish", article.pk))


def test_a_text_with_figures_that_was_not_touched_makes_no_revision(publisher: User) -> None:
    article = make_article(sections=(make_section(html=with_figure(make_image(), "A gull", "Two gulls")),))
    client = signed_in(publisher)

    answer = client.post(
        address("change", article.pk), fields(client.get(address("change", article.pk))) | {"_publish": "1"}
    )

    assert (answer.status_code, drafted(article).head) == (302, 1)


def test_large_uploads_go_through_a_file_and_are_the_same(editor: User, settings: Any) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100  # bytes: everything lies in a temporary file

    answer = upload(signed_in(editor), encoded())

    assert answer.status_code == 201
    assert io.BytesIO(encoded()).getbuffer().nbytes == Image.objects.get().byte_size


def test_whoever_publishes_is_told_of_rights_that_end(publisher: User) -> None:
    ended = timezone.now() - timedelta(days=1)
    image = make_image(name="gull.jpg", alt="A gull", rights_expire_at=ended)
    article = make_article(publisher, cover=Cover(str(image.uuid)))

    pages = [soup(signed_in(publisher).get(address(act, article.pk))).text for act in ("publish", "schedule")]

    assert ["The picture “gull.jpg”: Rights expired on" in page for page in pages] == [True, True]


def test_a_portrait_counts_as_a_use(editor: User) -> None:
    make_author("Ada", portrait=make_image(name="ada.jpg"))

    page = soup(signed_in(editor).get(reverse("admin:articles_image_changelist")))

    assert page.select_one(".field-used").text == "1 portrait"
