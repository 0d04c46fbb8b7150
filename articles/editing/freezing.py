"""The draft's rows as one value: what a revision keeps."""

from __future__ import annotations

from articles.models import Article
from articles.snapshot import Byline, Cover, Highlight, Related, Rights, Section, Seo, Snapshot
from articles.text.figures import find_images
from articles.text.plain import count_words, plain_text


def freeze(article: Article) -> Snapshot:
    """The draft's rows as a value. A constant number of queries."""
    sections = list(article.sections.all())
    section_ids = {section.pk: str(section.uuid) for section in sections}
    lead_text = plain_text(article.lead)
    texts = [plain_text(section.body) for section in sections]
    headings = [section.heading for section in sections]
    cover = Cover(str(article.cover.uuid), article.cover_alt, article.cover_caption) if article.cover else None
    figures = find_images("".join(section.body for section in sections))
    return Snapshot(
        locale=article.locale,
        title=article.title,
        slug=article.slug,
        kicker=article.kicker,
        lead_html=article.lead,
        lead_text=lead_text,
        cover=cover,
        sections=tuple(
            Section(id=str(section.uuid), heading=section.heading, html=section.body, text=text)
            for section, text in zip(sections, texts, strict=True)
        ),
        highlights=tuple(
            Highlight(
                id=row.identifier,
                section=section_ids[row.section_id] if row.section_id else None,
                exact=row.exact,
                start=row.start,
                end=row.end,
                note=row.note,
            )
            for row in article.highlights.all()
        ),
        related=tuple(
            Related(title=title, teaser=teaser, url=url, article=str(target) if target else None, source=source)
            for title, teaser, url, target, source in article.related_links.values_list(
                "title", "teaser", "url", "target__uuid", "source"
            )
        ),
        authors=tuple(
            Byline(author=str(author), role=role)
            for author, role in article.bylines.values_list("author__uuid", "role")
        ),
        category=str(article.category.uuid) if article.category else None,
        tags=tuple(str(tag) for tag in article.tags.order_by("name", "id").values_list("uuid", flat=True)),
        genre=article.genre,
        priority=article.priority,
        access=article.access,
        ai_use=article.ai_use,
        ai_note=article.ai_note,
        seo=Seo(article.seo_title, article.seo_description, article.canonical_url, article.noindex),
        rights=Rights(article.licence, article.usage_terms, article.copyright_holder, article.copyright_notice),
        expires_at=article.expires_at,
        word_count=sum(count_words(text) for text in (lead_text, *headings, *texts)),
        images=tuple(dict.fromkeys([*([cover.image] if cover else []), *figures])),
    )
