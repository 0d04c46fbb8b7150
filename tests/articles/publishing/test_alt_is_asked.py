"""What goes public says to everybody what it shows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.errors import AltMissing
from articles.models import PublishedVersion
from articles.snapshot import Cover
from tests.factories import make_article, make_image, make_section, publish_now, schedule_for, with_figure

pytestmark = pytest.mark.django_db


def test_a_cover_without_alt_text_is_not_published_and_the_field_is_named() -> None:
    image = make_image(name="gull.jpg", alt="")
    article = make_article(cover=Cover(str(image.uuid)))

    with pytest.raises(AltMissing) as refused:
        publish_now(article)

    assert (refused.value.field, refused.value.labels) == ("cover_alt", ("gull.jpg",))
    assert not PublishedVersion.objects.exists()


def test_a_figure_without_alt_text_is_not_scheduled() -> None:
    image = make_image(name="gull.jpg", alt="")
    article = make_article(sections=(make_section(html=with_figure(image)),))

    with pytest.raises(AltMissing) as refused:
        schedule_for(article, timezone.now() + timedelta(days=1))

    assert (refused.value.field, refused.value.labels) == ("document", ("gull.jpg",))
    assert not PublishedVersion.objects.exists()


def test_one_use_with_alt_text_does_not_speak_for_another_without() -> None:
    image = make_image(alt="")
    html = with_figure(image)
    article = make_article(cover=Cover(str(image.uuid), "Two gulls"), sections=(make_section(html=html),))

    with pytest.raises(AltMissing) as refused:
        publish_now(article)

    assert refused.value.field == "document"


@pytest.mark.parametrize("own", [{"alt": "A gull"}, {"alt": "", "is_decorative": True}])
def test_a_picture_that_says_it_itself_or_is_decorative_is_published(own: dict[str, object]) -> None:
    image = make_image(**own)
    article = make_article(cover=Cover(str(image.uuid)), sections=(make_section(html=with_figure(image)),))

    publish_now(article)

    assert PublishedVersion.objects.count() == 1


def test_words_of_the_use_are_enough() -> None:
    image = make_image(alt="")
    html = with_figure(image, alt="Two gulls")
    article = make_article(cover=Cover(str(image.uuid), "A gull"), sections=(make_section(html=html),))

    publish_now(article)

    assert PublishedVersion.objects.count() == 1
