"""Routes of the content API, below /api/v1/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

from api.content.articles import ArticleDetail, ArticleList
from api.content.changes import ChangeList
from api.content.previews import Preview
from api.content.search import Search
from api.content.site import SiteDetail
from api.content.taxonomy import AuthorDetail, AuthorList, CategoryDetail, CategoryList, TagDetail, TagList
from api.content.versions import ArticleVersions, VersionsDiff
from api.reference import Docs, Schema

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(pattern_name="api:docs", http_method_names=["get", "head"]), name="root"),
    path("articles/", ArticleList.as_view(), name="articles"),
    path("articles/<reference>/", ArticleDetail.as_view(), name="article"),
    path("articles/<reference>/versions/", ArticleVersions.as_view(), name="versions"),
    path("articles/<reference>/versions/diff/", VersionsDiff.as_view(), name="versions_diff"),
    path("authors/", AuthorList.as_view(), name="authors"),
    path("authors/<reference>/", AuthorDetail.as_view(), name="author"),
    path("categories/", CategoryList.as_view(), name="categories"),
    path("categories/<reference>/", CategoryDetail.as_view(), name="category"),
    path("changes/", ChangeList.as_view(), name="changes"),
    path("preview/", Preview.as_view(), name="preview"),
    path("search/", Search.as_view(), name="search"),
    path("site/", SiteDetail.as_view(), name="site"),
    path("tags/", TagList.as_view(), name="tags"),
    path("tags/<reference>/", TagDetail.as_view(), name="tag"),
    path("schema/", Schema.as_view(), name="schema"),
    path("docs/", Docs.as_view(), name="docs"),
]
