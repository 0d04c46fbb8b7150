"""Pictures are described, used and deleted: what an article shows stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.editing.freezing import freeze
from articles.errors import ImageInUse, NotUsable
from articles.media import files
from articles.media.library import delete_image, save_image
from articles.media.usage import uses_of, with_rights_expired, with_use_counts, without_alt
from articles.models import ContentState, Image
from articles.snapshot import Cover
from tests.factories import edit, make_article, make_author, make_image, make_section, publish_now, with_figure

pytestmark = pytest.mark.django_db


def with_cover(image: Image, **words: str) -> Cover:
    return Cover(str(image.uuid), **words)


def showing(*images: Image):  # type: ignore[no-untyped-def]
    return (make_section(html="".join(with_figure(image) for image in images)),)


# --- Describing -----------------------------------------------------------------------------------------------------


def test_words_are_saved_as_one_line_without_control_characters_and_the_state_moves():
    image = make_image()
    before = ContentState.read().stamp

    image.alt, image.credit = " A\x00 gull\n at sea ", "The\u202e press"
    save_image(image)

    image.refresh_from_db()
    assert (image.alt, image.credit) == ("A gull at sea", "The press")
    assert ContentState.read().stamp != before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("focal_x", 1.2),
        ("focal_y", -0.1),
        ("alt", "x" * 501),
        ("rights_url", "javascript:alert(1)"),
        ("digital_source_type", "nonsense"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_named(field, value):
    image = make_image()
    setattr(image, field, value)

    with pytest.raises(NotUsable) as refused:
        save_image(image)

    assert refused.value.field == field


@pytest.mark.parametrize(("x", "y"), [(1.2, 0.5), (0.5, -0.2)])
def test_the_database_knows_no_focal_point_outside_either(x, y):
    image = make_image()

    with pytest.raises(IntegrityError), transaction.atomic():
        Image.objects.filter(pk=image.pk).update(focal_x=x, focal_y=y)


@pytest.mark.parametrize(("field", "value"), [("focal_x", 0.1), ("credit", "Another"), ("caption", "Other words")])
def test_what_renditions_show_or_say_needs_new_ones(field, value):
    image = make_image()
    edition = image.edition

    setattr(image, field, value)
    save_image(image)

    image.refresh_from_db()
    assert (image.edition, image.is_complete) == (edition + 1, False)


def test_alt_text_needs_no_new_renditions():
    image = make_image()
    edition = image.edition

    image.alt, image.is_decorative, image.rights_expire_at = "Other", True, timezone.now()
    save_image(image)

    image.refresh_from_db()
    assert image.edition == edition


# --- Use ------------------------------------------------------------------------------------------------------------


def test_a_draft_freezes_its_cover_with_its_words_and_the_pictures_of_its_text():
    cover, figure, twice = make_image(), make_image(), make_image()

    article = make_article(
        cover=with_cover(cover, alt="A gull\n", caption="At sea"), sections=showing(figure, twice, cover, twice)
    )

    content = freeze(article)
    assert content.cover == Cover(str(cover.uuid), "A gull", "At sea")
    assert content.images == (str(cover.uuid), str(figure.uuid), str(twice.uuid))
    assert set(article.images.all()) == {cover, figure, twice}
    assert content == article.revisions.get().content


def test_a_picture_that_is_gone_is_left_out_of_a_cover():
    article = make_article(cover=Cover("b6f2b0f0-0000-4000-8000-000000000000", "alt", "caption"))

    assert freeze(article).cover is None
    assert (article.cover_alt, article.cover_caption) == ("", "")


def test_what_is_taken_out_of_a_draft_is_used_no_more():
    image, other = make_image(), make_image()
    article = make_article(cover=with_cover(image), sections=showing(other))

    edit(article, cover=None, sections=(make_section(),))

    assert (bool(uses_of(image)), bool(uses_of(other))) == (False, False)
    delete_image(image)
    assert Image.objects.get() == other


def test_uses_name_drafts_versions_and_portraits():
    image = make_image()
    shown = make_article(title="Shown", slug="shown", cover=with_cover(image))
    publish_now(shown)
    edit(shown, cover=None)
    drafted = make_article(title="Drafted", slug="drafted", sections=showing(image))
    author = make_author("Ada", portrait=image)

    uses = uses_of(image)

    assert [version.article for version in uses.versions] == [shown]
    assert (uses.drafts, uses.portraits) == ((drafted,), (author,))
    assert uses.places == ["Shown", "Drafted", "Ada"]


def test_a_used_picture_cannot_be_deleted_and_the_message_says_where():
    image = make_image()
    publish_now(make_article(title="Shown", slug="shown", cover=with_cover(image)))

    with pytest.raises(ImageInUse) as refused:
        delete_image(image)

    assert refused.value.places == ("Shown",)
    assert Image.objects.get() == image


def test_a_picture_of_a_version_that_has_ended_stays():
    image = make_image()
    article = make_article(cover=with_cover(image))
    publish_now(article)
    edit(article, cover=None)
    publish_now(article)

    with pytest.raises(ImageInUse):
        delete_image(image)


@pytest.mark.django_db(transaction=True)
def test_a_picture_that_nobody_uses_is_deleted_with_its_files():
    image = make_image()
    original, keys = image.original, list(image.renditions.values_list("file", flat=True))

    delete_image(image)

    gone = [not files.storage_of(files.RENDITIONS).exists(key) for key in keys]
    assert (Image.objects.count(), all(gone)) == (0, True)
    assert not files.storage_of(files.ORIGINALS).exists(original)


def test_a_list_of_pictures_says_how_many_articles_show_each(django_assert_num_queries):
    often, never = make_image(), make_image()
    for number in range(3):
        article = make_article(slug=f"article-{number}", cover=with_cover(often), sections=showing(often))
        publish_now(article)
        publish_now(article)

    with django_assert_num_queries(1):
        counts = {image: (image.draft_count, image.version_count) for image in with_use_counts(Image.objects.all())}

    assert counts == {often: (3, 3), never: (0, 0)}


def test_pictures_without_words_are_named_before_publishing():
    silent, own, decorative, here = (
        make_image(alt=""),
        make_image(),
        make_image(alt="", is_decorative=True),
        make_image(alt=""),
    )
    covered = make_image(alt="")
    article = make_article(
        cover=with_cover(covered, alt="Words of this use"),
        sections=(
            make_section(html=with_figure(silent) + with_figure(own) + with_figure(decorative)),
            make_section(html=with_figure(here, alt="Words of this use")),
        ),
    )

    assert without_alt(freeze(article)) == [silent]


def test_pictures_whose_rights_expire_are_named():
    now = timezone.now()
    image = make_image(rights_expire_at=now + timedelta(days=1))
    content = freeze(make_article(cover=with_cover(image)))

    assert with_rights_expired(content, at=now) == []
    assert with_rights_expired(content, at=now + timedelta(days=1)) == [image]
