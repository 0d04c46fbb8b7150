"""Who stands beside an article by the log: its translations, and who speaks for the related articles that it names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from articles.models.article import Article
from articles.models.published_version import PublishedVersion, PublishedVersionQuerySet
from articles.models.version_link import VersionLink


@dataclass(frozen=True)
class Ties:
    """By the log alone (`told`), so that whoever appears or vanishes here has an entry of its own; of the past by what
    was live then."""

    keys: Mapping[UUID, UUID]
    """Translation key by the id of a related article."""
    members: Mapping[UUID, Mapping[str, UUID]]
    """By translation key and locale, who is live."""

    @classmethod
    def of(
        cls,
        versions: Iterable[PublishedVersion],
        targets: Collection[UUID | str],
        *,
        public: PublishedVersionQuerySet | None = None,
    ) -> Self:
        """Of these versions, with all related articles that they name. `public`: who may stand beside them, by default
        who is live by the log. Two queries."""
        asked = Article.objects.filter(uuid__in=set(targets)).values_list("uuid", "translation_key")
        keys = dict(asked) if targets else {}
        sought = {version.translation_key for version in versions} | set(keys.values())
        live = (PublishedVersion.objects.told() if public is None else public).translations_of(sought)
        members: dict[UUID, dict[str, UUID]] = {}
        for key, locale, uuid in live.values_list("article__translation_key", "locale", "article__uuid"):
            members.setdefault(key, {})[locale] = uuid
        return cls(keys, members)

    def translations(self, version: PublishedVersion) -> dict[str, UUID]:
        """By locale, without itself."""
        members = self.members.get(version.translation_key, {})
        return {locale: uuid for locale, uuid in sorted(members.items()) if locale != version.locale}

    def speaker(self, version: PublishedVersion, target: UUID) -> UUID | None:
        """Whom a related article leads to: its translation in the locale of the version, or else itself; None where
        neither is live, or that is the article's own."""
        key = self.keys.get(target)
        members = self.members.get(key, {}) if key else {}
        if key != version.translation_key and version.locale in members:
            return members[version.locale]
        return next((uuid for locale, uuid in members.items() if uuid == target and locale != version.locale), None)


def article_faces(pks: Collection[int]) -> dict[UUID, Any]:
    """What others have to be told of each article beyond its own events, by its public id; None unless it is live.

    Five queries; none without articles.
    """
    if not pks:
        return {}
    uuids = dict(Article.objects.filter(pk__in=pks).values_list("pk", "uuid"))
    told = PublishedVersion.objects.told().filter(article__in=pks)
    versions = list(told.only("article", "locale", "translation_key"))
    links: dict[int, list[UUID]] = {version.pk: [] for version in versions}
    for pk, target in VersionLink.objects.filter(version__in=links).values_list("version", "target"):
        links[pk].append(target)
    ties = Ties.of(versions, {target for named in links.values() for target in named})
    faces: dict[UUID, Any] = dict.fromkeys(uuids.values())
    for version in versions:
        related = [ties.speaker(version, target) for target in links[version.pk]]
        faces[uuids[version.article_id]] = (version.pk, related, ties.translations(version))
    return faces


def find_neighbours(article: Article) -> set[int]:
    """Primary keys of whom its coming or going concerns: its translations, and whoever leads to one of these. Two
    queries."""
    family = dict(Article.objects.filter(translation_key=article.translation_key).values_list("uuid", "pk"))
    linking = PublishedVersion.objects.told().filter(version_links__target__in=family)
    return {*family.values(), *linking.values_list("article", flat=True)}
