"""Things to test with, without surprises: what is not asked for is plain, and the same each time."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Group

from articles.editing.drafts import create_draft, save_draft
from articles.editing.taxonomy import save_term
from articles.models import Article, Author, Category, Revision, Tag, User
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
        user.groups.add(Group.objects.get_or_create(name=role)[0])
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
    article.refresh_from_db()
    options = {"revision": article.head, "seen": article.acts, "by": article.owner} | options
    done = publish(article, **options)
    article.refresh_from_db()
    return done


def schedule_for(article: Article, at: datetime, **options: Any) -> Done:
    article.refresh_from_db()
    options = {"revision": article.head, "seen": article.acts, "by": article.owner} | options
    done = schedule(article, at=at, **options)
    article.refresh_from_db()
    return done


def withdraw_now(article: Article, how: str = "unpublished", note: str = "") -> Done:
    article.refresh_from_db()
    done = withdraw(article, how=how, seen=article.acts, note=note)
    article.refresh_from_db()
    return done


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
