"""Every model, so that Django finds them. Outside the desk a model is imported from its own file."""

from articles.models.article import Article, ArticleAuthor, ArticleImage
from articles.models.author import Author, AuthorBio
from articles.models.autosave import Autosave
from articles.models.bulk_run import BulkRun
from articles.models.category import Category
from articles.models.change import Change
from articles.models.content_state import ContentState
from articles.models.dismissed_suggestion import DismissedSuggestion
from articles.models.highlight import Highlight
from articles.models.image import Image, Rendition
from articles.models.published_version import PublishedVersion, VersionAuthor, VersionImage, VersionTag
from articles.models.related_link import RelatedLink
from articles.models.revision import Revision
from articles.models.search_document import SearchDocument
from articles.models.section import Section
from articles.models.slug_claim import SlugClaim
from articles.models.tag import Tag
from articles.models.user import User
from articles.models.version_link import VersionLink
from articles.models.worker_pulse import WorkerPulse

__all__ = [
    "Article", "ArticleAuthor", "ArticleImage", "Author", "AuthorBio", "Autosave", "BulkRun", "Category", "Change",
    "ContentState", "DismissedSuggestion", "Highlight", "Image", "PublishedVersion", "RelatedLink", "Rendition",
    "Revision",
    "SearchDocument", "Section", "SlugClaim", "Tag", "User", "VersionAuthor", "VersionImage", "VersionLink",
    "VersionTag", "WorkerPulse",
]  # fmt: skip
