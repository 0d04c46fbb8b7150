"""An article that is full of the same words, and the pages that show some of it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import escape

from articles.editing.drafts import create_draft
from articles.models import Article, Image, User
from articles.snapshot import Byline, Cover, Highlight, Related, Rights, Seo, Snapshot
from tests.articles.admin.pages import address
from tests.factories import (
    edit,
    make_author,
    make_category,
    make_image,
    make_section,
    make_tag,
    publish_now,
    with_figure,
)

MARKUP = """"><img src=x onerror=alert(1)>" onfocus=alert(1) x='</script></title>"""


def full_of(words: str, by: User) -> Article:
    """An article with these words in every field that takes text, and so with its terms, people and pictures; live."""
    image = make_image(by, name=f"{words}.jpg".replace("/", " "), alt=words, credit=words, creator=words, caption=words)
    author = make_author(words, links=[{"label": words, "url": "https://example.org/"}], portrait=image)
    tag, category = make_tag(words), make_category(words, description=words)
    section = make_section(
        words,
        f'<p><mark data-highlight-id="h0123456789">marked</mark> {escape(words)}</p>'
        + with_figure(image, escape(words), escape(words)),
    )
    content = Snapshot(
        locale="en",
        title=words,
        slug="full",
        kicker=words,
        lead_html=escape(words),
        cover=Cover(str(image.uuid), words, words),
        sections=(section,),
        highlights=(Highlight("h0123456789", section.id, note=words),),
        related=(Related(words, words, "https://example.org/"),),
        authors=(Byline(str(author.uuid)),),
        category=str(category.uuid),
        tags=(str(tag.uuid),),
        ai_use="generated",
        ai_note=words,
        seo=Seo(words, words),
        rights=Rights("", words, words, words),
    )
    article = create_draft(content, by=by)
    publish_now(article, note=words)
    edit(article, title=f"{words} newer")
    return article


def pages_of(article: Article) -> list[str]:
    """All that show some of it, to readers and at the desk."""
    public = ["/", "/articles/full/", "/search/?q=marked"]
    public += [
        f"/{kind}/{term.slug}/" for kind, term in (("tags", article.tags.get()), ("categories", article.category))
    ]
    author = article.bylines.get().author
    public.append(f"/authors/{author.slug}/")
    pages = [address(page, article.pk) for page in ("change", "publish", "schedule", "withdraw", "expire", "delete")]
    pages += [address(page, article.pk) for page in ("history", "translations")]
    pages += [address("revision", article.pk, 1), address("restore", article.pk, 1), address("changelist")]
    for kind, row in (("author", author), ("tag", article.tags.get()), ("category", article.category)):
        pages += [address(f"{kind}_changelist"), address(f"{kind}_change", row.pk), address(f"{kind}_delete", row.pk)]
        pages += [f"{address(f'{kind}_merge')}?term={row.pk}"]
    image = Image.objects.get()
    pages += [address("image_changelist"), address("image_change", image.pk), address("image_delete", image.pk)]
    users = [reverse("admin:articles_user_changelist"), reverse("admin:articles_user_change", args=[article.owner_id])]
    return [*public, *pages, *users, reverse("admin:index"), reverse("admin:articles_image_history", args=[image.pk])]
