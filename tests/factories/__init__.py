"""Things to test with, without surprises: what is not asked for is plain, and the same each time."""

from __future__ import annotations

import io
import secrets
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Group
from PIL import Image as Pillow

from api.models import ApiKey
from articles.editing.drafts import create_draft, save_draft
from articles.editing.taxonomy import save_term
from articles.media.library import save_image
from articles.media.tasks import make_missing_renditions
from articles.media.uploads import receive
from articles.models import Article, Author, Category, Image, Revision, Tag, User
from articles.publishing.actions import Done, publish
from articles.publishing.scheduling import schedule
from articles.publishing.withdrawal import withdraw
from articles.snapshot import Section, Snapshot

PASSWORD = "correct horse battery staple"


def make_user(role: str = "publisher", username: str | None = None, **fields: Any) -> User:
    """An account of that role (author, editor, publisher, administrator; "" for a stranger) that may sign in."""
    user = User.objects.create_user(
        username=username or f"{role or 'stranger'}-{uuid4().hex[:8]}",
        password=PASSWORD,
        is_staff=bool(role),
        **fields,
    )
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def make_section(heading: str = "A heading", html: str = "<p>Some text.</p>", id: str | None = None) -> Section:
    return Section(id=id or str(uuid4()), heading=heading, html=html)


def make_content(title: str = "A title", slug: str = "a-title", **fields: Any) -> Snapshot:
    """What a form or an import hands in: a lead and one section unless said otherwise."""
    values: dict[str, Any] = {
        "locale": "en",
        "lead_html": "The lead.",
        "sections": (make_section(),),
    }
    return Snapshot(title=title, slug=slug, **values | fields)


def make_article(by: User | None = None, *, owner: User | None = None, **fields: Any) -> Article:
    """A draft with its first revision. `fields` are the snapshot's."""
    return create_draft(make_content(**fields), by=by or make_user(), owner=owner)


def edit(article: Article, by: User | None = None, **fields: Any) -> Revision:
    """Save a newer draft: the present content with `fields` changed."""
    from dataclasses import replace

    from articles.editing.freezing import freeze

    article.refresh_from_db()
    content = replace(freeze(article), **fields)
    return save_draft(article, content, base=article.head, by=by or article.owner)


def publish_now(article: Article, **options: Any) -> Done:
    """Publish the newest revision, by the article's owner unless said otherwise."""
    done = publish(article, **as_it_stands(article) | options)
    article.refresh_from_db()
    return done


def as_it_stands(article: Article) -> dict[str, Any]:
    """What a form that shows its newest revision hands in."""
    head, acts = Article.objects.values_list("head", "acts").get(pk=article.pk)
    return {"revision": head, "seen": acts, "by": article.owner}


def schedule_for(article: Article, at: datetime, **options: Any) -> Done:
    done = schedule(article, at=at, **as_it_stands(article) | options)
    article.refresh_from_db()
    return done


def withdraw_now(article: Article, how: str = "unpublished", note: str = "") -> Done:
    article.refresh_from_db()
    done = withdraw(article, how=how, seen=article.acts, note=note)
    article.refresh_from_db()
    return done


def make_image(
    by: User | None = None, *, size: tuple[int, int] = (400, 300), name: str = "picture.jpg", **fields: Any
) -> Image:
    """A picture of the library with its JPEGs; each is another one. `fields` are those that editors change."""
    drawn = Pillow.new("RGB", size, f"#{secrets.token_hex(3)}")
    file = io.BytesIO()
    drawn.save(file, "JPEG", comment=secrets.token_bytes(8))  # so that no two files are the same
    file.seek(0)
    image = receive(file, by=by or make_user(), name=name).image
    for name, value in ({"alt": "A plain surface"} | fields).items():
        setattr(image, name, value)
    return save_image(image)


def finish_renditions() -> int:
    """What the worker would do in its next turns. Gives how many were made."""
    return sum(iter(lambda: make_missing_renditions(seconds=60), 0))


def with_figure(image: Image, caption: str = "", alt: str = "") -> str:
    """HTML of a section that shows the picture."""
    figcaption = f"<figcaption>{caption}</figcaption>" if caption else ""
    data_alt = f' data-alt="{alt}"' if alt else ""
    return f'<p>Before.</p><figure data-image="{image.uuid}"{data_alt}>{figcaption}</figure><p>After.</p>'


def make_author(name: str = "Ada Penrose", **fields: Any) -> Author:
    author = Author(name=name, **fields)
    save_term(author)
    return author


def make_category(name: str = "Cities", locale: str = "en", **fields: Any) -> Category:
    category = Category(name=name, locale=locale, **fields)
    save_term(category)
    return category


def make_tag(name: str = "rivers", locale: str = "en", **fields: Any) -> Tag:
    tag = Tag(name=name, locale=locale, **fields)
    save_term(tag)
    return tag


def make_key(*scopes: str, owner: User | None = None, **fields: Any) -> tuple[ApiKey, dict[str, str]]:
    """An API key, and the header that holds it. Its owner is an editor unless said otherwise."""
    key = ApiKey(name="A program", owner=owner or make_user("editor"), scopes=list(scopes), **fields)
    return key, {"Authorization": f"Bearer {key.issue()}"}
